// Writes files that must not be there yet: all of them or none. Follows no link on the way.
import { lstat, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";

export interface NewFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Left alone, and not written, where something is there already. */
  readonly ifMissing?: boolean;
}

/** Writes the files below `root` and answers with those that were written. Throws a Refusal: FILE_EXISTS, DISK_REFUSED. */
export async function writeNewFiles(root: string, files: readonly NewFile[]): Promise<readonly NewFile[]> {
  const wanted: NewFile[] = [];
  for (const file of files) {
    await requirePlainFolders(root, file.path);
    const found = await kindOf(path.join(root, file.path));
    if (found === "nothing") wanted.push(file);
    else if (file.ifMissing !== true) throw exists(file.path);
  }
  const written: NewFile[] = [];
  try {
    for (const file of wanted) {
      await mkdir(path.join(root, path.dirname(file.path)), { recursive: true });
      await writeFile(path.join(root, file.path), file.bytes, { flag: "wx" });
      written.push(file);
    }
  } catch (error) {
    for (const file of written) await rm(path.join(root, file.path), { force: true });
    throw diskRefused(error);
  }
  return written;
}

async function requirePlainFolders(root: string, file: string): Promise<void> {
  const folders = path.dirname(file).split("/");
  for (let depth = 1; depth <= folders.length; depth += 1) {
    const folder = folders.slice(0, depth).join("/");
    const kind = await kindOf(path.join(root, folder));
    if (kind === "other") throw exists(folder);
  }
}

async function kindOf(file: string): Promise<"nothing" | "folder" | "other"> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) return "nothing";
  return found.isDirectory() ? "folder" : "other";
}

function exists(file: string): Refusal {
  return new Refusal("FILE_EXISTS", {
    message: `"${file}" is there already`,
    expected: "a name that is free",
    todo: "choose another plan name, or move what is there away",
  });
}

function diskRefused(error: unknown): Refusal {
  const { code = "unknown error", path: file = "" } = error as NodeJS.ErrnoException;
  return new Refusal(
    "DISK_REFUSED",
    {
      message: `"${file}" could not be written: ${code}`,
      expected: "a work tree that can be written to",
      todo: "make room or mend the permissions; nothing was left behind",
    },
    error,
  );
}
