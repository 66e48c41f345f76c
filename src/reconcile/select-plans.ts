// The plans that were asked for by name, or all. A name that nobody knows is refused rather than passed over.
import { Refusal } from "../diagnostics/refusal.ts";

const NAMES_SHOWN = 10;

/** The wanted plans, sorted; all known ones where none is named. Throws a Refusal PLAN_NOT_FOUND. */
export function selectPlans(known: ReadonlySet<string>, wanted: readonly string[]): readonly string[] {
  const missing = wanted.find((plan) => !known.has(plan));
  if (missing !== undefined) throw planNotFound(missing, known);
  return wanted.length === 0 ? [...known].sort() : [...new Set(wanted)].sort();
}

function planNotFound(plan: string, known: ReadonlySet<string>): Refusal {
  const names = [...known].sort();
  const shown = [...names.slice(0, NAMES_SHOWN), ...(names.length > NAMES_SHOWN ? ["…"] : [])];
  return new Refusal("PLAN_NOT_FOUND", {
    message: `there is no plan "${plan}" at this commit`,
    expected: names.length === 0 ? "a plan of this repository" : `one of ${shown.join(", ")}`,
    todo: `check the name, and that plans/${plan}/plan.yaml is committed`,
  });
}
