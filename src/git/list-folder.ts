// Lists what stands below one folder of a tree, trees only, many at a time. Opens no file and follows neither
// symlinks nor gitlinks: they are listed with their mode.
import { Refusal } from "../diagnostics/refusal.ts";
import type { TreeFault, TreeFile, TreeListing } from "../model/ports.ts";
import { collisionKey } from "./tree.ts";
import type { ParsedTree, TreeEntry } from "./tree.ts";

export type ReadTree = (oid: string) => Promise<ParsedTree>;

const MAX_DEPTH = 20;
const MAX_ENTRIES = 2_000_000;

/**
 * Files and folders below `folder` (`plans`, or `a/b`), sorted by the bytes of their paths; empty when the folder is
 * not in the tree. Where a file, symlink or gitlink stands in the folder's place, that one entry is listed.
 * Rejects with TREE_MALFORMED beyond 20 levels or 2,000,000 entries, and with what `readTree` rejects with.
 */
export async function listFolder(readTree: ReadTree, tree: string, folder: string): Promise<TreeListing> {
  return listFolderExcept(readTree, tree, { folder, isPassedOver: () => false });
}

export interface FolderQuestion {
  readonly folder: string;
  /** By its path. A folder that is passed over is listed as a folder, and nothing in it is looked at. */
  readonly isPassedOver: (path: string) => boolean;
}

/** The same without what lies in the folders that are passed over. */
export async function listFolderExcept(
  readTree: ReadTree,
  tree: string,
  { folder, isPassedOver }: FolderQuestion,
): Promise<TreeListing> {
  const listing: Growing = { files: [], folders: new Map(), faults: [] };
  const walk = { readTree, listing, isPassedOver };
  const top = await enterFolder(walk, tree, folder.split("/"));
  if (top !== undefined) await listBelow(walk, top);
  listing.files.sort(byPath);
  listing.faults.sort(byPath);
  return listing;
}

/** Orders paths by their UTF-8 bytes: as JavaScript does, but with surrogate pairs after everything else. */
export function comparePaths(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return comparePaths(a.path, b.path);
}

interface Growing {
  readonly files: TreeFile[];
  readonly folders: Map<string, string>;
  readonly faults: TreeFault[];
}

interface Walk {
  readonly readTree: ReadTree;
  readonly listing: Growing;
  readonly isPassedOver: FolderQuestion["isPassedOver"];
}

interface Folder {
  readonly path: string;
  readonly oid: string;
}

/** Goes down to the folder itself; faults of its ancestors count only where they concern the way down. */
async function enterFolder(
  { readTree, listing }: Walk,
  tree: string,
  way: readonly string[],
): Promise<Folder | undefined> {
  let here: Folder = { path: "", oid: tree };
  for (const step of way) {
    const tree = await readTree(here.oid);
    const concerned = tree.faults.filter((fault) => collisionKey(fault.path) === collisionKey(step));
    addFaults(listing, here.path, concerned);
    const entry = entryOf(tree, step);
    if (entry === undefined) return undefined;
    const path = join(here.path, step);
    if (entry.kind === "file") {
      listing.files.push({ path, mode: entry.mode, oid: entry.oid });
      return undefined;
    }
    here = { path, oid: entry.oid };
  }
  listing.folders.set(here.path, here.oid);
  return here;
}

/** By tree, where one is asked for many of its entries. */
const indexes = new WeakMap<ParsedTree, ReadonlyMap<string, TreeEntry>>();

function entryOf(tree: ParsedTree, name: string): TreeEntry | undefined {
  const index = indexes.get(tree) ?? new Map(tree.entries.map((entry) => [entry.name, entry]));
  indexes.set(tree, index);
  return index.get(name);
}

/** Level by level, so that all trees of one level are asked for at once. */
async function listBelow(walk: Walk, top: Folder): Promise<void> {
  // A small repository can hold the same tree in itself ten thousand times over: each is read once.
  const known = new Map<string, ParsedTree>();
  let count = 0;
  let level: readonly Folder[] = [top];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) throw tooLarge(`"${level[0]?.path ?? ""}" is more than ${MAX_DEPTH} folders deep`);
    const unread = [...new Set(level.map(({ oid }) => oid))].filter((oid) => !known.has(oid));
    await Promise.all(unread.map(async (oid) => known.set(oid, await walk.readTree(oid))));
    const below: Folder[] = [];
    for (const folder of level) {
      const tree = known.get(folder.oid) ?? NOTHING;
      count += tree.entries.length + tree.faults.length;
      if (count > MAX_ENTRIES) throw tooLarge(`more than ${MAX_ENTRIES} entries were found`);
      addFolder({ listing: walk.listing, below }, folder.path, tree);
    }
    level = below.filter(({ path }) => !walk.isPassedOver(path));
  }
}

/** Adds what stands in one folder to the listing, and the folders in it to those of the next level. */
function addFolder(
  to: { readonly listing: Growing; readonly below: Folder[] },
  path: string,
  tree: ParsedTree,
): void {
  for (const entry of tree.entries) {
    const inner = join(path, entry.name);
    if (entry.kind === "file") to.listing.files.push({ path: inner, mode: entry.mode, oid: entry.oid });
    else {
      to.listing.folders.set(inner, entry.oid);
      to.below.push({ path: inner, oid: entry.oid });
    }
  }
  addFaults(to.listing, path, tree.faults);
}

function addFaults(listing: Growing, path: string, faults: readonly TreeFault[]): void {
  for (const fault of faults) listing.faults.push({ ...fault, path: join(path, fault.path) });
}

const NOTHING: ParsedTree = { entries: [], faults: [] };

function join(path: string, name: string): string {
  return path === "" ? name : `${path}/${name}`;
}

function tooLarge(message: string): Refusal {
  return new Refusal("TREE_MALFORMED", {
    message,
    expected: `at most ${MAX_DEPTH} levels of folders and ${MAX_ENTRIES} entries`,
    todo: "look at the folder with git ls-tree; plans and runs need three levels",
  });
}
