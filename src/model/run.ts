// What is recorded about one run, as a value: the fold over its statements (made in phases/).
import type { GrantFault } from "./generated/facts.ts";
import type { GateName, Mode, MutatingPhase, OrderedStep } from "./phase.ts";

/** The last statement of a chain, or of a part of it. */
export interface ChainHead {
  readonly seq: number;
  /** SHA-256 in hex of the statement's line without its newline. */
  readonly sha256: string;
}

/** A step in LIVE of which nobody can say that it was done, nor that it was not. */
export interface TornStep {
  readonly step: MutatingPhase;
  /** OUTCOME_UNKNOWN or PARTLY_RECORDED first, then what was found wrong where something was. */
  readonly reasons: readonly string[];
  /** The digest of what is known of it. */
  readonly partialState: { readonly sha256: string };
}

/** Where a run stands. `at` is the step it would take next; at SG_3 it stands because of the torn one. */
export type Position =
  | { readonly kind: "at"; readonly step: OrderedStep }
  | { readonly kind: "at"; readonly step: "gate_sg_3"; readonly torn: TornStep }
  | {
      readonly kind: "failed";
      readonly step: OrderedStep;
      readonly reasons: readonly string[];
      /** What was wrong with the target's grants, where that was it. */
      readonly faults?: readonly GrantFault[];
    }
  | { readonly kind: "closed" }
  /** Ended at SG_3: what the torn step left is to be taken back. */
  | { readonly kind: "compensated"; readonly step: MutatingPhase }
  | { readonly kind: "superseded"; readonly by: string }
  | { readonly kind: "stale" };

/** The torn step because of which the run stands at SG_3; undefined where it stands anywhere else. */
export function tornStepOf(position: Position): TornStep | undefined {
  return position.kind === "at" && position.step === "gate_sg_3" ? position.torn : undefined;
}

/** A no that is on record and still stands: the gate or run was refused and nothing has moved since. */
export interface StandingRefusal {
  readonly reasons: readonly string[];
  readonly message: string;
  readonly todo: string;
  /** Canonical JSON of the approvals that were judged; tells whether a new judgement says anything new. */
  readonly approvals: string;
}

/** A denial that refused a gate. It stands until the same person withdraws it, whatever becomes of its file. */
export interface RecordedDenial {
  readonly gate: GateName;
  readonly person: string;
  readonly sha256: string;
}

export interface RunPins {
  readonly plan: string;
  readonly source: string;
  readonly target: string;
  /** Digests that become known on the way; undefined before their phase has passed. */
  readonly facts: string | undefined;
  readonly manifest: string | undefined;
}

export interface RunState {
  readonly id: string;
  readonly plan: string;
  readonly attempt: number;
  readonly mode: Mode;
  readonly position: Position;
  readonly head: ChainHead;
  /** The last statement that moved the run, to SG_3 too: what an approval at the gate ahead is bound to. */
  readonly moved: ChainHead | undefined;
  readonly pins: RunPins;
  /** The policy in force at the last statement. */
  readonly policy: { readonly version: number; readonly sha256: string } | undefined;
  readonly refusal: StandingRefusal | undefined;
  /** Denials that were put on record at the gate where the run stands now. */
  readonly denials: readonly RecordedDenial[];
  /** Persons whose approvals opened each gate, the last time it was opened. */
  readonly counted: Readonly<Record<GateName, readonly string[]>>;
  /** When the last statement was made: RFC 3339 in UTC. */
  readonly at: string;
}
