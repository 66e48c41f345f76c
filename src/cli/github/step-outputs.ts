// The step's outputs, for the steps and jobs that come after it: numbers, object names and words of ours, and the path of
// the comment as the workflow gave it. Nothing of a document gets in here.
import { randomBytes } from "node:crypto";
import type { PlanEvent } from "../../model/generated/event.ts";
import { faultsOf, urgencyOf, type CheckReport } from "../check/check-report.ts";

const STATES = ["closed", "waiting", "refused", "failed", "invalid", "orphaned", "error"] as const;

/** The names and what they hold; they are a promise to workflows (reconcile run --help). */
export function stepOutputs(
  report: CheckReport,
  comment: string | undefined,
): Readonly<Record<string, string>> {
  const { plans, exit, statements, count, pin } = report;
  const inState = (state: PlanEvent["state"]): number =>
    plans.filter(({ outcome }) => outcome.state === state).length;
  const stale = plans.filter(({ outcome }) => outcome.concerns.some(({ kind }) => kind === "stale")).length;
  const numbers = {
    exit,
    plans: count,
    ...Object.fromEntries(STATES.map((state) => [state, inState(state)])),
    stale,
    failing: plans.filter((plan) => urgencyOf(plan) === "fails").length,
    statements,
    diagnostics: faultsOf(report).length,
  };
  return {
    ...Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])),
    commit: pin?.commit ?? "",
    comment: comment ?? "",
  };
}

/** On one line where the value is a number or an object name. Anything else stands between marks that nobody can guess. */
export function outputsText(outputs: Readonly<Record<string, string>>): string {
  return Object.entries(outputs)
    .map(([name, value]) => {
      if (/^[0-9a-f]*$/.test(value)) return `${name}=${value}\n`;
      const mark = `end_${randomBytes(16).toString("hex")}`;
      return `${name}<<${mark}\n${value}\n${mark}\n`;
    })
    .join("");
}
