// Which changes of a run are on record: what its target holds by now follows from them.
import type { Statement } from "../model/generated/statement.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { canBeTorn } from "./graph.ts";
import { stepEndOf } from "./step-end.ts";

/** The mutating steps that are done, passed or taken as done, in order. */
export function stepsDone(history: readonly Statement[]): readonly MutatingPhase[] {
  const done: MutatingPhase[] = [];
  let torn: MutatingPhase | undefined;
  for (const { predicate } of history) {
    const end = stepEndOf(predicate);
    if (canBeTorn(predicate.phase) && end === "PASSED") done.push(predicate.phase);
    if (canBeTorn(predicate.phase) && end === "TORN") torn = predicate.phase;
    if (end === "ACCEPTED" && torn !== undefined) done.push(torn);
  }
  return done;
}
