// Every fault of the documents of a commit, for whoever wants to know no more than that: the plans are loaded portion by
// portion, and nothing of one is kept but its faults.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectReader } from "../model/ports.ts";
import { gatherFaults, keyOf } from "./gather-faults.ts";
import { divideListing, listPlans, NO_PLANS, planNames, type Pins } from "./list-plans.ts";
import { loadPortion, loadShared, type LoadedRepository } from "./load-repository.ts";
import { surveyedOf } from "./survey-portion.ts";
import { NO_THREADS, type PlanThreads } from "./spread.ts";
import { selectPlans } from "./select-plans.ts";

export interface Survey {
  /** The plans asked for; all where none was named. */
  readonly plans: readonly string[];
  /** All faults, or those that keep the named plans from moving: their own, their target's, the policy's. By place. */
  readonly faults: readonly Diagnostic[];
  /** Those of them that keep no plan from moving. */
  readonly strays: readonly Diagnostic[];
  /** Why an object of one of these plans could not be read. */
  readonly unread: readonly Refusal[];
  /** The plans that were loaded last: all, where they were loaded at once. */
  readonly last: LoadedRepository;
}

export interface SurveyQuestion {
  /** The plans asked for; all where it is empty. */
  readonly asked: readonly string[];
  readonly plansAtATime: number;
  readonly threads?: PlanThreads;
}

/** Throws a Refusal: REPOSITORY_EMPTY, PLAN_NOT_FOUND, and an object of _trust or _targets that cannot be read. */
export async function surveyDocuments(
  objects: ObjectReader,
  pins: Pins,
  { asked, plansAtATime, threads = NO_THREADS }: SurveyQuestion,
): Promise<Survey> {
  const listing = await listPlans(objects, pins);
  const names = planNames(listing, pins.plans);
  const { shared, portions } = divideListing(listing, plansAtATime);
  const common = await loadShared(objects, shared);
  let last = await loadPortion(objects, common, NO_PLANS);
  const gathered = gatherFaults(last);
  const wanted = new Set(asked);
  const own = new Set<string>();
  const unread = new Map<string, Refusal>();
  const surveyed = await threads.survey(shared)(portions, async (portion) => {
    last = await loadPortion(objects, common, portion);
    return surveyedOf(last);
  });
  for (const portion of surveyed) {
    gathered.add(portion);
    for (const [plan, refusal] of portion.unread) unread.set(plan, refusal);
    for (const [plan, faults] of portion.checked.faultyPlans)
      if (wanted.has(plan)) for (const fault of faults) own.add(keyOf(fault));
  }
  const plans = selectPlans(new Set(names), asked);
  const faults = gathered.all();
  return {
    plans,
    faults: asked.length === 0 ? faults : faults.filter((fault) => own.has(keyOf(fault))),
    strays: asked.length === 0 ? gathered.strays() : [],
    unread: plans.flatMap((plan) => unread.get(plan) ?? []),
    last,
  };
}
