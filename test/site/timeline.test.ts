// The steps of a run as pages tell them: for every position, which step has which mark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { STEPS } from "../../src/phases/graph.ts";
import { readHtml, findOne, textOf } from "./read-html.ts";
import { renderSite } from "../../src/site/render-site.ts";
import { STEP_ORDER } from "../../src/site/timeline-words.ts";
import { summarise, timelineOf, type StepMark } from "../../src/site/timeline.ts";
import { passedUpTo, sampleRun } from "./sample-run.ts";
import { RUNS, samplePlan, sampleSite } from "./sample-site.ts";

test("timeline: the steps are in the one order that runs take", () => {
  assert.deepEqual(STEP_ORDER, STEPS);
});

const SIGNS: Readonly<Record<StepMark, string>> = {
  passed: "p",
  failed: "F",
  refused: "R",
  torn: "T",
  next: "N",
  unreached: ".",
};

/** One sign a step, in order. */
const MARKS: Readonly<Record<keyof typeof RUNS, readonly [string, string]>> = {
  waiting: ["ppppN........", "4 of 13 steps passed; next is SG_1."],
  closed: ["ppppppppppppp", "13 of 13 steps passed."],
  failed: ["pppppppF.....", "7 of 13 steps passed; failed at leg_b_record."],
  refusedAtGate: ["ppppR........", "4 of 13 steps passed; refused at SG_1."],
  refused: ["R............", "0 of 13 steps passed; refused at preflight."],
  torn: ["ppppppTN......", "6 of 14 steps passed; next is SG_3."],
  compensated: ["ppppppTp......", "7 of 14 steps passed; the run ended as compensated."],
  accepted: ["ppppppTppN....", "8 of 14 steps passed; next is verify."],
  superseded: ["ppp..........", "3 of 13 steps passed; the run ended as superseded."],
  stale: ["ppppppppp....", "9 of 13 steps passed; the run ended as stale."],
};

for (const [name, run] of Object.entries(RUNS)) {
  test(`timeline: of a run that is ${name}`, () => {
    const steps = timelineOf(run);
    const [marks, words] = MARKS[name]!;
    assert.equal(steps.map(({ mark }) => SIGNS[mark]).join(""), marks);
    assert.equal(summarise(run, steps), words);
  });
}

test("timeline: a gate that was refused once and opened later has passed", () => {
  const refused = { phase: "gate_sg_1", outcome: "REFUSED", reasons: ["QUORUM_SHORT"] } as const;
  const run = sampleRun([...passedUpTo("manifest"), refused, { phase: "gate_sg_1" }], {
    next: "pre_write_backup",
  });
  assert.equal(
    timelineOf(run)
      .map(({ mark }) => SIGNS[mark])
      .join(""),
    "pppppN.......",
  );
});

test("timeline: the drawing says to a screen reader what it shows", () => {
  const run = RUNS["waiting"]!;
  const pages = [...renderSite(sampleSite({ plans: [samplePlan({ runs: [run] })] }))];
  const page = readHtml(pages.find(({ path }) => path === `runs/handbook/${run.id}/index.html`)!.text);
  const picture = findOne(page, { class: "timeline" });
  assert.equal(picture.attributes.get("role"), "img");
  const text = textOf(findOne(picture, { id: "timeline-text" }));
  assert.match(
    text,
    /^4 of 13 steps passed; next is SG_1\. preflight passed, .*SG_1 next, .*closeout not reached\.$/,
  );
});
