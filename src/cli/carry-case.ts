// What `run` and `watch` do with each plan and at the end: a refusal there is an outcome to be told, and stops nothing else.
import { Refusal } from "../diagnostics/refusal.ts";
import { carryPlan } from "../reconcile/carry-plan.ts";
import { outcomeOfCase, outcomeOfRefusal, type PlanOutcome } from "../reconcile/plan-outcome.ts";
import type { PlanCase } from "../reconcile/plan-work.ts";
import type { StepTaken } from "../reconcile/step-taken.ts";
import type { CommonOptions } from "./options.ts";
import { publishRuns, type Published } from "./publish-runs.ts";
import type { Session } from "./session.ts";

/** One plan's refusal is that plan's outcome; the others go on. */
export async function carryCase(
  { edges }: Session,
  found: PlanCase,
  onStep: (step: StepTaken) => void,
): Promise<PlanOutcome> {
  if (found.kind !== "work") return outcomeOfCase(found);
  const steps: StepTaken[] = [];
  try {
    return await carryPlan(edges, found.work, (step) => {
      steps.push(step);
      onStep(step);
    });
  } catch (error) {
    if (error instanceof Refusal) return outcomeOfRefusal(found.plan, error, steps);
    throw error;
  }
}

/** The evidence is on disk by now: where it cannot be published, that is an answer, and the outcomes are told all the same. */
export async function publishOrTell(
  session: Session,
  options: CommonOptions,
  outcomes: readonly PlanOutcome[],
): Promise<Published | Refusal | undefined> {
  try {
    return await publishRuns(session, options, outcomes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
