// What lies below plans/ at a commit, before a document is read: the listing, the names of the plans, and the listing cut
// into portions. Plans do not depend on each other, so that nobody has to hold all of them at once.
import { Refusal } from "../diagnostics/refusal.ts";
import type { CommitPin, ObjectReader, TreeListing } from "../model/ports.ts";
import { TRUST_FOLDER } from "./load-trust.ts";

/** The commit whose plans are asked for, and the one whose trust policy counts. */
export interface Pins {
  readonly plans: CommitPin;
  readonly trust: CommitPin;
}

const PLANS_FOLDER = "plans";

/** Plans whose documents and sources are held in memory at the same time. */
export const PLANS_AT_A_TIME = 50;

/** plans/ of one commit, without the folders passed over, and with _trust of the other where another was asked for. */
export async function listPlans(
  objects: ObjectReader,
  { plans, trust }: Pins,
  passedOver: ReadonlySet<string> = new Set(),
): Promise<TreeListing> {
  const listing = await listUnsettled(objects, plans.tree, passedOver);
  if (trust.tree === plans.tree) return listing;
  const trusted = await objects.listFolder(trust.tree, TRUST_FOLDER);
  const isTrust = ({ path }: { readonly path: string }): boolean => path.startsWith(`${TRUST_FOLDER}/`);
  return {
    files: [...listing.files.filter((file) => !isTrust(file)), ...trusted.files],
    folders: listing.folders,
    faults: [...listing.faults.filter((fault) => !isTrust(fault)), ...trusted.faults],
  };
}

/** As if the folders passed over were not there. */
async function listUnsettled(
  objects: ObjectReader,
  tree: string,
  passedOver: ReadonlySet<string>,
): Promise<TreeListing> {
  const paths = new Set([...passedOver].map((plan) => `${PLANS_FOLDER}/${plan}`));
  const listing = await objects.listFolder(tree, PLANS_FOLDER, (path) => paths.has(path));
  return { ...listing, folders: new Map([...listing.folders].filter(([path]) => !paths.has(path))) };
}

/** The name of the folder right below plans/ that a path leads into: a plan's, or _targets, or _trust. */
export function folderOf(path: string): string {
  return path.split("/", 2)[1] ?? "";
}

/** The plan's folder that a file is in; undefined for _targets, _trust and what lies right in plans/. */
export function planOf(path: string): string | undefined {
  const [, folder, name] = path.split("/");
  return folder === undefined || name === undefined || folder.startsWith("_") ? undefined : folder;
}

/**
 * Folders under plans/ that are plans, or should be: those with a file, and those that are known already. Throws a Refusal
 * REPOSITORY_EMPTY.
 */
export function planNames(
  { files }: TreeListing,
  { commit, ref }: CommitPin,
  known: Iterable<string> = [],
): readonly string[] {
  const names = [...new Set([...files.flatMap(({ path }) => planOf(path) ?? []), ...known])].sort();
  if (names.length > 0) return names;
  throw new Refusal("REPOSITORY_EMPTY", {
    message: `commit ${commit.slice(0, 12)} (${ref}) has no plans`,
    expected: "at least one folder plans/<plan>/ with a plan.yaml, committed",
    todo: "write one with reconcile new, and commit plans/",
  });
}

interface Part {
  readonly files: TreeListing["files"][number][];
  readonly folders: Map<string, string>;
  readonly faults: TreeListing["faults"][number][];
}

export interface DividedListing {
  /** What belongs to no plan: _targets, _trust and what lies right in plans/. */
  readonly shared: TreeListing;
  /** What belongs to plans, of so many at a time, in the order of their names. */
  readonly portions: readonly TreeListing[];
}

/** Everything in the listing once: in `shared`, or in one portion with everything else of its plan's folder. */
export function divideListing(listing: TreeListing, plansAtATime: number): DividedListing {
  const shared = emptyPart();
  const parts = new Map<string, Part>();
  const partAt = (path: string): Part => {
    const plan = planOf(`${path}/`);
    if (plan === undefined) return shared;
    const known = parts.get(plan) ?? emptyPart();
    parts.set(plan, known);
    return known;
  };
  for (const file of listing.files)
    (planOf(file.path) === undefined ? shared : partAt(file.path)).files.push(file);
  for (const [path, oid] of listing.folders) partAt(path).folders.set(path, oid);
  for (const fault of listing.faults) partAt(fault.path).faults.push(fault);
  const portions: Part[] = [];
  const sorted = [...parts].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [index, [, part]] of sorted.entries()) {
    if (index % plansAtATime === 0) portions.push(emptyPart());
    addPart(portions.at(-1) ?? shared, part);
  }
  return { shared, portions };
}

function addPart(portion: Part, { files, folders, faults }: Part): void {
  for (const file of files) portion.files.push(file);
  for (const [path, oid] of folders) portion.folders.set(path, oid);
  for (const fault of faults) portion.faults.push(fault);
}

function emptyPart(): Part {
  return { files: [], folders: new Map(), faults: [] };
}

/** A portion without any plan. */
export const NO_PLANS: TreeListing = { files: [], folders: new Map(), faults: [] };

/** What is left of a portion without these plans. */
export function withoutPlans(listing: TreeListing, plans: ReadonlySet<string>): TreeListing {
  const isLeft = (path: string): boolean => !plans.has(planOf(`${path}/`) ?? "");
  return {
    files: listing.files.filter(({ path }) => isLeft(path)),
    folders: new Map([...listing.folders].filter(([path]) => isLeft(path))),
    faults: listing.faults.filter(({ path }) => isLeft(path)),
  };
}

/** The listing with these plans only; all where none is named. */
export function onlyPlans(listing: TreeListing, plans: readonly string[]): TreeListing {
  if (plans.length === 0) return listing;
  const asked = new Set(plans);
  const others = new Set(
    listing.files.flatMap(({ path }) => planOf(path) ?? []).filter((plan) => !asked.has(plan)),
  );
  return withoutPlans(listing, others);
}

/** One listing of both. */
export function joinListings(one: TreeListing, other: TreeListing): TreeListing {
  return {
    files: [...one.files, ...other.files],
    folders: new Map([...one.folders, ...other.folders]),
    faults: [...one.faults, ...other.faults],
  };
}
