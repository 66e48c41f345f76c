// Remembers the trees that were read last, taken apart: thousands of runs name the same few commits, whose trees list every
// plan. What is remembered was hashed when it arrived.
import type { ParsedTree } from "./tree.ts";

/** Of one generation together: some 8 MB. */
const MOST_ENTRIES = 50_000;

export interface RememberedTrees {
  find(oid: string): ParsedTree | undefined;
  /** Keeps the tree, and hands it back. */
  keep(oid: string, tree: ParsedTree): ParsedTree;
}

/** Two generations: what is asked for again moves to the younger, and the older goes as a whole when that is full. */
export function rememberTrees(): RememberedTrees {
  let younger = new Map<string, ParsedTree>();
  let older = younger;
  let entries = 0;
  const keep = (oid: string, tree: ParsedTree): ParsedTree => {
    if (entries > MOST_ENTRIES) {
      older = younger;
      younger = new Map();
      entries = 0;
    }
    younger.set(oid, tree);
    // An empty tree takes up room, too.
    entries += tree.entries.length + tree.faults.length + 1;
    return tree;
  };
  return {
    find: (oid) => {
      const found = younger.get(oid);
      if (found !== undefined) return found;
      const before = older.get(oid);
      return before === undefined ? undefined : keep(oid, before);
    },
    keep,
  };
}
