// How everything that can go wrong with a backup reads: one code, the stage it happened in, and a reason without values.
// Bugs of ours are not turned into refusals.
import { Refusal, type RefusalText } from "../../diagnostics/refusal.ts";
import { DatabaseError } from "../postgres/database-error.ts";

const EXPECTED =
  "a backup that was taken, read back and found equal to the source; no write goes without one";

/** A Refusal BACKUP_REFUSED that says what is wrong, and what to do where that is known. */
export function backupRefused(message: string, text: Partial<Omit<RefusalText, "message">> = {}): Refusal {
  return new Refusal("BACKUP_REFUSED", {
    message,
    expected: text.expected ?? EXPECTED,
    todo:
      text.todo ??
      "mend that and start again; nothing was written to the database, and no flag skips the backup",
  });
}

/** Does the work, and turns what the stage's edges reject with into a Refusal BACKUP_REFUSED that names the stage. */
export async function atStage<T>(stage: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw asBackupRefusal(stage, error);
  }
}

function asBackupRefusal(stage: string, error: unknown): unknown {
  if (error instanceof Refusal) {
    if (error.code === "BACKUP_REFUSED") return error;
    return backupRefused(`${stage}: ${error.message}`, { expected: error.expected, todo: error.todo });
  }
  if (error instanceof DatabaseError) return backupRefused(`${stage}: the database said ${error.message}`);
  const code = systemCodeOf(error);
  return code === undefined ? error : backupRefused(`${stage}: the system said ${code}`);
}

/** ENOSPC, EACCES and their like; undefined for an error that no system call raised. */
function systemCodeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error) || !("code" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
