// The gate at which a person may decide now: the run has to stand there, and nothing else may keep it from moving.
import type { GateVerdict } from "../../approvals/judge-gate.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { GateName } from "../../model/phase.ts";
import type { OpenedCase, PlanWork } from "../../reconcile/plan-work.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";

export interface GateAhead {
  readonly work: PlanWork;
  readonly run: RecordedRun;
  /** As it is judged now, without the decision that is about to be made. */
  readonly verdict: GateVerdict;
}

/**
 * Throws a Refusal: what keeps the plan from moving at all, or APPROVAL_REFUSED where its run stands elsewhere than at
 * `asked` (undefined: at any gate). An invalid plan is the caller's to tell of.
 */
export function requireGate(
  found: Exclude<OpenedCase, { kind: "invalid" }> | undefined,
  { plan, asked }: { readonly plan: string; readonly asked: GateName | undefined },
): GateAhead {
  if (found === undefined) throw notThere(plan, "its plan is gone from the commit", undefined);
  if (found.kind === "unjudged") throw found.refusal;
  const { text, todo } = whereItStands(found);
  if (found.kind === "orphaned") throw notThere(plan, text, todo);
  const { work } = found;
  if (work.refusal !== undefined) throw work.refusal;
  const run = work.recorded.find(({ state }) => state.id === work.difference.run);
  const { gate: verdict, difference } = work;
  if (run === undefined || verdict === undefined || difference.kind === "restart")
    throw notThere(plan, text, todo);
  if (asked !== undefined && asked !== verdict.gate) throw otherGate(plan, asked, verdict.gate);
  return { work, run, verdict };
}

function notThere(plan: string, where: string, todo: string | undefined): Refusal {
  return new Refusal("APPROVAL_REFUSED", {
    message: `"${plan}" does not stand at a gate: ${where}`,
    expected: "a run that waits at a gate",
    todo: todo ?? "nobody has to decide anything here; reconcile status shows the other plans",
  });
}

function otherGate(plan: string, asked: GateName, stands: GateName): Refusal {
  return new Refusal("APPROVAL_REFUSED", {
    message: `"${plan}" stands at ${stands}, not at ${asked}`,
    expected: `--gate ${stands}, or no --gate`,
    todo: `look at what ${stands} would let through: reconcile approve ${plan} --gate ${stands}`,
  });
}
