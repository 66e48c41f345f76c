// Reads what the work tree holds of runs, following no link on the way. Synchronous inside: ten thousand small files are
// read in a tenth of the time that asking the thread pool for each takes.
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { errnoOf, readRefusal, unreadable } from "./disk-refusal.ts";
import { isPlanName, isRunName, LIMIT_BYTES, runFilePath, type RunFile, type RunKey } from "./run-files.ts";

export type DiskFiles = Readonly<Record<RunFile, Uint8Array | undefined>>;

/**
 * Runs that have a folder in the work tree, in no particular order, without those of the plans passed over. What is no folder or has no name of a run is passed
 * over; `runs` itself being anything but a folder is a Refusal, FILE_UNREADABLE.
 */
export function listDiskRuns(
  workTree: string | undefined,
  passedOver: ReadonlySet<string> = new Set(),
): readonly RunKey[] {
  if (workTree === undefined) return [];
  return listFolders(workTree, "runs")
    .filter((plan) => isPlanName(plan) && !passedOver.has(plan))
    .flatMap((plan) =>
      listFolders(workTree, `runs/${plan}`)
        .filter(isRunName)
        .map((run) => ({ plan, run })),
    );
}

/** The files of a run as they are on disk; undefined when it has no folder. Throws Refusal FILE_UNREADABLE. */
export function readDiskRun(workTree: string | undefined, key: RunKey): DiskFiles | undefined {
  if (workTree === undefined) return undefined;
  const folders = ["runs", `runs/${key.plan}`, `runs/${key.plan}/${key.run}`];
  if (!folders.every((folder) => isFolder(workTree, folder))) return undefined;
  return {
    evidence: readPlainFile(workTree, key, "evidence"),
    attestations: readPlainFile(workTree, key, "attestations"),
    facts: readPlainFile(workTree, key, "facts"),
    report: readPlainFile(workTree, key, "report"),
  };
}

/** The bytes of one file of a run whose folder is known to be plain; undefined when it is not there. */
export function readPlainFile(workTree: string, key: RunKey, file: RunFile): Uint8Array | undefined {
  const path = runFilePath(key, file);
  try {
    // Without O_NONBLOCK a named pipe in the place of the file would hang us.
    const handle = openSync(
      join(workTree, path),
      constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK,
    );
    try {
      return readWhole(handle, path, LIMIT_BYTES[file]);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw readRefusal(error, path);
  }
}

/** Whether the path is a folder; false when there is nothing. Throws Refusal FILE_UNREADABLE for anything else. */
function isFolder(workTree: string, path: string): boolean {
  const found = statPath(workTree, path);
  if (found === undefined) return false;
  if (found.isDirectory()) return true;
  throw unreadable(path, found.isSymbolicLink() ? "it is a symbolic link" : "it is no folder");
}

function statPath(workTree: string, path: string): ReturnType<typeof lstatSync> {
  try {
    return lstatSync(join(workTree, path), { throwIfNoEntry: false });
  } catch (error) {
    throw readRefusal(error, path);
  }
}

function listFolders(workTree: string, path: string): readonly string[] {
  if (!isFolder(workTree, path)) return [];
  try {
    const entries = readdirSync(join(workTree, path), { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch (error) {
    throw readRefusal(error, path);
  }
}

function readWhole(handle: number, path: string, limitBytes: number): Uint8Array {
  const found = fstatSync(handle);
  if (!found.isFile()) throw unreadable(path, "it is no plain file");
  if (found.size > limitBytes)
    throw unreadable(path, `it has ${found.size} bytes, at most ${limitBytes} are read`);
  const bytes = new Uint8Array(found.size);
  let length = 0;
  while (length < bytes.length) {
    const read = readSync(handle, bytes, length, bytes.length - length, length);
    if (read === 0) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
