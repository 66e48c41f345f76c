// What earlier steps of the same run found, by the name of the step. A torn step that SG_3 accepted is taken as done: as
// doing what the run had promised, which the phases after it hold against what is there.
import type { Statement } from "../model/generated/statement.ts";
import type { MutatingPhase, RecordName } from "../model/phase.ts";
import type { PhaseResult } from "./phase.ts";
import { stepEndOf } from "./step-end.ts";
import { stepsDone } from "./steps-done.ts";

/** The result of the step's passed statement. That it passed is what the graph guarantees; its absence is our bug. */
function resultOf(history: readonly Statement[], record: RecordName): PhaseResult {
  const found = history.find(({ predicate }) => predicate.phase === record && predicate.outcome === "PASSED");
  if (found === undefined) throw new Error(`the run has no passed ${record} on record`);
  return found.predicate.result;
}

/** Units that the cut created, and those that were there already. */
export function cutCounts(history: readonly Statement[]): {
  readonly created: number;
  readonly unchanged: number;
} {
  if (acceptedSteps(history).includes("cut_leg_a")) {
    const promised = resultOf(history, "discover")["changes"] as PhaseResult;
    return { created: Number(promised["new"]), unchanged: Number(promised["unchanged"]) };
  }
  const { created, unchanged } = resultOf(history, "cut_leg_a");
  return { created: Number(created), unchanged: Number(unchanged) };
}

/** Units of the manifest that are enacted. */
export function enactedUnits(history: readonly Statement[]): number {
  if (acceptedSteps(history).includes("lifecycle_enact"))
    return Number(resultOf(history, "manifest")["units"]);
  const { enacted, unchanged } = resultOf(history, "lifecycle_enact");
  return Number(enacted) + Number(unchanged);
}

/** The torn steps that SG_3 took as done, in order. */
export function acceptedSteps(history: readonly Statement[]): readonly MutatingPhase[] {
  return stepsDone(history).filter((step) =>
    history.some(({ predicate }) => predicate.phase === step && stepEndOf(predicate) === "TORN"),
  );
}
