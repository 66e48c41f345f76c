// Whether a statement can be what it says it is, by what it says itself: a gate that passed names enough persons whose
// approvals counted, a phase that passed found something, and nothing was carried out in LIVE by a switch that is off.
import type { Predicate } from "../model/generated/statement.ts";
import { gateOf, type GateName } from "../model/phase.ts";

/** Why the statement contradicts itself, in one sentence; undefined where it does not. */
export function contradictionIn(predicate: Predicate): string | undefined {
  if (predicate.outcome !== "PASSED") return undefined;
  const gate = gateOf(predicate.phase);
  if (gate !== undefined) return contradictionAtGate(predicate, gate);
  if (predicate.run.mode === "LIVE" && !ENDINGS.has(predicate.phase))
    return `${predicate.phase} cannot have passed in LIVE, which no build of this version carries out`;
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
  { phase, result, approvals, facts, run }: Predicate,
  gate: GateName,
): string | undefined {
  if (run.mode === "LIVE")
    return `${phase} cannot have passed in LIVE, which no build of this version carries out`;
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
