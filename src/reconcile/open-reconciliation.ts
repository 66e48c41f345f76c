// Compares what a commit asks for with what is on record: every plan becomes a case that can be shown, or carried.
import type { FoundSettled, SettledPlan } from "../model/settled.ts";
import type { Edges } from "./edges.ts";
import type { CaseQuestion, ReconciliationRequest } from "./open-case.ts";
import type { TreeListing } from "../model/ports.ts";
import { PLANS_AT_A_TIME, planOf } from "./list-plans.ts";
import type { LoadedRepository } from "./load-repository.ts";
import type { OpenedCase, PlanCase } from "./plan-work.ts";
import type { RecordedRun, RecordedRuns, RunNames } from "./recorded-runs.ts";
import { openPlans, sortCases, type Reconciliation, type Unread } from "./open-plans.ts";
import { settleCase } from "./settle-case.ts";
import { recordGround, settlePortion } from "./settle-portion.ts";
import { NO_THREADS } from "./spread.ts";
import { NOTHING_SETTLED, type SettledPlans } from "./settled-plans.ts";

export type { Reconciliation };

/** The same with everything that was read for it, of all plans at once. */
export interface WholeReconciliation extends Reconciliation<OpenedCase> {
  readonly loaded: LoadedRepository;
  /** Everything on record of the plans asked for, also of those that are gone and have nothing to say any more. */
  readonly runs: RecordedRuns["byPlan"];
}

/**
 * Loads, compares and judges; nothing moves. Throws a Refusal for what concerns all plans: REPOSITORY_EMPTY, PLAN_NOT_FOUND,
 * unreadable trees. What concerns one plan is that plan's case.
 */
export async function openReconciliation(
  edges: Edges,
  request: ReconciliationRequest,
): Promise<WholeReconciliation> {
  const runs = new Map<string, readonly RecordedRun[]>();
  const settle = (found: OpenedCase, { plan, recorded }: CaseQuestion): OpenedCase => {
    runs.set(plan, recorded);
    return found;
  };
  const settleEarly = (): Promise<ReadonlySet<string>> => Promise.resolve(new Set());
  const manner = { plansAtATime: Infinity, settled: undefined, settleEarly, settle };
  const { gone, last, ...opened } = await openPlans<OpenedCase>(edges, request, manner);
  return { ...opened, loaded: last, runs: new Map([...runs, ...gone.byPlan]) };
}

/**
 * The same for whoever only moves what moves: of plans that are settled, no more is kept than how they stand. Where runs
 * are recorded, it is remembered which these are.
 */
export async function openUnsettled(edges: Edges, request: ReconciliationRequest): Promise<Reconciliation> {
  const settled = edges.settled ?? NOTHING_SETTLED;
  const settle = (found: OpenedCase, { runs, stamp }: CaseQuestion): PlanCase => {
    const answer = settleCase(found);
    if (answer.kind === "settled") settled.note({ settled: answer.settled, runs, stamp });
    return answer;
  };
  const early: SettledPlan[] = [];
  const settleEarly = async (unread: Unread): Promise<ReadonlySet<string>> => {
    for (const found of await findSettled(edges, settled, unread)) {
      settled.note(found);
      early.push(found.settled);
    }
    return new Set(early.map(({ plan }) => plan));
  };
  const manner = { plansAtATime: PLANS_AT_A_TIME, settled, settleEarly, settle };
  const { diagnostics, trust, strays, cases } = await openPlans<PlanCase>(edges, request, manner);
  if (edges.store.recording) await settled.keep();
  const isAsked = (plan: string): boolean => request.plans.length === 0 || request.plans.includes(plan);
  const known = [...settled.known.values(), ...early]
    .filter(({ plan }) => isAsked(plan))
    .map((one): PlanCase => ({ kind: "settled", plan: one.plan, settled: one }));
  return { diagnostics, trust, strays, cases: sortCases([...cases, ...known]) };
}

/** Plans that are settled because they and their record are what they were when their run closed. */
async function findSettled(
  { objects, store, modes, threads = NO_THREADS }: Edges,
  settled: SettledPlans,
  { portions, common, alone, runs, wanted }: Unread,
): Promise<readonly FoundSettled[]> {
  const record = recordGround(objects, common, alone);
  if (record === undefined || portions.some(({ faults }) => faults.length > 0)) return [];
  const ground = { record, store, modes, stamp: settled.stamp };
  const tasks = portions.map((listing) => ({ listing, runs: runsIn(listing, { runs, wanted }) }));
  const found = await threads.settle(common.listing)(tasks, (task) => settlePortion(ground, task));
  return found.flat();
}

/** Of the plans in the listing that are asked for. */
function runsIn({ files }: TreeListing, { runs, wanted }: Pick<Unread, "runs" | "wanted">): RunNames {
  const plans = new Set(files.map(({ path }) => planOf(path) ?? ""));
  return new Map([...plans].filter((plan) => wanted.has(plan)).map((plan) => [plan, runs.get(plan) ?? []]));
}
