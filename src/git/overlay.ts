// Works out the trees that come of laying files over a tree. Reads only the folders on the way and writes nothing;
// never puts a file in the place of a folder, a symlink or a program, or the other way round.
import { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectFormat } from "../model/ports.ts";
import { hashObject } from "./object-name.ts";
import { FOLDER_MODE, nameFault, renderTree } from "./tree.ts";
import type { RawEntry } from "./tree.ts";

/** A regular file (mode 100644) of the new tree, by the name of its blob. */
export interface PlacedFile {
  readonly path: string;
  readonly oid: string;
}

export interface Overlay {
  /** The name of the new tree. */
  readonly tree: string;
  /** The bytes of every tree that changed, the whole one last. */
  readonly trees: readonly Uint8Array[];
}

export interface OverlayBase {
  readonly objectFormat: ObjectFormat;
  readonly tree: string;
  readonly readEntries: (tree: string) => Promise<readonly RawEntry[]>;
}

/**
 * Rejects with TREE_MALFORMED when something else stands where a file or folder has to be, and with what
 * `readEntries` rejects with. Throws on a path that must not be in a tree: that is our bug.
 */
export async function overlayFiles(base: OverlayBase, files: readonly PlacedFile[]): Promise<Overlay> {
  const trees: Uint8Array[] = [];
  const root = makeNode(files);
  const tree = await layOver({ base, trees }, { oid: base.tree, path: "" }, root);
  return { tree, trees };
}

/** Throws on a path that must not be in a tree. */
function assertPath(path: string): void {
  const fault = path
    .split("/")
    .map(nameFault)
    .find((found) => found !== undefined);
  if (fault !== undefined) throw new Error(`"${path}" cannot be committed: ${fault}`);
}

/** A folder to come: names with the blob or the folder that goes there. */
type Node = Map<string, string | Node>;

function makeNode(files: readonly PlacedFile[]): Node {
  const root: Node = new Map();
  for (const { path, oid } of files) {
    assertPath(path);
    const way = path.split("/");
    const name = way.pop() ?? "";
    let node = root;
    for (const step of way) {
      const next = node.get(step) ?? new Map<string, string | Node>();
      if (typeof next === "string") throw new Error(`"${path}" is below a file of the same commit`);
      node.set(step, next);
      node = next;
    }
    if (node.get(name) instanceof Map) throw new Error(`"${path}" is a folder of the same commit`);
    node.set(name, oid);
  }
  return root;
}

interface Work {
  readonly base: OverlayBase;
  readonly trees: Uint8Array[];
}

interface Place {
  /** Undefined for a folder that is not there yet. */
  readonly oid: string | undefined;
  readonly path: string;
}

async function layOver(work: Work, place: Place, node: Node): Promise<string> {
  const entries = place.oid === undefined ? [] : await work.base.readEntries(place.oid);
  const byName = Map.groupBy(entries, (entry) => entry.name.toString("latin1"));
  const placed = new Map<string, RawEntry>();
  for (const [name, what] of node) {
    const bytes = Buffer.from(name);
    const key = bytes.toString("latin1");
    const path = place.path === "" ? name : `${place.path}/${name}`;
    const mode = typeof what === "string" ? "100644" : FOLDER_MODE;
    const [there, ...doubled] = byName.get(key) ?? [];
    if (doubled.length > 0 || (there !== undefined && there.mode !== mode))
      throw inTheWay(path, there?.mode ?? "");
    const oid = typeof what === "string" ? what : await layOver(work, { oid: there?.oid, path }, what);
    placed.set(key, { mode, name: bytes, oid });
  }
  const kept = entries.filter((entry) => !placed.has(entry.name.toString("latin1")));
  const bytes = renderTree([...kept, ...placed.values()]);
  work.trees.push(bytes);
  return hashObject(work.base.objectFormat, "tree", bytes);
}

function inTheWay(path: string, mode: string): Refusal {
  return new Refusal("TREE_MALFORMED", {
    message: `"${path}" is in the commit already, as something else (mode ${mode})`,
    expected: "plain files in folders under runs/",
    todo: "remove or rename it in a commit of its own",
  });
}
