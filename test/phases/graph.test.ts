// Every position by every record by every end: what is legal is listed here by hand, everything else must be refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MutatingPhase, OrderedStep, RecordName } from "../../src/model/phase.ts";
import type { Position } from "../../src/model/run.ts";
import { canBeTorn, move, STEPS, stepsFrom, waysOut, type StepEnd } from "../../src/phases/graph.ts";
import { PHASES } from "../../src/phases/phases.ts";

const ENDS: readonly StepEnd[] = ["PASSED", "FAILED", "REFUSED", "TORN", "ACCEPTED", "COMPENSATED"];
const RECORDS: readonly RecordName[] = [
  "preflight", "source_pin", "discover", "manifest", "gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record",
  "verify", "gate_sg_2", "lifecycle_enact", "post_verify", "closeout", "gate_sg_3", "refusal", "superseded", "stale",
]; // prettier-ignore

const ORDER: readonly OrderedStep[] = [
  "preflight", "source_pin", "discover", "manifest", "gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record",
  "verify", "gate_sg_2", "lifecycle_enact", "post_verify", "closeout",
]; // prettier-ignore

/** What acceptance leads to; nothing where there is no acceptance. */
const AFTER_ACCEPTANCE = {
  pre_write_backup: undefined,
  cut_leg_a: "at leg_b_record",
  leg_b_record: "at verify",
  verify: "at gate_sg_2",
  lifecycle_enact: "at post_verify",
} as const satisfies Record<MutatingPhase, string | undefined>;
const MUTATING = Object.keys(AFTER_ACCEPTANCE) as readonly MutatingPhase[];

function show(position: Position | undefined): string {
  if (position === undefined) return "illegal";
  if (position.kind === "compensated") return `compensated ${position.step}`;
  if (position.kind === "failed") return `failed ${position.step}`;
  if (position.kind !== "at") return position.kind;
  return position.step === "gate_sg_3" ? `torn ${position.torn.step}` : `at ${position.step}`;
}

/** The law, spelled out a second time in other words. */
function expected(position: Position, record: RecordName, end: StepEnd): string {
  if (position.kind !== "at" && position.kind !== "failed") return "illegal";
  if (position.kind === "at" && position.step === "gate_sg_3")
    return expectedAtSg3(position.torn.step, record, end);
  if (record === "superseded") return end === "PASSED" ? "superseded" : "illegal";
  if (record === "stale") return end === "PASSED" && ORDER.indexOf(position.step) >= 2 ? "stale" : "illegal";
  if (position.kind === "failed") return "illegal";
  const here = `at ${position.step}`;
  if (record === "refusal") return end === "REFUSED" ? here : "illegal";
  if (record !== position.step) return "illegal";
  const next = ORDER[ORDER.indexOf(position.step) + 1];
  if (end === "PASSED") return next === undefined ? "closed" : `at ${next}`;
  const isGate = record === "gate_sg_1" || record === "gate_sg_2";
  if (end === "TORN") return MUTATING.some((phase) => phase === record) ? `torn ${record}` : "illegal";
  if (end === "FAILED") return isGate ? "illegal" : `failed ${position.step}`;
  return end === "REFUSED" && isGate ? here : "illegal";
}

function expectedAtSg3(torn: MutatingPhase, record: RecordName, end: StepEnd): string {
  if (record === "refusal" || record === "gate_sg_3") {
    if (end === "REFUSED") return `torn ${torn}`;
  }
  if (record !== "gate_sg_3") return "illegal";
  if (end === "ACCEPTED") return AFTER_ACCEPTANCE[torn] ?? "illegal";
  return end === "COMPENSATED" ? `compensated ${torn}` : "illegal";
}

test("the order of the steps is the one that the run's graph promises", () => {
  assert.deepEqual(STEPS, ORDER);
  assert.deepEqual(stepsFrom("gate_sg_2"), ["gate_sg_2", "lifecycle_enact", "post_verify", "closeout"]);
  assert.deepEqual(stepsFrom("gate_sg_3"), ["gate_sg_3"]);
});

test("there are eleven phases, each under its own name, and the five that mutate can be torn", () => {
  assert.equal(Object.keys(PHASES).length, 11);
  for (const [name, phase] of Object.entries(PHASES)) assert.equal(phase.name, name);
  const mutating = Object.values(PHASES).filter((phase) => phase.mutates);
  assert.deepEqual(
    mutating.map((phase) => phase.name),
    MUTATING,
  );
  assert.deepEqual(RECORDS.filter(canBeTorn), MUTATING);
  for (const step of MUTATING) {
    const ways = AFTER_ACCEPTANCE[step] === undefined ? ["compensate"] : ["accept", "compensate"];
    assert.deepEqual(waysOut(step), ways, "no write goes without a backup that is known to be there");
  }
});

const PARTIAL_STATE = { sha256: "f".repeat(64) };
const POSITIONS: readonly Position[] = [
  ...ORDER.map((step) => ({ kind: "at", step }) as const),
  ...MUTATING.map((step) => {
    const torn = { step, reasons: ["OUTCOME_UNKNOWN"], partialState: PARTIAL_STATE };
    return { kind: "at", step: "gate_sg_3", torn } as const;
  }),
  ...ORDER.map((step) => ({ kind: "failed", step, reasons: [] }) as const),
  ...MUTATING.map((step) => ({ kind: "compensated", step }) as const),
  { kind: "closed" },
  { kind: "superseded", by: "x" },
  { kind: "stale" },
];

for (const position of POSITIONS) {
  test(`every record and end where the run is ${show(position)}`, () => {
    for (const record of RECORDS) {
      for (const end of ENDS) {
        const found = show(move(position, record, end));
        assert.equal(found, expected(position, record, end), `${record} ${end}`);
      }
    }
  });
}

test("a run that stays at SG_3 keeps what is known of the torn step", () => {
  for (const position of POSITIONS) {
    if (position.kind !== "at" || position.step !== "gate_sg_3") continue;
    assert.deepEqual(move(position, "gate_sg_3", "REFUSED"), position);
    assert.deepEqual(move(position, "refusal", "REFUSED"), position);
  }
});
