// Which plans need no look at all, because an earlier reconcile found them settled and nothing they depend on has changed
// since: decided by object names, and by what the file system says about the files of their runs. That a plan is settled is
// all that is ever taken from there; whatever moves, and whatever is verified, is read anew.
import type { HistoryReader, ObjectReader, TreeListing } from "../model/ports.ts";
import type {
  FoundSettled,
  RememberedPlan,
  SettledGround,
  SettledMemory,
  SettledPlan,
} from "../model/settled.ts";
import { TRUST_FOLDER } from "./load-trust.ts";
import type { Pins } from "./list-plans.ts";

export interface SettledPlans {
  /** Those that need no look. */
  readonly known: ReadonlyMap<string, SettledPlan>;
  /** To be called before a plan's runs are read: the stamp under which it may be noted. */
  readonly stamp: (plan: string, runs: readonly string[]) => string | undefined;
  /** Notes a plan that was looked at and found settled. */
  readonly note: (found: FoundSettled) => void;
  /** Keeps what was known and noted for the next time. */
  readonly keep: () => Promise<void>;
}

export interface SettledQuestion {
  readonly objects: ObjectReader & HistoryReader;
  readonly memory: SettledMemory;
  readonly pins: Pins;
}

const EVERYTHING = (): boolean => true;

/** Asks for three trees and for what is remembered, and reads no document. Rejects with a Refusal where a tree cannot be read. */
export async function openSettledPlans({ objects, memory, pins }: SettledQuestion): Promise<SettledPlans> {
  const plans = await objects.listFolder(pins.plans.tree, "plans", EVERYTHING);
  const runs = await objects.listFolder(pins.plans.tree, "runs", EVERYTHING);
  const ground: SettledGround = {
    trust: await findTrust(objects, pins, plans),
    targets: plans.folders.get("plans/_targets") ?? null,
  };
  const remembered = await memory.recall();
  const kept = new Map<string, RememberedPlan>();
  if (remembered !== undefined && isSame(remembered.ground, ground) && isHonest(plans) && isHonest(runs))
    for (const one of remembered.plans)
      if (isUnchanged(one, { plans, runs, memory })) kept.set(one.settled.plan, one);
  const known = new Map([...kept].map(([plan, { settled }]) => [plan, settled]));
  let isNews = kept.size !== (remembered?.plans.length ?? 0);
  return {
    known,
    stamp: (plan, names) => memory.stampRuns(plan, names),
    note: ({ settled, runs: names, stamp }) => {
      const planTree = plans.folders.get(`plans/${settled.plan}`);
      if (stamp === undefined || planTree === undefined || !isHonest(plans) || !isHonest(runs)) return;
      const runsTree = runs.folders.get(`runs/${settled.plan}`) ?? null;
      kept.set(settled.plan, { settled, planTree, runsTree, runs: names, stamp });
      isNews = true;
    },
    keep: async () => {
      if (isNews) await memory.keep({ ground, plans: [...kept.values()] });
    },
  };
}

/** The trust folder of the commit whose policy counts. */
async function findTrust(
  objects: HistoryReader,
  { plans: { tree }, trust }: Pins,
  plans: TreeListing,
): Promise<string | null> {
  const folder =
    trust.tree === tree
      ? plans.folders.get(TRUST_FOLDER)
      : await objects.findFolder(trust.tree, TRUST_FOLDER);
  return folder ?? null;
}

function isSame(one: SettledGround, other: SettledGround): boolean {
  return one.trust !== null && one.trust === other.trust && one.targets === other.targets;
}

/** A fault between the folders themselves may be any plan's fault. */
function isHonest({ faults }: TreeListing): boolean {
  return faults.length === 0;
}

interface Present {
  readonly plans: TreeListing;
  readonly runs: TreeListing;
  readonly memory: SettledMemory;
}

function isUnchanged(
  { settled: { plan }, planTree, runsTree, runs: names, stamp }: RememberedPlan,
  { plans, runs, memory }: Present,
): boolean {
  return (
    plans.folders.get(`plans/${plan}`) === planTree &&
    (runs.folders.get(`runs/${plan}`) ?? null) === runsTree &&
    memory.stampRuns(plan, names) === stamp
  );
}

/** Nothing is known, and nothing is kept. */
export const NOTHING_SETTLED: SettledPlans = {
  known: new Map(),
  stamp: () => undefined,
  note: () => undefined,
  keep: () => Promise.resolve(),
};
