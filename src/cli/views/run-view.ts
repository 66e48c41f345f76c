// What `reconcile run` needs of a view: to begin, to drive the plans in its own way, and to end. Views print; they decide nothing.
import type { CommitPin } from "../../model/ports.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Refusal } from "../../diagnostics/refusal.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { Published } from "../publish-runs.ts";

export interface Opening {
  readonly pin: CommitPin;
  readonly recording: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export interface Ending {
  readonly outcomes: readonly PlanOutcome[];
  /** Faults that belong to no plan. */
  readonly strays: readonly Diagnostic[];
  readonly exitOf: (outcome: PlanOutcome) => ExitCode;
  readonly recording: boolean;
  /** What became of --commit and --push; undefined where neither was asked for. */
  readonly published: Published | undefined;
}

/** The end of a run, as its view is told of it. */
export interface RunEnding extends Ending {
  readonly exit: ExitCode;
  /** What came in between after the plans were carried; it is told of once more, where refusals are. */
  readonly refusal: Refusal | undefined;
}

/** Carries one plan; never rejects for a refusal, which is an outcome like any other. */
export type Carry = (found: PlanCase, onStep: (step: StepTaken) => void) => Promise<PlanOutcome>;

export interface RunView {
  readonly begin: (opening: Opening) => void;
  readonly drive: (cases: readonly PlanCase[], carry: Carry) => Promise<readonly PlanOutcome[]>;
  readonly end: (ending: RunEnding) => void;
}

/** Drives the plans one after the other, telling of each as it goes. */
export async function driveInOrder(
  cases: readonly PlanCase[],
  carry: Carry,
  tell: {
    readonly step: (step: StepTaken) => void;
    readonly plan: (outcome: PlanOutcome, found: PlanCase) => void;
  },
): Promise<readonly PlanOutcome[]> {
  const outcomes: PlanOutcome[] = [];
  for (const found of cases) {
    const outcome = await carry(found, tell.step);
    tell.plan(outcome, found);
    outcomes.push(outcome);
  }
  return outcomes;
}
