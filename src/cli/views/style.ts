// The few marks and colours of all views. A mark says the same as its colour, so that nothing hangs on colour alone.
import type { PlanEvent } from "../../model/generated/event.ts";

type Tone = "good" | "wait" | "bad" | "dim" | "strong";

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117). */
const SGR: Readonly<Record<Tone, string>> = { good: "32", wait: "33", bad: "31", dim: "2", strong: "1" };

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

export const STEP_MARKS = { PASSED: "✔", FAILED: "✖", REFUSED: "✖" } as const;
