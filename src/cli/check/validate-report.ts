// From checked documents to the value that everything about a check is written from. No run and no target was asked, so a
// plan without a fault is only counted.
import type { CommitPin } from "../../model/ports.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LoadedRepository } from "../../reconcile/load-repository.ts";
import { compareInvalid } from "../../difference/compare.ts";
import { outcomeOfCase } from "../../reconcile/plan-outcome.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { exitOfOutcome, type ExitCode } from "../exit-codes.ts";
import { sortPlans, type CheckReport, type PlanReport } from "./check-report.ts";
import { collectRemarks } from "./collect-remarks.ts";

export interface Validated {
  readonly pin: CommitPin;
  readonly loaded: LoadedRepository;
  /** The plans that were asked for, and the faults that belong to none. */
  readonly plans: readonly string[];
  readonly strays: readonly Diagnostic[];
  readonly exit: ExitCode;
}

export function validateReport({ pin, loaded, plans: names, strays, exit }: Validated): CheckReport {
  const plans = sortPlans(names.flatMap((plan) => reportOf(loaded, plan) ?? []));
  return {
    command: "validate",
    pin,
    recording: false,
    count: names.length,
    plans,
    strays,
    remarks: collectRemarks({ plans, strays, documents: loaded.documents }),
    statements: 0,
    published: undefined,
    exit,
    refusal: undefined,
    repository: loaded.checked.policy?.value.repository,
  };
}

function reportOf(loaded: LoadedRepository, plan: string): PlanReport | undefined {
  const found = caseOf(loaded, plan);
  if (found === undefined) return undefined;
  const outcome = outcomeOfCase(found);
  return { outcome, exit: exitOfOutcome(outcome, false), found };
}

function caseOf(
  { checked, unread }: LoadedRepository,
  plan: string,
): Exclude<PlanCase, { kind: "work" }> | undefined {
  const refusal = unread.get(plan);
  if (refusal !== undefined) return { kind: "unjudged", plan, refusal };
  const diagnostics = checked.faultyPlans.get(plan);
  return diagnostics === undefined
    ? undefined
    : { kind: "invalid", plan, diagnostics, difference: compareInvalid(plan) };
}
