// The few marks and colours of all views. A mark says the same as its colour, so that nothing hangs on colour alone.
import type { PlanEvent } from "../../model/generated/event.ts";
import type { Predicate } from "../../model/generated/statement.ts";
import type { UnitState } from "../../reconcile/unit-outlook.ts";

export type Tone = "good" | "wait" | "bad" | "dim" | "strong" | "mode";

/**
 * Select Graphic Rendition parameters (ECMA-48, 8.3.117); `mode` is bold and in reverse video. Waiting is magenta: yellow cannot
 * be read on white, nor blue on black.
 */
const SGR: Readonly<Record<Tone, string>> = {
  good: "32",
  wait: "35",
  bad: "31",
  dim: "2",
  strong: "1",
  mode: "1;7",
};

export type Paint = (tone: Tone, text: string) => string;

export function paintFor(color: boolean): Paint {
  return color
    ? (tone, text) => (text === "" ? "" : `\u001b[${SGR[tone]}m${text}\u001b[0m`)
    : (_tone, text) => text;
}

interface StateStyle {
  readonly mark: string;
  readonly word: string;
  readonly tone: Tone;
}

/** The word beside its mark: what is at rest stays quiet. */
export function paintState(paint: Paint, state: PlanEvent["state"], words: string): string {
  const { tone } = STATE_STYLES[state];
  return tone === "good" ? words : paint(tone, words);
}

export const STATE_STYLES: Readonly<Record<PlanEvent["state"], StateStyle>> = {
  closed: { mark: "✔", word: "closed", tone: "good" },
  waiting: { mark: "◼", word: "waiting", tone: "wait" },
  ready: { mark: "▶", word: "ready", tone: "wait" },
  refused: { mark: "✖", word: "refused", tone: "bad" },
  failed: { mark: "✖", word: "failed", tone: "bad" },
  stale: { mark: "↻", word: "stale", tone: "wait" },
  superseded: { mark: "↻", word: "superseded", tone: "dim" },
  orphaned: { mark: "?", word: "orphaned", tone: "wait" },
  invalid: { mark: "✖", word: "invalid", tone: "bad" },
  error: { mark: "✖", word: "error", tone: "bad" },
};

/** ▶ is for what is yet to be done; ✔ for what was done, and not for what only came to an end. */
export function stepStyle({
  phase,
  outcome,
}: Pick<Predicate, "phase" | "outcome">): Omit<StateStyle, "word"> {
  if (outcome !== "PASSED") return { mark: "✖", tone: "bad" };
  return phase === "stale" || phase === "superseded"
    ? { mark: "↻", tone: "wait" }
    : { mark: "✔", tone: "good" };
}

export const UNIT_MARKS: Readonly<Record<UnitState, string>> = {
  new: "+",
  unchanged: "=",
  changed: "!",
  retired: "!",
};

/** The columns of the longest step's name, so that what was found stands in one column everywhere. */
export const STEP_WIDTH = "pre_write_backup".length;

/** The labels before the two things that every block says at its end: why it stands there, and what is next. */
export function label(word: "why" | "next" | "would" | "units" | "facts", paint: Paint): string {
  return `${paint(word === "next" ? "strong" : "dim", word.padEnd(LABEL_WIDTH))}  `;
}

const LABEL_WIDTH = "would".length;
