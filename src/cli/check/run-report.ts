// From what a run of the program found to the value that everything about it is written from.
import type { CommitPin } from "../../model/ports.ts";
import type { WholeReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { RunEnding } from "../views/run-view.ts";
import { sortPlans, type CheckReport } from "./check-report.ts";
import { collectRemarks } from "./collect-remarks.ts";

export interface RunGround {
  readonly pin: CommitPin;
  readonly reconciliation: WholeReconciliation;
}

export function runReport({ pin, reconciliation }: RunGround, ending: RunEnding): CheckReport {
  const { outcomes, strays, exitOf, recording, published, exit, refusal } = ending;
  const { cases, loaded } = reconciliation;
  const found = new Map(cases.map((one) => [one.plan, one]));
  const plans = sortPlans(
    outcomes.map((outcome) => ({ outcome, exit: exitOf(outcome), found: found.get(outcome.plan) })),
  );
  return {
    command: "run",
    pin,
    recording,
    count: plans.length,
    plans,
    strays,
    remarks: collectRemarks({ plans, strays, documents: loaded.documents }),
    statements: outcomes.reduce((sum, { steps }) => sum + steps.length, 0),
    exit,
    published,
    refusal,
    repository: loaded.checked.policy?.value.repository,
  };
}
