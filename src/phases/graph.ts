// The one order of a run's steps, and every legal move between them. Nothing else decides what may follow what.
import type { Outcome, RecordName, StepName } from "../model/phase.ts";
import type { Position } from "../model/run.ts";

/** Version of the order below. A run is carried on by the order it began with; an unknown one is refused. */
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
} as const satisfies Record<StepName, StepName | "closed">;

export const FIRST_STEP: StepName = "preflight";
export const STEPS = Object.keys(STEP_AFTER) as readonly StepName[];

/** How a step may end without passing: a phase fails and the run with it; a gate is refused and goes on waiting. */
type StepEnd = "passes" | "fails" | "is refused";
const STEP_ENDS: Readonly<Record<Outcome, StepEnd>> = {
  PASSED: "passes",
  FAILED: "fails",
  REFUSED: "is refused",
};

/** What a statement does to a run that stands before `step`. Undefined: such a statement is not legal there. */
export function move(position: Position, record: RecordName, outcome: Outcome): Position | undefined {
  if (position.kind !== "at" && position.kind !== "failed") return undefined;
  if (record === "superseded") return outcome === "PASSED" ? { kind: "superseded", by: "" } : undefined;
  if (record === "stale")
    return outcome === "PASSED" && isPinned(position.step) ? { kind: "stale" } : undefined;
  if (position.kind === "failed") return undefined;
  if (record === "refusal") return outcome === "REFUSED" ? position : undefined;
  if (record !== position.step) return undefined;
  return takeStep(position, STEP_ENDS[outcome]);
}

function takeStep(position: Extract<Position, { kind: "at" }>, end: StepEnd): Position | undefined {
  const isGate = position.step.startsWith("gate_");
  switch (end) {
    case "passes": {
      const next = STEP_AFTER[position.step];
      return next === "closed" ? { kind: "closed" } : { kind: "at", step: next };
    }
    case "fails":
      return isGate ? undefined : { kind: "failed", step: position.step, reasons: [] };
    case "is refused":
      return isGate ? position : undefined;
  }
}

/** Facts are pinned by `source_pin`; before it has passed there is nothing that could go stale. */
function isPinned(step: StepName): boolean {
  return STEPS.indexOf(step) > STEPS.indexOf("source_pin");
}

/** The steps from `step` to the end, this one included. */
export function stepsFrom(step: StepName): readonly StepName[] {
  return STEPS.slice(STEPS.indexOf(step));
}
