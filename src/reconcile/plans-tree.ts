// What a commit's tree has of one plan, and of what lies beside the plans, for all the statements that name the tree. Only
// these folders are listed: a tree of ten thousand plans is named by the statements of a few.
import type { ObjectReader, TreeListing } from "../model/ports.ts";
import { rememberRecent } from "../model/remember-recent.ts";
import { folderOf } from "./list-plans.ts";

export interface PlansTrees {
  /** Begins to list plans/<plan>/ of a tree, for whoever asks next. */
  readonly askFor: (tree: string, plan: string) => void;
  /** plans/<plan>/ of a tree. Rejects with a Refusal where it cannot be read. */
  readonly listPlan: (tree: string, plan: string) => Promise<TreeListing>;
  /** The object at a path below plans/. */
  readonly oidAt: (tree: string, path: string) => Promise<string | undefined>;
}

/** The folders of the plan at hand and those beside, in the few trees that one run names. */
const KEPT = 64;
/** No honest plan has as many files; so large a listing is made anew each time. */
const MOST_FILES = 10_000;

/** Lists folders, and remembers the last few. */
export function openPlansTrees(objects: Pick<ObjectReader, "listFolder">): PlansTrees {
  const listings = rememberRecent<Promise<TreeListing>>(KEPT);
  const list = async (tree: string, plan: string, key: string): Promise<TreeListing> => {
    const listing = await objects.listFolder(tree, `plans/${plan}`);
    if (listing.files.length > MOST_FILES) listings.drop(key);
    return listing;
  };
  const listPlan: PlansTrees["listPlan"] = (tree, plan) => {
    const key = `${tree} ${plan}`;
    return listings.find(key) ?? listings.keep(key, list(tree, plan, key));
  };
  return {
    askFor: (tree, plan) => void listPlan(tree, plan).catch(() => undefined),
    listPlan,
    oidAt: async (tree, path) => {
      const { files } = await listPlan(tree, folderOf(path));
      return files.find((file) => file.path === path)?.oid;
    },
  };
}
