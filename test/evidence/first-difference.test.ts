// The field that is named is the first one that differs, however deep, and whatever its name holds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDifference } from "../../src/evidence/first-difference.ts";
import type { Predicate } from "../../src/model/generated/statement.ts";

const RECORDED = {
  seq: 4,
  phase: "post_verify",
  outcome: "PASSED",
  reasons: [],
  result: { totals: { before: { "public.unit_version": 1 }, equal: true } },
  decision: { sha256: "0" },
} as unknown as Predicate;

const CASES: readonly (readonly [string, object, string, string, string])[] = [
  ["a value", { outcome: "FAILED" }, "outcome", '"PASSED"', '"FAILED"'],
  ["a list", { reasons: ["TOTALS_MOVED"] }, "reasons.0", "nothing", '"TOTALS_MOVED"'],
  [
    "a name with a dot",
    { result: { totals: { before: { "public.unit_version": 2 }, equal: true } } },
    "result.totals.before.public.unit_version",
    "1",
    "2",
  ],
  [
    "a field that is gone",
    { result: { totals: { before: { "public.unit_version": 1 } } } },
    "result.totals.equal",
    "true",
    "nothing",
  ],
  ["another kind of value", { outcome: ["PASSED"] }, "outcome.0", "nothing", '"PASSED"'],
];

for (const [what, change, field, recorded, replayed] of CASES) {
  test(`${what} is named`, () => {
    const found = firstDifference(RECORDED, { ...RECORDED, ...change });
    assert.deepEqual([found.field, found.recorded, found.replayed], [field, recorded, replayed]);
    assert.equal(found.seq, 4);
    assert.equal(found.phase, "post_verify");
  });
}
