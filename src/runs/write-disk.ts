// Writes the files of a run so that a crash at any moment leaves whole lines and at most one torn one, or the old file
// or the new one. Follows no link. Decides nothing about what is written. Refusal of all: DISK_REFUSED.
import { constants } from "node:fs";
import { lstat, mkdir, open, rename, unlink, type FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { diskRefusal, errnoOf } from "./disk-refusal.ts";
import { RUN_FILES, runFilePath, type LineFile, type RunFile, type RunKey } from "./run-files.ts";

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_RDWR, O_WRONLY } = constants;

/** Makes the run's folder where there is none. */
export async function makeRunFolder(workTree: string, key: RunKey): Promise<void> {
  for (const path of runFolders(key)) await refused(path, () => makeFolder(join(workTree, path)));
}

/** Makes sure that the run's files are found again: puts their names, and those of the folders above, on disk. */
export async function syncRunFolder(workTree: string, key: RunKey): Promise<void> {
  for (const path of ["", ...runFolders(key)]) await refused(path, () => syncFolder(join(workTree, path)));
}

/** Puts the names of the run's own files on disk. */
export async function syncFileNames(workTree: string, key: RunKey): Promise<void> {
  const path = dirname(runFilePath(key, "evidence"));
  await refused(path, () => syncFolder(join(workTree, path)));
}

function runFolders({ plan, run }: RunKey): readonly string[] {
  return ["runs", `runs/${plan}`, `runs/${plan}/${run}`];
}

export interface Append {
  readonly file: LineFile;
  /** Length in bytes of the whole lines that stay; whatever stands after them is cut. */
  readonly keepBytes: number;
  readonly bytes: Uint8Array;
}

/** Appends to the run's file; the bytes are on disk when this resolves. A refused append is taken back as far as the disk allows. */
export async function appendLines(workTree: string, key: RunKey, append: Append): Promise<void> {
  const path = runFilePath(key, append.file);
  const flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK;
  await refused(path, () => withFile(join(workTree, path), flags, (handle) => appendAt(handle, append)));
}

/** Length in bytes of the run's file; undefined when there is none. */
export async function statLines(workTree: string, key: RunKey, file: LineFile): Promise<number | undefined> {
  const path = runFilePath(key, file);
  return refused(path, async () => {
    try {
      return (await lstat(join(workTree, path))).size;
    } catch (error) {
      if (errnoOf(error) === "ENOENT") return undefined;
      throw error;
    }
  });
}

/** Puts new bytes in the place of the file: those who read meanwhile see the old ones or the new ones. */
export async function replaceFile(
  workTree: string,
  key: RunKey,
  at: { file: RunFile; bytes: Uint8Array },
): Promise<void> {
  const path = runFilePath(key, at.file);
  const target = join(workTree, path);
  const temporary = temporaryPath(workTree, key, at.file);
  await refused(path, async () => {
    try {
      await writeNew(temporary, at.bytes);
      await rename(temporary, target);
    } catch (error) {
      await unlinkIfThere(temporary).catch(() => undefined);
      throw error;
    }
    await syncFolder(dirname(target));
  });
}

/** Removes what a crash left of `replaceFile`. Only the holder of the lock may do this. */
export async function removeLeftovers(workTree: string, key: RunKey): Promise<void> {
  for (const file of ["facts", "report"] as const) {
    await refused(runFilePath(key, file), () => unlinkIfThere(temporaryPath(workTree, key, file)));
  }
}

function temporaryPath(workTree: string, key: RunKey, file: RunFile): string {
  return join(workTree, dirname(runFilePath(key, file)), `.${RUN_FILES[file]}.new`);
}

async function refused<T>(path: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw diskRefusal(error, path);
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    if (errnoOf(error) !== "EEXIST" || !(await lstat(path)).isDirectory()) throw error;
  }
}

async function withFile<T>(path: string, flags: number, use: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, flags, 0o644);
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

async function appendAt(handle: FileHandle, { keepBytes, bytes }: Append): Promise<void> {
  const found = await handle.stat();
  if (!found.isFile())
    throw Object.assign(new Error("not a plain file"), { code: "EEXIST", syscall: "open" });
  try {
    if (found.size !== keepBytes) await handle.truncate(keepBytes);
    await writeAll(handle, bytes, keepBytes);
    await handle.sync();
  } catch (error) {
    // Half a line would be recognised as torn and cut; a whole one that was not promised to be on disk would not.
    await handle.truncate(keepBytes).catch(() => undefined);
    throw error;
  }
}

/** One write is the rule; a disk that takes a part only is asked again for the rest. */
async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, position + done);
    if (bytesWritten === 0)
      throw Object.assign(new Error("nothing was written"), { code: "ENOSPC", syscall: "write" });
    done += bytesWritten;
  }
}

async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await withFile(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, async (handle) => {
    await writeAll(handle, bytes, 0);
    await handle.sync();
  });
}

async function unlinkIfThere(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  await withFile(path, O_RDONLY, (handle) => handle.sync());
}
