// Whether the consent that a step rests on still stands: the gate before it is judged once more, at this very moment, as the
// run stood before it. Asked inside a LIVE transaction, just before it is committed.
import type { SealedStatement } from "../evidence/statement.ts";
import { gateOf } from "../model/phase.ts";
import { foldRun } from "../phases/fold-run.ts";
import type { Edges } from "./edges.ts";
import { judgeRun } from "./judge-run.ts";
import type { GateInputs } from "./plan-work.ts";

/** Why the gate that was passed last would be shut now, as codes; empty where it would open. At least one where none was passed. */
export function consentGone(
  edges: Pick<Edges, "now" | "modes">,
  inputs: GateInputs,
  statements: readonly SealedStatement[],
): readonly string[] {
  const index = statements.findLastIndex(({ statement: { predicate } }) => {
    const gate = gateOf(predicate.phase);
    return gate !== undefined && gate !== "SG_3" && predicate.outcome === "PASSED";
  });
  const passed = statements[index]?.statement.predicate;
  const gate = passed === undefined ? undefined : gateOf(passed.phase);
  const before = foldRun(statements.slice(0, Math.max(index, 0)), edges.modes);
  if (gate === undefined || before.kind !== "run") return ["GATE_NOT_PASSED"];
  const verdict = judgeRun(edges, inputs, { state: before.state, gate });
  if (verdict.kind === "open") return [];
  return verdict.reasons.length === 0 ? ["GATE_SHUT"] : verdict.reasons;
}
