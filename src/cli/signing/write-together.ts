// Writes a file and the signature beside it into the work tree: both, or as it was before. Follows no link on the way and
// writes nothing but these two.
import { randomBytes } from "node:crypto";
import { lstat, mkdir, open, readFile, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";

export interface FileToWrite {
  /** From the root of the repository. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Puts all files in place, over what is there, the first one first. Each is complete on the disk before any is in place;
 * where one cannot be put there, those before it are put back. Rejects with a Refusal: FILE_EXISTS, DISK_REFUSED.
 */
export async function writeTogether(root: string, files: readonly FileToWrite[]): Promise<void> {
  const staged: Staged[] = [];
  try {
    for (const file of files) staged.push(await prepare(root, file));
    for (const { temporary, bytes } of staged) await writeDurably(temporary, bytes);
    await putInPlace(staged);
  } catch (error) {
    throw error instanceof Refusal ? error : diskRefused(error);
  } finally {
    for (const { temporary } of staged) await rm(temporary, { force: true });
  }
}

/** The regular file at that path below the root, or undefined where there is nothing. Rejects with a Refusal FILE_EXISTS. */
export async function readPlainFile(root: string, file: string): Promise<Uint8Array | undefined> {
  await requirePlainFolders(root, file);
  const target = path.join(root, file);
  const found = await lstat(target).catch(() => undefined);
  if (found === undefined) return undefined;
  if (!found.isFile()) throw inTheWay(file);
  try {
    return await readFile(target);
  } catch (error) {
    throw diskRefused(error);
  }
}

interface Staged {
  readonly target: string;
  readonly temporary: string;
  readonly bytes: Uint8Array;
  readonly before: Uint8Array | undefined;
}

async function prepare(root: string, file: FileToWrite): Promise<Staged> {
  const before = await readPlainFile(root, file.path);
  const target = path.join(root, file.path);
  await mkdir(path.dirname(target), { recursive: true });
  const name = `.${path.basename(target)}.${randomBytes(6).toString("hex")}`;
  return { target, temporary: path.join(path.dirname(target), name), bytes: file.bytes, before };
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function putInPlace(staged: readonly Staged[]): Promise<void> {
  const done: Staged[] = [];
  try {
    for (const one of staged) {
      await rename(one.temporary, one.target);
      done.push(one);
    }
  } catch (error) {
    for (const { target, temporary, before } of done.reverse()) {
      if (before === undefined) await rm(target, { force: true });
      else {
        await writeDurably(temporary, before);
        await rename(temporary, target);
      }
    }
    throw error;
  }
}

async function requirePlainFolders(root: string, file: string): Promise<void> {
  const folders = path.dirname(file).split("/");
  for (let depth = 1; depth <= folders.length; depth += 1) {
    const folder = folders.slice(0, depth).join("/");
    const found = await lstat(path.join(root, folder)).catch(() => undefined);
    if (found !== undefined && !found.isDirectory()) throw inTheWay(folder);
  }
}

function inTheWay(file: string): Refusal {
  return new Refusal("FILE_EXISTS", {
    message: `"${file}" is there and is neither a plain file nor a plain folder`,
    expected: "plain files and folders, no links",
    todo: "find out who put it there, and move it away",
  });
}

function diskRefused(error: unknown): Refusal {
  const { code = "unknown error", path: file = "" } = error as NodeJS.ErrnoException;
  const text = {
    message: `"${file}" could not be read or written: ${code}`,
    expected: "a work tree that can be read and written",
    todo: "make room or mend the permissions; nothing was left behind",
  };
  return new Refusal("DISK_REFUSED", text, error);
}
