// Finds every version of the files at certain paths in a whole history. Hides nothing: entries with odd names, odd modes
// or a doubled name are listed as they are. Opens no file and follows neither symlinks nor gitlinks.
import { Refusal } from "../diagnostics/refusal.ts";
import type { FileVersion, HistoryCommit, NamePattern } from "../model/ports.ts";
import { modeOf, readCut } from "./cut-tree.ts";
import type { CutEntry, CutFolder } from "./cut-tree.ts";
import { comparePaths } from "./list-folder.ts";
import { readInOrder } from "./read-in-order.ts";
import { FOLDER_MODE, isFolderMode, showMode, showName } from "./tree.ts";

const MAX_FOUND = 1_000_000;

/**
 * What `HistoryReader.listVersions` promises, level by level through the names. Each tree is read once a level, and each
 * of its entries looked into once for each path, so the cost follows what changed between the commits.
 * Names and modes that no honest tree has are written as in `ParsedTree.faults`.
 * Rejects with TREE_MALFORMED beyond 1,000,000 folders and versions on one level, and with what `cutFolder` rejects with.
 */
export async function listVersions(
  cutFolder: CutFolder,
  history: readonly HistoryCommit[],
  names: readonly NamePattern[],
): Promise<readonly FileVersion[]> {
  const last = names.at(-1);
  if (last === undefined) return [];
  let visits = visitRoots(history);
  for (const pattern of names.slice(0, -1)) {
    const found = await findEntries(cutFolder, visits, { pattern, kind: "folder" });
    visits = found.map(enterFolder);
  }
  const versions = await findEntries(cutFolder, visits, { pattern: last, kind: "file" });
  return versions
    .sort((a, b) => a.first.index - b.first.index || comparePaths(a.path, b.path))
    .map(({ path, mode, oid, first }) => ({ path, mode, oid, commit: first.commit }));
}

/** A path of the repository, with what was found there so far, in whatever tree. */
interface Place {
  readonly path: string;
  readonly found: Map<CutEntry, Found>;
  readonly folders: Map<string, Place>;
}

/** A commit and where it stands in the history. */
interface First {
  readonly commit: string;
  readonly index: number;
}

/** A tree at a place, and the first commit that has it there. */
interface Visit {
  readonly place: Place;
  readonly tree: string;
  readonly first: First;
}

interface Found {
  readonly within: Place;
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** Becomes an earlier one when a tree that was read later belongs to an earlier commit. */
  first: First;
}

interface Wanted {
  readonly pattern: NamePattern;
  readonly kind: "file" | "folder";
}

function visitRoots(history: readonly HistoryCommit[]): readonly Visit[] {
  const place = makePlace("");
  const roots = new Map<string, Visit>();
  for (const [index, { commit, tree }] of history.entries())
    if (!roots.has(tree)) roots.set(tree, { place, tree, first: { commit, index } });
  return [...roots.values()];
}

function enterFolder({ within, path, oid, first }: Found): Visit {
  const place = within.folders.get(path) ?? makePlace(path);
  within.folders.set(path, place);
  return { place, tree: oid, first };
}

function makePlace(path: string): Place {
  return { path, found: new Map(), folders: new Map() };
}

/** What is wanted of the trees visited, once for each place, with the first commit that has it. */
async function findEntries(cutFolder: CutFolder, visits: readonly Visit[], wanted: Wanted): Promise<Found[]> {
  const found: Found[] = [];
  const trees = [...Map.groupBy(visits, ({ tree }) => tree)];
  const read = ([tree, [visit]]: (typeof trees)[number]): Promise<readonly CutEntry[]> =>
    readPlaced((oid) => cutFolder(oid, nameToCut(wanted.pattern)), tree, visit);
  await readInOrder(trees, read, ([, places], entries) => {
    const kept = entries.filter((entry) => isOfKind(entry, wanted.kind) && isNamed(entry, wanted.pattern));
    // One small tree can be said to stand in very many places: refused before that much is written down.
    if (kept.length * places.length > MAX_FOUND) throw tooMany(places[0]?.place.path ?? "");
    for (const { place, first } of places) {
      for (const entry of kept) noteEntry({ place, first, found }, entry);
      if (found.length > MAX_FOUND) throw tooMany(place.path);
    }
  });
  return found;
}

/** A refusal tells where the tree stands: its object name alone leads nobody there. */
async function readPlaced(
  read: (tree: string) => Promise<readonly CutEntry[]>,
  tree: string,
  visit: Visit | undefined,
): Promise<readonly CutEntry[]> {
  try {
    return await read(tree);
  } catch (error) {
    if (!(error instanceof Refusal) || visit === undefined) throw error;
    const where = visit.place.path === "" ? "the root" : `"${visit.place.path}"`;
    const message = `${error.message} (${where} in the commit ${visit.first.commit})`;
    throw new Refusal(error.code, { message, expected: error.expected, todo: error.todo }, error);
  }
}

function nameToCut(pattern: NamePattern): string | undefined {
  return typeof pattern !== "string" || pattern === "*" ? undefined : pattern;
}

/** Names of one kind only were cut out already. */
function isNamed(entry: CutEntry, pattern: NamePattern): boolean {
  return typeof pattern === "string" || pattern.has(readCut(entry).name.toString("utf8"));
}

const PLAIN_FOLDER = `${FOLDER_MODE} `;

function isOfKind(entry: CutEntry, kind: Wanted["kind"]): boolean {
  const isFolder = entry.startsWith(PLAIN_FOLDER) || isFolderMode(modeOf(entry));
  return isFolder === (kind === "folder");
}

function noteEntry(
  to: { readonly place: Place; readonly first: First; readonly found: Found[] },
  entry: CutEntry,
): void {
  const { place, first } = to;
  const known = place.found.get(entry);
  if (known === undefined) {
    const { mode, name, oid } = readCut(entry);
    const path = place.path === "" ? showName(name) : `${place.path}/${showName(name)}`;
    const made: Found = { within: place, path, mode: showMode(mode), oid, first };
    place.found.set(entry, made);
    to.found.push(made);
  } else if (first.index < known.first.index) known.first = first;
}

function tooMany(path: string): Refusal {
  return new Refusal("TREE_MALFORMED", {
    message: `the history has more than ${MAX_FOUND} different entries on one level, up to "${path}"`,
    expected: `at most ${MAX_FOUND} folders and versions of files`,
    todo: "look at the folder with git log, and keep plans in a repository of their own",
  });
}
