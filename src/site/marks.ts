// The few drawn marks: of states, and of steps in a timeline. Each has a shape of its own, so that none is told by its
// colour; beside each stands the word that it means.
import { h, type Element } from "./element.ts";
import type { StepMark } from "./timeline.ts";
import type { Mark, StateWords } from "./state-words.ts";

const MARK_PATHS: Readonly<Record<Mark, string>> = {
  check: "M3 8.5 6.5 12 13 4.5",
  pause: "M5.5 3.5v9M10.5 3.5v9",
  play: "M5 3.5v9L12.5 8Z",
  cross: "M4 4l8 8M12 4l-8 8",
  turn: "M13 8a5 5 0 1 1-1.5-3.6M13 2v3h-3",
  question: "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 12.8v.4",
};

/** Decoration: the word that it means stands beside it. */
export function markIcon(mark: Mark): Element {
  return h(
    "svg",
    { class: "icon", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" },
    h("path", { d: MARK_PATHS[mark] }),
  );
}

/** Mark and word; `more` goes on in the same badge, such as the gate. */
export function stateBadge({ mark, tone, word }: StateWords, more?: string): Element {
  return h(
    "span",
    { class: `badge tone-${tone}` },
    markIcon(mark),
    h("span", {}, more === undefined ? word : `${word} ${more}`),
  );
}

/** Drawn around 0, 0 in a space of 24 by 24. */
export function stepGlyph(mark: StepMark, isGate: boolean): Element {
  return h(
    "g",
    { class: `step step-${mark}` },
    h("path", { class: "step-shape", d: isGate ? DIAMOND : DISC }),
    h("path", { class: "step-sign", d: SIGNS[mark] }),
  );
}

const DISC = "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z";
const DIAMOND = "M0-11.5 11.5 0 0 11.5-11.5 0Z";

const SIGNS: Readonly<Record<StepMark, string>> = {
  passed: "M-4 .5-1 3.5 4.5-3",
  failed: "M-3.5-3.5 3.5 3.5M3.5-3.5-3.5 3.5",
  refused: "M-5 0H5",
  torn: "M-1.5-6 2-2-2 1.5 1.5 6",
  next: "M-2.5-3.5v7M2.5-3.5v7",
  unreached: "",
};

/** The same glyph by itself, in a line of text. */
export function stepIcon(mark: StepMark, isGate: boolean): Element {
  return h(
    "svg",
    {
      class: "step-icon",
      viewBox: "-13 -13 26 26",
      width: 26,
      height: 26,
      "aria-hidden": "true",
      focusable: "false",
    },
    stepGlyph(mark, isGate),
  );
}
