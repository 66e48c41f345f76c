// The one order of a run's steps, and every legal move between them. Nothing else decides what may follow what.
import type {
  Mode,
  MutatingPhase,
  OrderedStep,
  Outcome,
  RecordName,
  Resolution,
  StepName,
} from "../model/phase.ts";
import type { Position, TornStep } from "../model/run.ts";

/**
 * Version of the order below. A run is carried on by the order it began with; an unknown one is refused. The moves to
 * SG_3 and away from it came later under the same version: they begin at a torn step, a step is torn in LIVE only, and no
 * version before could carry LIVE out. So no run on record has such a move, and each folds as it always did.
 */
export const GRAPH_VERSION = "1";

/** A step and what follows when it passes. */
const STEP_AFTER = {
  preflight: "source_pin",
  source_pin: "discover",
  discover: "manifest",
  manifest: "gate_sg_1",
  gate_sg_1: "pre_write_backup",
  pre_write_backup: "cut_leg_a",
  cut_leg_a: "leg_b_record",
  leg_b_record: "verify",
  verify: "gate_sg_2",
  gate_sg_2: "lifecycle_enact",
  lifecycle_enact: "post_verify",
  post_verify: "closeout",
  closeout: "closed",
} as const satisfies Record<OrderedStep, OrderedStep | "closed">;

export const FIRST_STEP: OrderedStep = "preflight";
export const STEPS = Object.keys(STEP_AFTER) as readonly OrderedStep[];

/**
 * The steps that can be torn, and the ways out of each. A torn backup cannot be accepted: nothing has been written yet,
 * and no write goes without a backup that is known to be there.
 */
const WAYS_OUT: Readonly<Record<MutatingPhase, readonly Resolution[]>> = {
  pre_write_backup: ["compensate"],
  cut_leg_a: ["accept", "compensate"],
  leg_b_record: ["accept", "compensate"],
  verify: ["accept", "compensate"],
  lifecycle_enact: ["accept", "compensate"],
};

/** How a statement says that its step ended; step-end.ts reads it from the statement. */
export type StepEnd = Outcome | "TORN" | "ACCEPTED" | "COMPENSATED";

/** What a statement does to a run that stands there. Undefined: such a statement is not legal there. */
export function move(position: Position, record: RecordName, end: StepEnd): Position | undefined {
  if (position.kind !== "at" && position.kind !== "failed") return undefined;
  if (position.kind === "at" && position.step === "gate_sg_3") return leaveTorn(position, record, end);
  if (record === "superseded") return end === "PASSED" ? { kind: "superseded", by: "" } : undefined;
  if (record === "stale") return end === "PASSED" && isPinned(position.step) ? { kind: "stale" } : undefined;
  if (position.kind === "failed") return undefined;
  if (record === "refusal") return end === "REFUSED" ? position : undefined;
  return record === position.step ? takeStep(position.step, end) : undefined;
}

/** A phase fails and the run with it, or is torn; a gate is refused and goes on waiting. */
function takeStep(step: OrderedStep, end: StepEnd): Position | undefined {
  const isGate = step.startsWith("gate_");
  switch (end) {
    case "PASSED":
      return follow(step);
    case "FAILED":
      return isGate ? undefined : { kind: "failed", step, reasons: [] };
    case "REFUSED":
      return isGate ? { kind: "at", step } : undefined;
    case "TORN":
      return canBeTorn(step) ? { kind: "at", step: "gate_sg_3", torn: tornStep(step) } : undefined;
    case "ACCEPTED":
    case "COMPENSATED":
      return undefined;
  }
}

type TornPosition = Extract<Position, { step: "gate_sg_3" }>;

/** Only its gate leads away from a torn step: neither other facts nor another plan text ends the run. */
function leaveTorn(position: TornPosition, record: RecordName, end: StepEnd): Position | undefined {
  if (record === "refusal") return end === "REFUSED" ? position : undefined;
  if (record !== "gate_sg_3") return undefined;
  const { step } = position.torn;
  switch (end) {
    case "REFUSED":
      return position;
    case "ACCEPTED":
      return waysOut(step).includes("accept") ? follow(step) : undefined;
    case "COMPENSATED":
      return waysOut(step).includes("compensate") ? { kind: "compensated", step } : undefined;
    case "PASSED":
    case "FAILED":
    case "TORN":
      return undefined;
  }
}

function follow(step: OrderedStep): Position {
  const next = STEP_AFTER[step];
  return next === "closed" ? { kind: "closed" } : { kind: "at", step: next };
}

/** What is known of it stands in its statement; the fold puts it in. */
function tornStep(step: MutatingPhase): TornStep {
  return { step, reasons: [], partialState: { sha256: "" } };
}

/**
 * Whether a run that stands there may have changed its target, and so reads other facts than it is pinned to: in LIVE from
 * the first gate on. Whether the target is as the run's own changes would have it, the live adapter finds out at each step.
 */
export function mayHaveWritten(mode: Mode, position: Position): boolean {
  if (mode !== "LIVE" || position.kind !== "at") return false;
  return position.step === "gate_sg_3" || STEPS.indexOf(position.step) > STEPS.indexOf("gate_sg_1");
}

/** The resolutions that approvals at SG_3 may name after this step was torn. */
export function waysOut(torn: MutatingPhase): readonly Resolution[] {
  return WAYS_OUT[torn];
}

export function canBeTorn(step: RecordName): step is MutatingPhase {
  return Object.hasOwn(WAYS_OUT, step);
}

/** Facts are pinned by `source_pin`; before it has passed there is nothing that could go stale. */
function isPinned(step: OrderedStep): boolean {
  return STEPS.indexOf(step) > STEPS.indexOf("source_pin");
}

/** The steps from `step` to the end, this one included; at SG_3 what follows depends on the way out. */
export function stepsFrom(step: StepName): readonly StepName[] {
  return step === "gate_sg_3" ? [step] : STEPS.slice(STEPS.indexOf(step));
}
