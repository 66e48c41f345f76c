import assert from "node:assert/strict";
import { test } from "node:test";
import { EXAMPLE } from "./example-record.ts";
import { growthOf, isSteep } from "./growth.ts";
import { mergeRecords, type CaseResult } from "./record.ts";

const [start, plans, units, facts] = EXAMPLE.cases as readonly [
  CaseResult,
  CaseResult,
  CaseResult,
  CaseResult,
];

test("growth is told of what was measured at two sizes or more, own and peer, and only where it is looked at", () => {
  assert.deepEqual(
    growthOf(plans).map(({ what, peer, sizes }) => [peer ?? what, sizes]),
    [
      ["cold", [1000, 3000, 10_000]],
      ["git ls-tree -r", [1000, 3000, 10_000]],
    ],
  );
  assert.deepEqual(growthOf(start), []);
  assert.deepEqual(growthOf(facts), []);
});

test("what grows faster than size is steep, also where only the last step shows it", () => {
  const [own] = growthOf(units);
  assert.ok(own?.aboveSource !== undefined && Math.abs(own.aboveSource.all) < 1e-9);
  assert.ok(own.time.largest > 1.4 && isSteep(own.time));
  assert.ok(!isSteep({ all: 1.1, largest: 1 }));
  assert.ok(isSteep({ all: 0.9, largest: 1.2 }));
});

test("cases measured anew take the place of their former results, in the order of the cases", () => {
  const order = ["B1", "B2", "B5", "B8"];
  const now = { ...plans, date: "2026-12-01" };
  const merged = mergeRecords(EXAMPLE, { machine: EXAMPLE.machine, cases: [now] }, order);
  assert.deepEqual(merged?.cases, [start, now, units, facts]);
  assert.deepEqual(mergeRecords(undefined, EXAMPLE, order), EXAMPLE);
});

test("results of two machines are not put into one record, unless nothing of the former one stays", () => {
  const machine = { ...EXAMPLE.machine, versions: { Node: "26.0.0" } };
  assert.equal(mergeRecords(EXAMPLE, { machine, cases: [plans] }, ["B1", "B2"]), undefined);
  assert.deepEqual(
    mergeRecords(EXAMPLE, { ...EXAMPLE, machine }, ["B1", "B2", "B5", "B8"])?.machine,
    machine,
  );
});
