// Every position by every record by every outcome: what is legal is listed here by hand, everything else must be refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outcome, RecordName, StepName } from "../../src/model/phase.ts";
import type { Position } from "../../src/model/run.ts";
import { move, STEPS, stepsFrom } from "../../src/phases/graph.ts";
import { PHASES } from "../../src/phases/phases.ts";

const OUTCOMES: readonly Outcome[] = ["PASSED", "FAILED", "REFUSED"];
const RECORDS: readonly RecordName[] = [
  "preflight", "source_pin", "discover", "manifest", "gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record",
  "verify", "gate_sg_2", "lifecycle_enact", "post_verify", "closeout", "gate_sg_3", "refusal", "superseded", "stale",
]; // prettier-ignore

const ORDER: readonly StepName[] = [
  "preflight", "source_pin", "discover", "manifest", "gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record",
  "verify", "gate_sg_2", "lifecycle_enact", "post_verify", "closeout",
]; // prettier-ignore

function show(position: Position | undefined): string {
  if (position === undefined) return "illegal";
  return position.kind === "at" || position.kind === "failed"
    ? `${position.kind} ${position.step}`
    : position.kind;
}

/** The law, spelled out a second time in other words. */
function expected(position: Position, record: RecordName, outcome: Outcome): string {
  const isOver = position.kind === "closed" || position.kind === "superseded" || position.kind === "stale";
  if (isOver) return "illegal";
  if (record === "superseded") return outcome === "PASSED" ? "superseded" : "illegal";
  if (record === "stale")
    return outcome === "PASSED" && ORDER.indexOf(position.step) >= 2 ? "stale" : "illegal";
  if (position.kind === "failed") return "illegal";
  const here = `at ${position.step}`;
  if (record === "refusal") return outcome === "REFUSED" ? here : "illegal";
  if (record !== position.step) return "illegal";
  const next = ORDER[ORDER.indexOf(position.step) + 1];
  if (outcome === "PASSED") return next === undefined ? "closed" : `at ${next}`;
  const isGate = record === "gate_sg_1" || record === "gate_sg_2";
  if (outcome === "FAILED") return isGate ? "illegal" : `failed ${position.step}`;
  return isGate ? here : "illegal";
}

test("the order of the steps is the one that the run's graph promises", () => {
  assert.deepEqual(STEPS, ORDER);
  assert.deepEqual(stepsFrom("gate_sg_2"), ["gate_sg_2", "lifecycle_enact", "post_verify", "closeout"]);
});

test("there are eleven phases, each under its own name, and five of them mutate", () => {
  assert.equal(Object.keys(PHASES).length, 11);
  for (const [name, phase] of Object.entries(PHASES)) assert.equal(phase.name, name);
  const mutating = Object.values(PHASES).filter((phase) => phase.mutates);
  assert.deepEqual(
    mutating.map((phase) => phase.name),
    ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"],
  );
});

const POSITIONS: readonly Position[] = [
  ...ORDER.map((step) => ({ kind: "at", step }) as const),
  ...ORDER.map((step) => ({ kind: "failed", step, reasons: [] }) as const),
  { kind: "closed" },
  { kind: "superseded", by: "x" },
  { kind: "stale" },
];

for (const position of POSITIONS) {
  test(`every record and outcome where the run is ${show(position)}`, () => {
    for (const record of RECORDS) {
      for (const outcome of OUTCOMES) {
        const found = show(move(position, record, outcome));
        assert.equal(found, expected(position, record, outcome), `${record} ${outcome}`);
      }
    }
  });
}
