import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, type Goal } from "./goals.ts";
import type { Row } from "./record.ts";

function rowOf(count: number, seconds: readonly number[], peakMb?: readonly number[]): Row {
  return {
    what: "work",
    size: { count, of: "things" },
    sourceMb: count / 1000,
    own: { seconds, ...(peakMb === undefined ? {} : { peakMb }) },
    peers: [{ name: "peer", samples: { seconds: [1, 10, 1] } }],
    goals: [],
  };
}

const SMALL = rowOf(1000, [1, 1, 1], [51, 51, 51]);
const LARGE = rowOf(10_000, [9, 12, 2], [60, 70, 65]);
const OTHER: Row = { ...rowOf(1000, [100, 100, 100]), what: "other work" };

const JUDGED: readonly (readonly [Goal, boolean | undefined])[] = [
  [{ kind: "seconds", under: 9.1 }, true],
  [{ kind: "seconds", under: 9 }, false],
  [{ kind: "megabytes", under: 71 }, true],
  // The largest of all runs, not the median.
  [{ kind: "megabytes", under: 69 }, false],
  // Run by run 9, 1.2 and 2: between medians it would be 9.
  [{ kind: "times", peer: "peer", atMost: 2 }, true],
  [{ kind: "times", peer: "peer", atMost: 1.9 }, false],
  [{ kind: "times", peer: "nobody", atMost: 9 }, undefined],
  [{ kind: "faster", peer: "peer" }, false],
  [{ kind: "faster", peer: "nobody" }, undefined],
  [{ kind: "growth", from: 1000, atMost: 9 }, true],
  [{ kind: "growth", from: 1000, atMost: 8.9 }, false],
  [{ kind: "growth", from: 3000, atMost: 11 }, undefined],
  // Above the source 50 MB, then 60: an exponent of 0.079.
  [{ kind: "flat", exponent: 0.08 }, true],
  [{ kind: "flat", exponent: 0.07 }, false],
  [{ kind: "count", of: "trips", found: 8, atMost: 8 }, true],
  [{ kind: "count", of: "trips", found: 9, atMost: 8 }, false],
  [{ kind: "ends", within: "a heap" }, true],
];

for (const [goal, met] of JUDGED) {
  test(`${JSON.stringify(goal)} is judged ${String(met)}`, () => {
    assert.equal(judge(goal, LARGE, [OTHER, LARGE, SMALL]).met, met);
  });
}

test("a goal about memory is not judged where nobody measured it", () => {
  const row = rowOf(1000, [1]);
  for (const goal of [
    { kind: "megabytes", under: 1 },
    { kind: "flat", exponent: 0.1 },
  ] as const) {
    assert.equal(judge(goal, row, [row]).met, undefined);
  }
});

test("what did not end has no runs, and missed the goal to end", () => {
  const row = rowOf(1000, []);
  assert.equal(judge({ kind: "ends", within: "a heap" }, row, [row]).met, false);
});
