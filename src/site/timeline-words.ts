// The steps of a run for a reader who has never met them: their order, the stretch each belongs to, and a sentence on
// each. That the order is the one of phases/graph.ts is held by a test.
import type { OrderedStep, StepName } from "../model/phase.ts";

export type Stretch = "prepare" | "create" | "enact";

export const STRETCHES: Readonly<Record<Stretch, string>> = {
  prepare: "Read and cut",
  create: "Create the units",
  enact: "Put into force",
};

export interface StepWords {
  /** Undefined for gates, which stand between the stretches. */
  readonly stretch: Stretch | undefined;
  readonly does: string;
}

export const STEP_WORDS: Readonly<Record<OrderedStep, StepWords>> = {
  preflight: { stretch: "prepare", does: "Checks the switch, the target, the policy and the author" },
  source_pin: { stretch: "prepare", does: "Pins the document and the facts of the target" },
  discover: { stretch: "prepare", does: "Holds the cut against what the target has" },
  manifest: { stretch: "prepare", does: "Lists every unit, and checks that nothing is lost" },
  gate_sg_1: { stretch: undefined, does: "People approve before the first write" },
  pre_write_backup: { stretch: "create", does: "Makes sure that there is a way back" },
  cut_leg_a: { stretch: "create", does: "Creates the units as drafts" },
  leg_b_record: { stretch: "create", does: "Writes down what was created, and why" },
  verify: { stretch: "create", does: "Reads every unit back and compares" },
  gate_sg_2: { stretch: undefined, does: "People approve before the units count" },
  lifecycle_enact: { stretch: "enact", does: "Puts the units into force, all or none" },
  post_verify: { stretch: "enact", does: "Compares the target with what was promised" },
  closeout: { stretch: "enact", does: "Sums up and closes the run" },
};

export const STEP_ORDER = Object.keys(STEP_WORDS) as readonly OrderedStep[];

export const ESCALATION_WORDS: StepWords = {
  stretch: undefined,
  does: "People decide what becomes of the torn step",
};

export function wordsOf(step: StepName): StepWords {
  return step === "gate_sg_3" ? ESCALATION_WORDS : STEP_WORDS[step];
}
