// A run's steps as one drawing for wide pages: a row of marks in order, the gates between the stretches. For those who do
// not see it the drawing has a description, and the list beside it says everything again.
import { h, type Child, type Element } from "./element.ts";
import { stepGlyph, stepIcon } from "./marks.ts";
import { MARK_WORDS, nameOfStep, summarise, timelineOf, type TimelineStep } from "./timeline.ts";
import type { SiteRun } from "./site-data.ts";
import { STRETCHES, wordsOf, type Stretch } from "./timeline-words.ts";

const STEP_WIDTH = 86;
const LINE_Y = 58;
const HEIGHT = 128;

export function timelinePicture(run: SiteRun): Element {
  const steps = timelineOf(run);
  const width = STEP_WIDTH * steps.length;
  const id = "timeline";
  return h(
    "svg",
    {
      class: "timeline",
      viewBox: `0 0 ${width} ${HEIGHT}`,
      width,
      height: HEIGHT,
      role: "img",
      "aria-labelledby": `${id}-title ${id}-text`,
    },
    h("title", { id: `${id}-title` }, `Steps of run ${run.id}`),
    h("desc", { id: `${id}-text` }, describe(run, steps)),
    stretchLabels(steps),
    ...steps.slice(1).map((step, index) => lineTo(step, index)),
    ...steps.map(stepAt),
  );
}

/** "4 of 13 steps passed; next is SG_1. preflight passed, source_pin passed, …" */
function describe(run: SiteRun, steps: readonly TimelineStep[]): string {
  const all = steps.map(({ step, mark }) => `${nameOfStep(step)} ${MARK_WORDS[mark]}`);
  return `${summarise(run, steps)} ${all.join(", ")}.`;
}

function centreOf(index: number): number {
  return STEP_WIDTH * (index + 0.5);
}

function stepAt({ step, gate, mark }: TimelineStep, index: number): Element {
  const lines = nameOfStep(step).startsWith("SG_") ? [nameOfStep(step)] : splitName(step);
  return h(
    "g",
    { transform: `translate(${centreOf(index)} ${LINE_Y})`, class: `at-${mark}` },
    stepGlyph(mark, gate !== undefined),
    ...lines.map((text, line) =>
      h("text", { class: "step-name", y: 30 + line * 14, "text-anchor": "middle" }, text),
    ),
    mark === "passed" || mark === "unreached"
      ? undefined
      : h(
          "text",
          { class: "step-word", y: 32 + lines.length * 14, "text-anchor": "middle" },
          MARK_WORDS[mark],
        ),
  );
}

/** In two lines, parted at the underscore that is nearest to the middle: `pre_write_`, `backup`. */
function splitName(name: string): readonly string[] {
  const middle = name.length / 2;
  const [at] = [...name.matchAll(/_/g)]
    .map(({ index }) => index)
    .sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle));
  return at === undefined ? [name] : [name.slice(0, at + 1), name.slice(at + 1)];
}

/** Whole as far as the run has come, broken after that. */
function lineTo(step: TimelineStep, before: number): Element {
  const state = step.mark === "unreached" ? "ahead" : "done";
  return h("line", {
    class: `step-line step-line-${state}`,
    x1: centreOf(before) + 13,
    x2: centreOf(before + 1) - 13,
    y1: LINE_Y,
    y2: LINE_Y,
  });
}

/** A bracket with its name over the steps of each stretch. */
function stretchLabels(steps: readonly TimelineStep[]): readonly Child[] {
  return (Object.keys(STRETCHES) as Stretch[]).map((stretch) => {
    const own = steps.map(({ step }) => wordsOf(step).stretch === stretch);
    const from = centreOf(own.indexOf(true)) - 30;
    const to = centreOf(own.lastIndexOf(true)) + 30;
    return h(
      "g",
      {},
      h("path", { class: "stretch-line", d: `M${from} 30V24H${to}V30` }),
      h(
        "text",
        { class: "stretch-name", x: (from + to) / 2, y: 15, "text-anchor": "middle" },
        STRETCHES[stretch],
      ),
    );
  });
}

/** The same as a list of marks that wraps, for pages too narrow for the drawing. */
export function stepsStrip(run: SiteRun): Element {
  return h(
    "ol",
    { class: "steps-strip" },
    timelineOf(run).map(({ step, gate, mark }) =>
      h(
        "li",
        {},
        stepIcon(mark, gate !== undefined),
        h(
          "span",
          {},
          h("code", {}, nameOfStep(step)),
          mark === "passed" ? undefined : ` ${MARK_WORDS[mark]}`,
        ),
      ),
    ),
  );
}
