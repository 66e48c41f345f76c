// A run as a row of steps with what became of each: told from its statements and its next step, in the one order, with
// SG_3 after every step that was torn. Judges nothing.
import { gateOf, type GateName, type OrderedStep, type StepName } from "../model/phase.ts";
import { isTornReason } from "../model/torn-effect.ts";
import type { SiteRun, SiteStatement } from "./site-data.ts";
import { STEP_ORDER } from "./timeline-words.ts";

export type StepMark = "passed" | "failed" | "refused" | "torn" | "next" | "unreached";

export interface TimelineStep {
  readonly step: StepName;
  readonly gate: GateName | undefined;
  readonly mark: StepMark;
  /** The last statement about it. */
  readonly statement: SiteStatement | undefined;
}

export const MARK_WORDS: Readonly<Record<StepMark, string>> = {
  passed: "passed",
  failed: "failed",
  refused: "refused",
  torn: "torn",
  next: "next",
  unreached: "not reached",
};

/** Every step once, SG_3 as often as a step was torn. */
export function timelineOf(run: SiteRun): readonly TimelineStep[] {
  return STEP_ORDER.flatMap((step) => {
    const statement = run.statements.findLast(({ phase }) => phase === step);
    const own = describe(run, step, statement);
    return own.mark === "torn" ? [own, escalationAfter(run, statement)] : [own];
  });
}

/** What a step is called where people speak of it: `SG_1`, `cut_leg_a`. */
export function nameOfStep(step: StepName): string {
  return gateOf(step) ?? step;
}

/** "4 of 13 steps passed; next is SG_1." */
export function summarise(run: SiteRun, steps: readonly TimelineStep[]): string {
  const passed = steps.filter(({ mark }) => mark === "passed").length;
  const done = `${passed} of ${steps.length} steps passed`;
  const halt = steps.find(({ mark }) => mark !== "passed" && mark !== "unreached" && mark !== "torn");
  if (halt?.mark === "next") return `${done}; next is ${nameOfStep(halt.step)}.`;
  if (halt !== undefined) return `${done}; ${MARK_WORDS[halt.mark]} at ${nameOfStep(halt.step)}.`;
  return run.position === "closed" ? `${done}.` : `${done}; the run ended as ${run.position}.`;
}

function describe(run: SiteRun, step: OrderedStep, statement: SiteStatement | undefined): TimelineStep {
  return { step, gate: gateOf(step), mark: markOf(run, step, statement), statement };
}

function markOf(run: SiteRun, step: StepName, statement: SiteStatement | undefined): StepMark {
  if (run.next === step) return isRefusedAt(run, step) ? "refused" : "next";
  switch (statement?.outcome) {
    case undefined:
      return "unreached";
    case "PASSED":
      return "passed";
    case "FAILED":
      return isTornReason(statement.reasons[0]) ? "torn" : "failed";
    case "REFUSED":
      return "refused";
  }
}

/** The run's last word is a no, and nothing has moved since. */
function isRefusedAt(run: SiteRun, step: StepName): boolean {
  const last = run.statements.at(-1);
  return last?.outcome === "REFUSED" && (last.phase === step || last.phase === "refusal");
}

/** SG_3 as it was judged after that step was torn, and before the run took its next step. */
function escalationAfter(run: SiteRun, torn: SiteStatement | undefined): TimelineStep {
  const later = run.statements.filter(({ seq }) => seq > (torn?.seq ?? 0));
  const end = later.findIndex(({ phase }) => phase !== "gate_sg_3" && phase !== "refusal");
  const judged = (end === -1 ? later : later.slice(0, end)).findLast(({ phase }) => phase === "gate_sg_3");
  const isHere = end === -1 && run.next === "gate_sg_3";
  const step = "gate_sg_3";
  const mark = isHere ? markOf(run, step, judged) : judged?.outcome === "PASSED" ? "passed" : "unreached";
  return { step, gate: "SG_3", mark, statement: judged };
}
