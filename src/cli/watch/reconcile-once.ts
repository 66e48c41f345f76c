// One pass of a watch: what `reconcile run` does, plan by plan, with its outcome as a value. It shows nothing.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Refusal } from "../../diagnostics/refusal.ts";
import type { CommitPin } from "../../model/ports.ts";
import { openUnsettled } from "../../reconcile/open-reconciliation.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { carryCase, publishOrTell } from "../carry-case.ts";
import type { CommonOptions } from "../options.ts";
import type { Published } from "../publish-runs.ts";
import type { Session } from "../session.ts";

export interface PassRequest {
  readonly options: CommonOptions;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
  /** Once it is true, the plan under way is carried to its end and no other is begun. */
  readonly isStopped: () => boolean;
  /** Called for each statement that is made, whatever becomes of the pass. */
  readonly onStep: () => void;
}

export interface Pass {
  readonly pin: CommitPin;
  readonly recording: boolean;
  readonly outcomes: readonly PlanOutcome[];
  /** Whether every plan was come to, and not only those before a stop. */
  readonly isWhole: boolean;
  /** Faults that belong to no plan. */
  readonly strays: readonly Diagnostic[];
  /** What became of --commit and --push: a Refusal where the evidence is on disk and could not be published. */
  readonly published: Published | Refusal | undefined;
}

/** Throws a Refusal for what concerns all plans; what concerns one is that plan's outcome. */
export async function reconcileOnce(session: Session, request: PassRequest): Promise<Pass> {
  const { edges, pin, trustPin } = session;
  const { strays, cases } = await openUnsettled(edges, {
    pins: { plans: pin, trust: trustPin },
    plans: request.plans,
    readsFacts: true,
  });
  const outcomes: PlanOutcome[] = [];
  for (const found of cases) {
    if (request.isStopped()) break;
    outcomes.push(await carryCase(session, found, request.onStep));
  }
  const published = await publishOrTell(session, request.options, outcomes);
  const isWhole = outcomes.length === cases.length;
  return { pin, recording: edges.store.recording, outcomes, isWhole, strays, published };
}
