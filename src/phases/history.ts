// What earlier steps of the same run found, by the name of the step.
import type { Statement } from "../model/generated/statement.ts";
import type { RecordName } from "../model/phase.ts";
import type { PhaseResult } from "./phase.ts";

/** The result of the step's passed statement. That it passed is what the graph guarantees; its absence is our bug. */
export function resultOf(history: readonly Statement[], record: RecordName): PhaseResult {
  const found = history.find(({ predicate }) => predicate.phase === record && predicate.outcome === "PASSED");
  if (found === undefined) throw new Error(`the run has no passed ${record} on record`);
  return found.predicate.result;
}
