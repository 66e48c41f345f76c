// The faults of all documents, gathered from portions that were checked one by one: what all plans share is found again with
// every portion, and told once.
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { planOf } from "./list-plans.ts";
import type { SurveyedPortion } from "./survey-portion.ts";

export interface GatheredFaults {
  readonly add: (portion: Pick<SurveyedPortion, "checked">) => void;
  /** Every fault, by place: the same as if all plans had been checked at once. */
  readonly all: () => readonly Diagnostic[];
  /** Those that keep no plan from moving. */
  readonly strays: () => readonly Diagnostic[];
}

/** `alone`: what all plans share, checked without any plan. */
export function gatherFaults({ checked }: Pick<SurveyedPortion, "checked">): GatheredFaults {
  const all = [...checked.diagnostics];
  const shared = new Set(all.map(keyOf));
  const owned = new Set<string>();
  return {
    add: (portion) => {
      for (const fault of portion.checked.diagnostics) {
        const key = keyOf(fault);
        if (shared.has(key)) continue;
        all.push(fault);
        if (planOf(`${fault.place.file}/`) === undefined) shared.add(key);
      }
      for (const fault of new Set([...portion.checked.faultyPlans.values()].flat())) owned.add(keyOf(fault));
    },
    all: () => sortDiagnostics(all),
    strays: () => sortDiagnostics(all.filter((fault) => !owned.has(keyOf(fault)))),
  };
}

/** The same for a fault that is found again with another portion. */
export function keyOf({ code, place, message }: Diagnostic): string {
  return JSON.stringify([place.file, place.line, place.column, code, message]);
}
