// Writes a site as a whole: into a folder beside its place first, which then takes the place of the one before. Whoever
// reads meanwhile sees the old site or the new one, never half of one; a crash leaves the old one.
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { quoteText } from "../../diagnostics/visible-text.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { sha256Hex } from "../../model/digest.ts";
import { requireReplaceable, SITE_FORMAT, SITE_LIST, type SitePlace } from "./site-place.ts";

export interface SiteFile {
  /** From the site's root, with slashes. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/**
 * Writes the files and nothing else, each once. Throws a Refusal: FILE_EXISTS where something else has come in the way,
 * DISK_REFUSED. Throws an assertion for a path that could lead out of the site.
 */
export async function writeSite(
  place: SitePlace,
  files: Iterable<SiteFile>,
  tool: string,
): Promise<readonly string[]> {
  try {
    await makeFolder(place.parent);
    await clearLeftovers(place);
    const fresh = temporaryPath(place, "new");
    try {
      const written = writeFiles(fresh, files, tool);
      await takePlace(place, fresh);
      return written;
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  } catch (error) {
    throw (error as NodeJS.ErrnoException).syscall === undefined ? error : diskRefused(place, error);
  }
}

/** One by one: where a folder cannot be made and says so with ENOENT (below /proc), Node's own recursive way never ends. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return;
    const above = path.dirname(folder);
    if (code !== "ENOENT" || above === folder) throw error;
    await makeFolder(above);
    await mkdir(folder);
  }
}

/** Synchronous inside: thousands of small files are written in a fraction of the time that asking the thread pool takes. */
function writeFiles(folder: string, files: Iterable<SiteFile>, tool: string): readonly string[] {
  const written = new Map<string, string>();
  const folders = new Set<string>([folder]);
  mkdirSync(folder);
  for (const { path: name, content } of files) {
    requirePlainPath(name, written);
    const target = path.join(folder, ...name.split("/"));
    const above = path.dirname(target);
    if (!folders.has(above)) mkdirSync(above, { recursive: true });
    folders.add(above);
    writeFileSync(target, content, { flag: "wx" });
    written.set(name.toLowerCase(), name);
  }
  const names = [...written.values()].sort();
  const list = { format: SITE_FORMAT, tool, files: names };
  writeFileSync(path.join(folder, SITE_LIST), `${JSON.stringify(list, null, 2)}\n`, { flag: "wx" });
  return names;
}

const PLAIN_PATH = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}(\/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}){0,7}$/;

/** Asked again here, whatever made the path: nothing hidden, nothing above, no two that some disks take for one. */
function requirePlainPath(name: string, written: ReadonlyMap<string, string>): void {
  if (!PLAIN_PATH.test(name)) throw new Error(`a page cannot be called ${quoteText(name)}`);
  const other = written.get(name.toLowerCase());
  if (other !== undefined) throw new Error(`two pages are called ${quoteText(name)} and ${quoteText(other)}`);
}

const TRIES = 3;

/**
 * rename(2) puts a folder in the place of an empty one only, so the old site steps aside first. For that moment there is
 * none; a crash within it is mended by the next call. Somebody else's site may come in between: then once more.
 */
async function takePlace(place: SitePlace, fresh: string): Promise<void> {
  const folder = path.join(place.parent, place.name);
  for (let tries = 1; ; tries += 1) {
    const found = await requireReplaceable(place);
    const aside = temporaryPath(place, "old");
    if (found === "site") await rename(folder, aside);
    try {
      await rename(fresh, folder);
      await rm(aside, { recursive: true, force: true });
      return;
    } catch (error) {
      const isOvertaken = ["ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "");
      if (!isOvertaken && found === "site") await rename(aside, folder);
      if (!isOvertaken || tries === TRIES) throw error;
      await rm(aside, { recursive: true, force: true });
    }
  }
}

/** Beside the place, so that a rename is enough; of this process, so that nobody else's is taken for a leftover. */
function temporaryPath(place: SitePlace, kind: "new" | "old"): string {
  const random = randomBytes(6).toString("hex");
  return path.join(place.parent, `${leftoverStart(place)}${process.pid}-${random}.${kind}`);
}

function leftoverStart({ name }: SitePlace): string {
  return `.cutplan-site-${sha256Hex(name).slice(0, 12)}-`;
}

/** What a killed process left behind: an old site goes back to its place where there is none, everything else goes. */
async function clearLeftovers(place: SitePlace): Promise<void> {
  const start = leftoverStart(place);
  const names = (await readdir(place.parent)).filter((name) => name.startsWith(start)).sort();
  for (const name of names) {
    const [, pid = "", kind] = /^(\d+)-[0-9a-f]{12}\.(new|old)$/.exec(name.slice(start.length)) ?? [];
    if (kind === undefined || isAlive(Number(pid))) continue;
    const leftover = path.join(place.parent, name);
    if (kind === "old" && (await requireReplaceable(place)) === "nothing")
      await rename(leftover, path.join(place.parent, place.name));
    else await rm(leftover, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

function diskRefused({ shown }: SitePlace, cause: unknown): Refusal {
  const { code = "unknown error" } = cause as NodeJS.ErrnoException;
  const isMounted = code === "EBUSY" || code === "EXDEV";
  return new Refusal(
    "DISK_REFUSED",
    {
      message: `the site could not be written to ${quoteText(shown)}: ${code}`,
      expected: "a folder that can be made and replaced, with room for the site",
      todo: isMounted
        ? "it is where a disk is mounted, and cannot be replaced as a whole: give a folder below it"
        : "make room, mend the permissions of the folder above, or give another one with --out",
    },
    cause,
  );
}
