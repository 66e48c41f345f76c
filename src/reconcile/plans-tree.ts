// plans/ of a commit's tree, listed once for all the statements that name the tree. A few trees are kept: the statements of
// one reconcile are of the same commit, and thousands of runs would otherwise list the same folder thousands of times.
import type { ObjectReader, TreeFile } from "../model/ports.ts";

export interface PlansTree {
  /** The tree of a folder, by its path. */
  readonly folders: ReadonlyMap<string, string>;
  readonly files: readonly TreeFile[];
  /** Files right in or below plans/<plan>/. */
  readonly filesOf: (plan: string) => readonly TreeFile[];
  /** The object at a path. */
  readonly oidOf: (path: string) => string | undefined;
}

const KEPT = 8;

/** Lists trees, and remembers the last few. */
export function openPlansTrees(objects: ObjectReader): (tree: string) => Promise<PlansTree> {
  const known = new Map<string, Promise<PlansTree>>();
  return (tree) => {
    const found = known.get(tree) ?? listPlans(objects, tree);
    // What was asked for last is last, and the first is the first to go.
    known.delete(tree);
    known.set(tree, found);
    const [oldest] = known.keys();
    if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    return found;
  };
}

async function listPlans(objects: ObjectReader, tree: string): Promise<PlansTree> {
  const { files, folders } = await objects.listFolder(tree, "plans");
  const byPlan = Map.groupBy(files, ({ path }) => path.split("/", 2)[1] ?? "");
  const oids = new Map(files.map(({ path, oid }) => [path, oid]));
  return {
    folders,
    files,
    filesOf: (plan) => byPlan.get(plan) ?? [],
    oidOf: (path) => oids.get(path),
  };
}
