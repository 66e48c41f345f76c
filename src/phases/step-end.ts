// How a step ended, as its statement tells it: the recorded outcome, or what the outcome stands for at and before SG_3.
import type { Predicate } from "../model/generated/statement.ts";
import { isTornReason } from "../model/torn-effect.ts";
import type { StepEnd } from "./graph.ts";

/** Reads the end. Whether such an end is legal there is graph.ts; whether the statement can be believed, coherence.ts. */
export function stepEndOf({ phase, outcome, reasons, result }: Predicate): StepEnd {
  if (outcome === "FAILED" && isTornReason(reasons[0])) return "TORN";
  if (phase !== "gate_sg_3" || outcome !== "PASSED") return outcome;
  if (result["resolution"] === "accept") return "ACCEPTED";
  return result["resolution"] === "compensate" ? "COMPENSATED" : outcome;
}
