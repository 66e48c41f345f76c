// Writes a kit as a folder or as one tar file, never over anything. The tar is the same bytes for the same kit: sorted
// names, no times, no owners.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { packTar } from "modern-tar";
import { Refusal } from "../diagnostics/refusal.ts";
import type { KitFile } from "../evidence/kit.ts";

/** Throws a Refusal FILE_EXISTS where the folder holds something already, or is none. */
export async function requireEmptyFolder(folder: string): Promise<void> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw inTheWay(folder, "is there already, and is no folder that can be read", error);
  }
  if (names.length > 0) throw inTheWay(folder, "is not empty");
}

/** Writes the files into a folder that is made, or is empty. Throws a Refusal: FILE_EXISTS, DISK_REFUSED. */
export async function writeKitFolder(folder: string, files: readonly KitFile[]): Promise<void> {
  await requireEmptyFolder(folder);
  const written: string[] = [];
  try {
    for (const file of files) {
      const target = path.join(folder, ...file.path.split("/"));
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, file.bytes, { flag: "wx" });
      written.push(target);
    }
  } catch (error) {
    for (const target of written) await rm(target, { force: true });
    throw diskRefused(folder, error);
  }
}

/** Writes one tar with everything below `name`. Throws a Refusal: FILE_EXISTS, DISK_REFUSED. */
export async function writeKitTar(
  file: string,
  { name, files }: { readonly name: string; readonly files: readonly KitFile[] },
): Promise<void> {
  const tar = await packTar(files.map(({ path: inside, bytes }) => tarEntry(`${name}/${inside}`, bytes)));
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, tar, { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw inTheWay(file, "is there already", error);
    throw diskRefused(file, error);
  }
}

function tarEntry(name: string, body: Uint8Array): Parameters<typeof packTar>[0][number] {
  const header = {
    name,
    size: body.length,
    mode: 0o644,
    mtime: new Date(0),
    uid: 0,
    gid: 0,
    uname: "",
    gname: "",
  };
  return { header, body };
}

function inTheWay(place: string, what: string, cause?: unknown): Refusal {
  return new Refusal(
    "FILE_EXISTS",
    {
      message: `"${place}" ${what}`,
      expected: "a name that is free, or an empty folder",
      todo: "give another one with --out or --tar, or move what is there away",
    },
    cause,
  );
}

function diskRefused(place: string, cause: unknown): Refusal {
  const { code = "unknown error" } = cause as NodeJS.ErrnoException;
  return new Refusal(
    "DISK_REFUSED",
    {
      message: `"${place}" could not be written: ${code}`,
      expected: "a place that can be written to, with room for the kit",
      todo: "make room, mend the permissions, or give another place",
    },
    cause,
  );
}
