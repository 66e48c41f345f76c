// Whether a statement can be what it says it is, by what it says itself: a gate that passed names enough persons whose
// approvals counted, a phase that passed found something, a torn one says what is known, and nothing was carried out in a
// mode that this build does not carry out.
import type { CarriedModes } from "../model/carried-modes.ts";
import type { Predicate } from "../model/generated/statement.ts";
import { gateOf, type GateName } from "../model/phase.ts";
import { tornStepOf, type Position } from "../model/run.ts";
import { contradictionInEnd, contradictionInResolution } from "./torn-coherence.ts";
import { stepEndOf } from "./step-end.ts";

export interface Surroundings {
  readonly modes: CarriedModes;
  /** Where the run stood before the statement. */
  readonly before: Position;
}

/** Why the statement contradicts itself or what it follows, in one sentence; undefined where it does not. */
export function contradictionIn(predicate: Predicate, { modes, before }: Surroundings): string | undefined {
  const end = stepEndOf(predicate);
  if (
    end !== "REFUSED" &&
    end !== "FAILED" &&
    !ENDINGS.has(predicate.phase) &&
    !modes.includes(predicate.run.mode)
  )
    return `${predicate.phase} cannot have ${end === "TORN" ? "been torn" : "passed"} in ${predicate.run.mode}, which no build of this version carries out`;
  if (predicate.outcome === "FAILED") return contradictionInEnd(predicate);
  const torn = tornStepOf(before);
  const escalation = torn === undefined ? undefined : contradictionInResolution(predicate, torn);
  if (predicate.outcome !== "PASSED" || escalation !== undefined) return escalation;
  return contradictionInPass(predicate);
}

function contradictionInPass(predicate: Predicate): string | undefined {
  const gate = gateOf(predicate.phase);
  if (gate !== undefined) return contradictionAtGate(predicate, gate);
  if (Object.keys(predicate.result).length === 0) return `${predicate.phase} passed and found nothing`;
  if (PINNED.has(predicate.phase) && predicate.facts === null)
    return `${predicate.phase} passed without pinned facts`;
  return undefined;
}

const ENDINGS: ReadonlySet<Predicate["phase"]> = new Set(["superseded", "stale"]);
const PINNED: ReadonlySet<Predicate["phase"]> = new Set([
  "source_pin",
  "discover",
  "manifest",
  "pre_write_backup",
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "lifecycle_enact",
  "post_verify",
  "closeout",
  "stale",
]);

/** An open gate: the persons counted are exactly those whose approvals counted, and they are enough. */
function contradictionAtGate(
  { phase, result, approvals, facts }: Predicate,
  gate: GateName,
): string | undefined {
  if (facts === null) return `${phase} passed without pinned facts`;
  if (result["gate"] !== gate) return `${phase} passed and judged "${String(result["gate"])}"`;
  const counted = Array.isArray(result["counted"]) ? result["counted"].map(String) : [];
  const judged = approvals
    .filter(
      (one) =>
        one.policy === "COUNTED" &&
        one.decision === "approve" &&
        one.binding === "BOUND" &&
        one.gate === gate,
    )
    .map(({ person }) => person);
  const persons = [...new Set(judged)].sort();
  if (persons.join() !== counted.join())
    return `${phase} counts ${list(counted)}, and the approvals that count are of ${list(persons)}`;
  const threshold = Number(result["threshold"]);
  if (!(threshold >= 1) || persons.length < threshold)
    return `${phase} passed with ${persons.length} of ${threshold} approvals`;
  if (approvals.some((one) => one.policy === "DENIED" && one.decision === "deny"))
    return `${phase} passed over a denial`;
  return undefined;
}

function list(persons: readonly string[]): string {
  return persons.length === 0 ? "nobody" : persons.join(", ");
}
