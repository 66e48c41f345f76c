// Finds what stands at a path of a tree. A name that can be taken in two ways on the way there is refused, not chosen.
// Remembers where names led to, because the trees of a history have most of their folders in common.
import { Refusal } from "../diagnostics/refusal.ts";
import { readCut } from "./cut-tree.ts";
import type { CutFolder } from "./cut-tree.ts";
import { FOLDER_MODE, isHonestMode, nameFault, showMode } from "./tree.ts";

/** The object name of the folder at that path, undefined where there is none: nothing there, or a file. */
export type FindFolder = (tree: string, path: string) => Promise<string | undefined>;

/** What stands under one name. */
export interface Step {
  readonly mode: string;
  readonly oid: string;
}

const MAX_REMEMBERED = 50_000;

/** A finder over one repository, as `findFolder` of the ports. Rejects with what `readStep` rejects with. */
export function openFolderFinder(cutFolder: CutFolder): FindFolder {
  const remembered = new Map<string, Promise<string | undefined>>();
  const enter = async (tree: string, name: string): Promise<string | undefined> => {
    const step = await readStep(cutFolder, tree, name);
    return step?.mode === FOLDER_MODE ? step.oid : undefined;
  };
  const recall = (tree: string, name: string): Promise<string | undefined> => {
    const key = `${tree} ${name}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    const entering = enter(tree, name);
    remembered.set(key, entering);
    return entering;
  };
  return async (tree, path) => {
    let here: string | undefined = tree;
    for (const name of path.split("/")) {
      if (here === undefined) return undefined;
      here = await recall(here, name);
    }
    return here;
  };
}

/**
 * The entry of that name, undefined where the tree has none. Rejects with TREE_MALFORMED where the name stands there
 * twice, or no honest tree has it or its mode, and with what `cutFolder` rejects with.
 */
export async function readStep(cutFolder: CutFolder, tree: string, name: string): Promise<Step | undefined> {
  const [entry, ...doubled] = await cutFolder(tree, name);
  if (entry === undefined) return undefined;
  const { mode, oid } = readCut(entry);
  if (doubled.length > 0) throw malformed(tree, name, "the name stands in its folder more than once");
  if (!isHonestMode(mode)) throw malformed(tree, name, `the mode is "${showMode(mode)}"`);
  const fault = nameFault(name);
  if (fault !== undefined) throw malformed(tree, name, fault);
  return { mode, oid };
}

function malformed(tree: string, name: string, detail: string): Refusal {
  return new Refusal("TREE_MALFORMED", {
    message: `the tree ${tree} has an entry "${name}": ${detail}`,
    expected: "each name once, with a mode that git writes",
    todo: "look at it with git ls-tree, and do not trust where it came from",
  });
}
