// Keeps the number of each run's newest transaction on disk, one small file a run. Whoever comes after a crash asks the
// database by it what became of the transaction. Decides nothing.
import { mkdir, open, readFile, rename } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { KeptTransaction, TransactionJournal } from "./live-wiring.ts";

const PHASES = [
  "pre_write_backup",
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "lifecycle_enact",
] as const satisfies readonly MutatingPhase[];
const RUN = /^[a-z0-9][a-z0-9-]{0,127}$/;
const DIGITS = /^[0-9]{1,20}$/;

/**
 * A journal in that folder, which is made when something is first kept. Its methods reject with a Refusal DISK_REFUSED: what
 * cannot be read is not taken for nothing kept.
 */
export function openTransactionJournal(folder: string): TransactionJournal {
  return {
    read: async (run) => {
      const text = await readIfThere(fileOf(folder, run));
      return text === undefined ? undefined : parseEntry(text, run);
    },
    keep: async (entry) => {
      try {
        await makeFolder(folder);
        await replaceFile(fileOf(folder, entry.run), `${JSON.stringify(entry)}\n`);
      } catch (error) {
        throw refused(entry.run, "could not be written", error);
      }
    },
  };
}

function fileOf(folder: string, run: string): string {
  if (!RUN.test(run)) throw new Error("a run has another name than runs have");
  return path.join(folder, `${run}.json`);
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw refused(path.basename(file, ".json"), "could not be read", error);
  }
}

function parseEntry(text: string, run: string): KeptTransaction {
  const { run: owner, phase: name, transaction, cluster, ...strange } = fieldsOf(text);
  const phase = PHASES.find((one) => one === name);
  if (
    phase === undefined ||
    owner !== run ||
    Object.keys(strange).length > 0 ||
    typeof transaction !== "string" ||
    !DIGITS.test(transaction) ||
    typeof cluster !== "string" ||
    !DIGITS.test(cluster)
  )
    throw refused(run, "is not what cutplan keeps there");
  return { run, phase, transaction, cluster };
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Whole or not at all, also where the machine goes down: the bytes, then the name, then the folder that has the name. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.new`;
  const handle = await open(draft, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  await syncFolder(path.dirname(file));
}

/** A folder whose own name is not on disk is lost with everything in it. */
async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true, mode: 0o700 });
  if (first !== undefined) await syncFolder(path.dirname(first));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function refused(run: string, what: string, cause?: unknown): Refusal {
  const text = {
    message: `the kept transaction of run "${run}" ${what}`,
    expected:
      "a file of the journal, whole and readable: without it nobody can tell what became of the run's last change",
    todo: "mend the disk or the file's rights; do not remove the file before you know what is in the target",
  };
  return new Refusal("DISK_REFUSED", text, cause);
}
