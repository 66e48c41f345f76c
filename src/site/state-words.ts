// How the states of plans and the positions of runs are put to a reader: a word, a mark, a tone, and what they mean. The
// tone only repeats what mark and word say. Their order here is the order of urgency.
import type { PlanEvent } from "../model/generated/event.ts";
import type { SiteRun } from "./site-data.ts";

export type Tone = "good" | "wait" | "bad" | "quiet";
export type Mark = "check" | "pause" | "play" | "cross" | "turn" | "question";

export interface StateWords {
  readonly word: string;
  readonly mark: Mark;
  readonly tone: Tone;
  /** A sentence for whoever meets the word for the first time. */
  readonly meaning: string;
}

export type PlanState = PlanEvent["state"];

export const PLAN_STATES: Readonly<Record<PlanState, StateWords>> = {
  error: {
    word: "error",
    mark: "cross",
    tone: "bad",
    meaning: "It could not be judged; nothing of it moved.",
  },
  failed: {
    word: "failed",
    mark: "cross",
    tone: "bad",
    meaning: "A step failed, and its run has ended with that.",
  },
  invalid: {
    word: "invalid",
    mark: "cross",
    tone: "bad",
    meaning: "There are faults in its documents; nothing moves before they are mended.",
  },
  refused: {
    word: "refused",
    mark: "cross",
    tone: "bad",
    meaning: "It was refused, with a reason, and stands until that is mended.",
  },
  stale: {
    word: "stale",
    mark: "turn",
    tone: "wait",
    meaning: "The target changed since the run was pinned to it; another attempt begins.",
  },
  orphaned: {
    word: "orphaned",
    mark: "question",
    tone: "wait",
    meaning: "Its plan is gone from the commit, and its run is still open.",
  },
  waiting: {
    word: "waiting",
    mark: "pause",
    tone: "wait",
    meaning: "It stands at a gate until people named in the policy have approved.",
  },
  ready: {
    word: "ready",
    mark: "play",
    tone: "wait",
    meaning: "Nothing is missing: the next reconcile carries it on.",
  },
  superseded: {
    word: "superseded",
    mark: "turn",
    tone: "quiet",
    meaning: "Another text of the plan took its place.",
  },
  closed: { word: "closed", mark: "check", tone: "good", meaning: "Done: it went through every step." },
};

export const STATE_ORDER = Object.keys(PLAN_STATES) as readonly PlanState[];

export const RUN_POSITIONS: Readonly<Record<SiteRun["position"], StateWords>> = {
  open: { word: "open", mark: "play", tone: "wait", meaning: "It has steps before it." },
  closed: { word: "closed", mark: "check", tone: "good", meaning: "It went through every step." },
  failed: {
    word: "failed",
    mark: "cross",
    tone: "bad",
    meaning: "A step failed, and the run ended with it.",
  },
  stale: {
    word: "stale",
    mark: "turn",
    tone: "quiet",
    meaning: "It ended because the target changed under it.",
  },
  superseded: {
    word: "superseded",
    mark: "turn",
    tone: "quiet",
    meaning: "It ended because another text of the plan took its place.",
  },
  compensated: {
    word: "compensated",
    mark: "turn",
    tone: "bad",
    meaning: "It ended at SG_3: what a torn step left behind is to be taken back.",
  },
  torn: {
    word: "torn",
    mark: "question",
    tone: "bad",
    meaning: "Nobody can say whether its last step was done; SG_3 has to decide.",
  },
};
