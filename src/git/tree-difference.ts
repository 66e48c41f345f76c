// Which files two trees do not have in common, found by reading only the folders that differ.
// Names files, compares no contents, and refuses trees with entries that no honest tree has.
import { Refusal } from "../diagnostics/refusal.ts";
import type { ReadTree } from "./list-folder.ts";
import type { TreeEntry } from "./tree.ts";

export interface ChangedFile {
  readonly path: string;
  /** Undefined where the file is not there on that side. */
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

/** Files that differ between the trees, by name or mode. Rejects with TREE_MALFORMED and what `readTree` rejects with. */
export async function readDifference(
  readTree: ReadTree,
  before: string,
  after: string,
): Promise<readonly ChangedFile[]> {
  return compareFolders(readTree, { before, after, path: "" });
}

interface FolderPair {
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly path: string;
}

async function compareFolders(readTree: ReadTree, pair: FolderPair): Promise<readonly ChangedFile[]> {
  if (pair.before === pair.after) return [];
  const [before, after] = await Promise.all([
    readEntries(readTree, pair.before),
    readEntries(readTree, pair.after),
  ]);
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changes = names.map(async (name): Promise<readonly ChangedFile[]> => {
    const path = pair.path === "" ? name : `${pair.path}/${name}`;
    const left = before.get(name);
    const right = after.get(name);
    if (left?.oid === right?.oid && left?.mode === right?.mode) return [];
    const files = { path, before: pick(left, "file"), after: pick(right, "file") };
    const folders = { path, before: pick(left, "folder")?.oid, after: pick(right, "folder")?.oid };
    const below = await compareFolders(readTree, folders);
    return files.before === undefined && files.after === undefined ? below : [files, ...below];
  });
  return (await Promise.all(changes)).flat();
}

async function readEntries(
  readTree: ReadTree,
  oid: string | undefined,
): Promise<ReadonlyMap<string, TreeEntry>> {
  if (oid === undefined) return new Map();
  const { entries, faults } = await readTree(oid);
  const fault = faults.find((found) => found.fault !== "names-collide");
  if (fault === undefined) return new Map(entries.map((entry) => [entry.name, entry]));
  throw new Refusal("TREE_MALFORMED", {
    message: `the tree ${oid} has an entry "${fault.path}": ${fault.detail}`,
    expected: "names that every git and every file system can hold",
    todo: "look at it with git ls-tree, and do not trust where it came from",
  });
}

function pick(entry: TreeEntry | undefined, kind: TreeEntry["kind"]): TreeEntry | undefined {
  return entry?.kind === kind ? entry : undefined;
}
