import assert from "node:assert/strict";
import { test } from "node:test";
import { movedFacts } from "../../../src/cli/views/moved-facts.ts";
import type { Facts, UnitFact } from "../../../src/model/generated/facts.ts";
import { totalsOf } from "../../../src/model/governed-tables.ts";

const unit = (address: string, digit = "0", lifecycle: UnitFact["lifecycle"] = "draft"): UnitFact => ({
  address,
  sha256: digit.repeat(64),
  lifecycle,
});

const BEFORE: Facts = {
  apiVersion: "cutplan/v1",
  kind: "Facts",
  target: "register",
  driver: "postgres",
  prefix: "RULES",
  role: "reader",
  units: [unit("RULES/A"), unit("RULES/B"), unit("RULES/C")],
  totals: totalsOf(() => 3),
  grants: {
    cutter_exec_execute_canonical_fns: true,
    cutter_verify_select_insert_verify_result: true,
    directus_select_review_decision: true,
    no_public_execute_leak: true,
    snapshot_sha: "a".repeat(64),
  },
};

test("nothing moved, nothing said", () => {
  assert.deepEqual(movedFacts(BEFORE, BEFORE), []);
});

test("each kind of change is named, with the first addresses and the counts", () => {
  const now: Facts = {
    ...BEFORE,
    role: "other",
    units: [
      unit("RULES/A", "1"),
      unit("RULES/B", "0", "enacted"),
      ...["D", "E", "F", "G"].map((name) => unit(`RULES/${name}`)),
    ],
    totals: { ...BEFORE.totals, "public.information_unit": 6 },
    grants: { ...BEFORE.grants, snapshot_sha: "b".repeat(64) },
  };
  assert.deepEqual(movedFacts(BEFORE, now), [
    "4 units came to be: RULES/D, RULES/E, RULES/F and 1 more",
    "1 unit gone: RULES/C",
    "1 unit with another text: RULES/A",
    "1 unit with another lifecycle: RULES/B",
    "public.information_unit: 3 rows then, 6 now",
    "read as reader then, as other now",
    "the rights or functions of the target changed",
  ]);
});
