// The one folder that the demo writes to: made new, readable by nobody else, and gone afterwards, also after Ctrl-C and after
// a failure. It holds private keys, so that leaving it behind is no small thing.
import { rmSync } from "node:fs";
import { mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
/** A program that is still at work in there may write while it is being emptied. */
const REMOVAL = { recursive: true, force: true, maxRetries: 5, retryDelay: 20 } as const;

export interface ScratchWish {
  /** Whether it is left there. */
  readonly kept: boolean;
  /** Called after the removal and before the process ends, on Ctrl-C and the like. */
  readonly onSignal: () => void;
}

/**
 * Makes the folder, hands it to `use` and removes it whatever happens, unless it is to be kept. On a signal it is removed at
 * once and the process ends by that signal. Rejects with a Refusal DISK_REFUSED where it cannot be made or removed.
 */
export async function withScratchFolder<Answer>(
  { kept, onSignal }: ScratchWish,
  use: (folder: string) => Promise<Answer>,
): Promise<Answer> {
  const folder = await makeFolder();
  const removeNow = (): void => {
    if (!kept) rmSync(folder, REMOVAL);
  };
  const stop = (signal: NodeJS.Signals): void => {
    removeNow();
    onSignal();
    process.kill(process.pid, signal);
  };
  // Of once, so that the signal that is sent anew finds no listener and ends the process.
  for (const signal of SIGNALS) process.once(signal, stop);
  process.once("exit", removeNow);
  try {
    return await use(folder);
  } finally {
    if (!kept) await removeFolder(folder);
    // Only now: a signal during the removal does not leave half of it.
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    process.removeListener("exit", removeNow);
  }
}

async function makeFolder(): Promise<string> {
  try {
    return await mkdtemp(path.join(await realpath(tmpdir()), "cutplan-demo-"));
  } catch (error) {
    throw diskRefused("no folder could be made", tmpdir(), error);
  }
}

async function removeFolder(folder: string): Promise<void> {
  try {
    await rm(folder, REMOVAL);
  } catch (error) {
    throw diskRefused("the scratch folder could not be removed", folder, error);
  }
}

function diskRefused(what: string, folder: string, error: unknown): Refusal {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  const text = {
    message: `${what}, "${folder}": ${code}`,
    expected: "a folder for temporary files that can be written to, as TMPDIR names it",
    todo: "make room or mend the permissions; remove what is left there",
  };
  return new Refusal("DISK_REFUSED", text, error);
}
