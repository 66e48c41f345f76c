// The words for a run's steps. Their order and the legal moves are decided in phases/, not here.
import type { Approval } from "./generated/approval.ts";
import type { PartialState, Predicate } from "./generated/statement.ts";

export type Mode = "DRYRUN" | "LIVE";
export type GateName = "SG_1" | "SG_2" | "SG_3";
/** Everything that a statement may record: phases, gates and endings. */
export type RecordName = Predicate["phase"];
export type GateRecord = "gate_sg_1" | "gate_sg_2" | "gate_sg_3";
export type EndingRecord = "refusal" | "superseded" | "stale";
export type PhaseName = Exclude<RecordName, GateRecord | EndingRecord>;
/** A step in the one order: a phase, or a gate that stands between phases. */
export type OrderedStep = PhaseName | "gate_sg_1" | "gate_sg_2";
/** A step that a run may stand before: one of the order, or SG_3, where a run stands whose last step was torn. */
export type StepName = OrderedStep | "gate_sg_3";
/** The phases that ask an actuator for a change; in LIVE each of them can be torn. */
export type MutatingPhase = PartialState["phase"];
/** The ways out of a torn step, as approvals at SG_3 name them. */
export type Resolution = NonNullable<Approval["resolution"]>;
export type Outcome = "PASSED" | "FAILED" | "REFUSED";

export const GATE_RECORDS = {
  SG_1: "gate_sg_1",
  SG_2: "gate_sg_2",
  SG_3: "gate_sg_3",
} as const satisfies Record<GateName, GateRecord>;

/** The gate that a record is about, or undefined for phases and endings. */
export function gateOf(record: RecordName): GateName | undefined {
  if (record === "gate_sg_1") return "SG_1";
  if (record === "gate_sg_2") return "SG_2";
  if (record === "gate_sg_3") return "SG_3";
  return undefined;
}
