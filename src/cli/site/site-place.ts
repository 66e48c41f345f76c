// Where a site may be written: a place that is free, an empty folder, or a site of before, known by its list of what was
// written. Whatever else lies there is somebody's, and is left alone. Reads only.
import { lstat, readdir, readFile, realpath } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Repository } from "../../git/repository.ts";

/** The list of what was written, in the site's folder. */
export const SITE_LIST = ".cutplan-site.json";
export const SITE_FORMAT = "cutplan-site/v1";

export interface SitePlace {
  /** As it was asked for. */
  readonly shown: string;
  /** The folder above, absolute and without links as far as it exists. */
  readonly parent: string;
  readonly name: string;
}

/** Throws a Refusal: USAGE where no site may lie, FILE_EXISTS where something is in the way. */
export async function findSitePlace(
  out: string,
  repository: Pick<Repository, "gitDir" | "commonDir" | "workTree">,
): Promise<SitePlace> {
  const asked = path.resolve(out);
  const place = { shown: out, parent: await realPath(path.dirname(asked)), name: path.basename(asked) };
  requireOutside(place, repository);
  await requireReplaceable(place);
  return place;
}

/** What is there now; `nothing` too for a place whose parents are yet to be made. Throws a Refusal FILE_EXISTS for what is not ours. */
export async function requireReplaceable(place: SitePlace): Promise<"nothing" | "empty" | "site"> {
  const folder = path.join(place.parent, place.name);
  const found = await lstat(folder).catch(nothingOr(place));
  if (found === undefined) return "nothing";
  if (found.isSymbolicLink()) throw inTheWay(place, "is a symbolic link");
  if (!found.isDirectory()) throw inTheWay(place, "is there already, and is no folder");
  const names = await readdir(folder).catch(nothingOr(place));
  if (names === undefined || names.length === 0) return "empty";
  const listed = await readList(path.join(folder, SITE_LIST));
  if (listed === undefined) throw inTheWay(place, "is not empty, and is no site of before");
  const stranger = await findStranger(folder, "", listed);
  if (stranger !== undefined)
    throw inTheWay(place, `is a site of before, and holds ${quoteText(stranger)}, which is not of it`);
  return "site";
}

/** With the deepest folder that exists by its real path; what is to be made below it has no links. */
async function realPath(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (error) {
    const above = path.dirname(folder);
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" || above === folder)
      throw new Refusal("USAGE", {
        message: `${quoteText(folder)} cannot be entered: ${code}`,
        expected: "a folder that this user may write",
        todo: "give another one with --out",
      });
    return path.join(await realPath(above), path.basename(folder));
  }
}

function requireOutside(
  { shown, parent, name }: SitePlace,
  { gitDir, commonDir, workTree }: Pick<Repository, "gitDir" | "commonDir" | "workTree">,
): void {
  const folder = path.join(parent, name);
  const refuse = (why: string): Refusal =>
    new Refusal("USAGE", {
      message: `${quoteText(shown)} ${why}`,
      expected: "a folder for the site alone, such as public",
      todo: "give another one with --out",
    });
  const isGit = [gitDir, commonDir].some((one) => isWithin(one, folder));
  if (isGit || folder.split(path.sep).includes(".git")) throw refuse("is inside of git's own folder");
  if ([gitDir, commonDir, workTree].some((one) => one !== undefined && isWithin(folder, one)))
    throw refuse("holds the repository itself");
  const kept = ["plans", "runs"].find(
    (one) => workTree !== undefined && isWithin(path.join(workTree, one), folder),
  );
  if (kept !== undefined) throw refuse(`is in ${kept}/, which holds documents or evidence and no pages`);
}

function isWithin(folder: string, inner: string): boolean {
  const way = path.relative(folder, inner);
  return way === "" || (way !== ".." && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way));
}

interface SiteList {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** What was written, and undefined for what is no such list. */
async function readList(file: string): Promise<SiteList | undefined> {
  try {
    if (!(await lstat(file)).isFile()) return undefined;
    const { format, files } = JSON.parse(await readFile(file, "utf8")) as Record<string, unknown>;
    if (format !== SITE_FORMAT || !Array.isArray(files)) return undefined;
    const names = files.filter((one) => typeof one === "string");
    return { files: new Set([...names, SITE_LIST]), folders: new Set(names.flatMap(foldersAbove)) };
  } catch {
    return undefined;
  }
}

/** `a/b/c.html` → a, a/b */
function foldersAbove(name: string): readonly string[] {
  const parts = name.split("/");
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join("/"));
}

/** The first entry that the list does not have, folders that hold nothing of it included. */
async function findStranger(folder: string, below: string, listed: SiteList): Promise<string | undefined> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = `${below}${entry.name}`;
    if (entry.isDirectory()) {
      const inside = listed.folders.has(name)
        ? await findStranger(path.join(folder, entry.name), `${name}/`, listed)
        : name;
      if (inside !== undefined) return inside;
    } else if (!entry.isFile() || !listed.files.has(name)) return name;
  }
  return undefined;
}

function nothingOr(place: SitePlace): (error: unknown) => undefined {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw inTheWay(place, "cannot be read", error);
  };
}

function inTheWay({ shown }: SitePlace, what: string, cause?: unknown): Refusal {
  return new Refusal(
    "FILE_EXISTS",
    {
      message: `${quoteText(shown)} ${what}`,
      expected:
        "a name that is free, an empty folder, or a site that reconcile site wrote and nobody added to",
      todo: "give another folder with --out, or move what is there away",
    },
    cause,
  );
}
