// Remembers the trees that were read last, taken apart: thousands of runs name the same few commits, whose trees list every
// plan. What is remembered was hashed when it arrived.
import type { ParsedTree } from "./tree.ts";

/** Of all trees together: some 8 MB. */
const MOST_ENTRIES = 50_000;

export interface RememberedTrees {
  find(oid: string): ParsedTree | undefined;
  keep(oid: string, tree: ParsedTree): ParsedTree;
}

export function rememberTrees(): RememberedTrees {
  const known = new Map<string, ParsedTree>();
  let entries = 0;
  const forget = (oid: string): void => {
    entries -= sizeOf(known.get(oid));
    known.delete(oid);
  };
  const keep = (oid: string, tree: ParsedTree): ParsedTree => {
    forget(oid);
    known.set(oid, tree);
    entries += sizeOf(tree);
    for (const [oldest] of known) {
      if (entries <= MOST_ENTRIES) break;
      forget(oldest);
    }
    return tree;
  };
  return {
    find: (oid) => {
      const tree = known.get(oid);
      return tree === undefined ? undefined : keep(oid, tree);
    },
    keep,
  };
}

/** An empty tree takes up room, too. */
function sizeOf(tree: ParsedTree | undefined): number {
  return tree === undefined ? 0 : tree.entries.length + tree.faults.length + 1;
}
