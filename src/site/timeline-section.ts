// The steps of a run as a drawing and as a table with what each did, found, and when. On a phone the table is the picture.
import { plainTable, type Row } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { stepIcon } from "./marks.ts";
import { momentOf } from "./moments.ts";
import type { SiteRun } from "./site-data.ts";
import { code, own } from "./texts.ts";
import { timelinePicture } from "./timeline-picture.ts";
import { MARK_WORDS, nameOfStep, summarise, timelineOf, type TimelineStep } from "./timeline.ts";
import { wordsOf } from "./timeline-words.ts";

/** The way to a statement on the pages of evidence. */
export type StatementLink = (seq: number) => string;

export function timelineSection(run: SiteRun, link: StatementLink): Element {
  const steps = timelineOf(run);
  return h(
    "section",
    { "aria-labelledby": "steps" },
    h("h2", { id: "steps" }, "Steps"),
    h("p", { class: "lead" }, summarise(run, steps)),
    h("div", { class: "timeline-frame" }, timelinePicture(run)),
    plainTable({
      isCompact: true,
      caption: "Every step in order, with what became of it",
      columns: [
        { title: "Step", kind: "wide" },
        { title: "Outcome", kind: "tight" },
        { title: "Found", kind: "wide" },
        { title: "When", kind: "tight" },
        { title: "Statement", kind: "number", isNamed: true },
      ],
      rows: steps.map((step) => rowOf(step, link)),
    }),
  );
}

function rowOf(one: TimelineStep, link: StatementLink): Row {
  const { step, gate, mark, statement } = one;
  return {
    attributes: { class: `step-row at-${mark}` },
    cells: [
      h(
        "span",
        { class: "step-cell" },
        stepIcon(mark, gate !== undefined),
        h(
          "span",
          {},
          h("b", {}, code(nameOfStep(step))),
          h("span", { class: "step-does" }, wordsOf(step).does),
        ),
      ),
      h("span", { class: `step-outcome outcome-${mark}` }, MARK_WORDS[mark]),
      foundIn(one),
      statement === undefined ? undefined : momentOf(statement.observed.at),
      statement === undefined
        ? undefined
        : h("a", { href: link(statement.seq), "aria-label": `Statement ${statement.seq}` }, statement.seq),
    ],
  };
}

function foundIn({ statement }: TimelineStep): Child {
  if (statement === undefined) return undefined;
  const { words, reasons } = statement;
  return words === "" ? own(reasons.join(", ")) : own(words);
}
