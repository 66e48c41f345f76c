// Desired against recorded: every position of a run by everything that can be known about it now.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  compareGone,
  compareInvalid,
  comparePlan,
  desiredRun,
  type Now,
} from "../../src/difference/compare.ts";
import type { Position, RunState, StandingRefusal } from "../../src/model/run.ts";

const HEAD = { seq: 0, sha256: "0".repeat(64) };

function run(id: string, position: Position, refusal?: StandingRefusal): RunState {
  return {
    id,
    plan: "charter",
    attempt: 1,
    mode: "DRYRUN",
    position,
    head: HEAD,
    moved: HEAD,
    pins: { plan: "", source: "", target: "", facts: undefined, manifest: undefined },
    refusal,
    denials: [],
    policy: undefined,
    counted: { SG_1: [], SG_2: [], SG_3: [] },
    at: "2026-01-01T00:00:00Z",
  };
}

const NOW: Now = { refusal: undefined, gate: undefined, factsMoved: false };
const LIVE: StandingRefusal = { reasons: ["LIVE_DISABLED"], message: "", todo: "", approvals: "[]" };

const TORN: Position = {
  kind: "at",
  step: "gate_sg_3",
  torn: { step: "cut_leg_a", reasons: ["OUTCOME_UNKNOWN"], partialState: { sha256: "1".repeat(64) } },
};
const COMPENSATED: Position = { kind: "compensated", step: "cut_leg_a" };

const CASES: readonly (readonly [string, RunState | undefined, Partial<Now>, string, string | null])[] = [
  ["no run", undefined, {}, "start", "preflight"],
  ["no run, refused", undefined, { refusal: "LIVE_DISABLED" }, "refuse", null],
  ["at a phase", run("a", { kind: "at", step: "discover" }), {}, "advance", "discover"],
  [
    "at a gate that opens",
    run("a", { kind: "at", step: "gate_sg_1" }),
    { gate: "open" },
    "advance",
    "gate_sg_1",
  ],
  [
    "at a gate that waits",
    run("a", { kind: "at", step: "gate_sg_1" }),
    { gate: "waiting" },
    "wait",
    "gate_sg_1",
  ],
  [
    "at a refused gate",
    run("a", { kind: "at", step: "gate_sg_2" }),
    { gate: "refused" },
    "refused",
    "gate_sg_2",
  ],
  [
    "at a gate, facts moved",
    run("a", { kind: "at", step: "gate_sg_2" }),
    { gate: "open", factsMoved: true },
    "restart",
    "preflight",
  ],
  ["failed", run("a", { kind: "failed", step: "discover", reasons: ["UNIT_CONFLICT"] }), {}, "failed", null],
  [
    "failed, facts moved",
    run("a", { kind: "failed", step: "discover", reasons: [] }),
    { factsMoved: true },
    "restart",
    "preflight",
  ],
  ["torn, waiting", run("a", TORN), { gate: "waiting" }, "wait", "gate_sg_3"],
  ["torn, facts moved", run("a", TORN), { gate: "waiting", factsMoved: true }, "wait", "gate_sg_3"],
  ["torn, approved", run("a", TORN), { gate: "open", factsMoved: true }, "advance", "gate_sg_3"],
  ["torn, denied", run("a", TORN), { gate: "refused" }, "refused", "gate_sg_3"],
  ["torn, and LIVE off again", run("a", TORN), { refusal: "LIVE_DISABLED", gate: "open" }, "refuse", null],
  ["compensated", run("a", COMPENSATED), {}, "failed", null],
  ["compensated, facts moved", run("a", COMPENSATED), { factsMoved: true }, "failed", null],
  ["compensated, expired", run("a", COMPENSATED), { refusal: "PLAN_EXPIRED" }, "failed", null],
  ["closed", run("a", { kind: "closed" }), {}, "converged", null],
  ["closed, expired", run("a", { kind: "closed" }), { refusal: "PLAN_EXPIRED" }, "converged", null],
  ["closed, facts moved", run("a", { kind: "closed" }), { factsMoved: true }, "converged", null],
  [
    "refusal on record",
    run("a", { kind: "at", step: "preflight" }, LIVE),
    { refusal: "LIVE_DISABLED" },
    "refused",
    null,
  ],
  [
    "another refusal on record",
    run("a", { kind: "at", step: "preflight" }, LIVE),
    { refusal: "PLAN_EXPIRED" },
    "refuse",
    null,
  ],
  [
    "expired at a gate",
    run("a", { kind: "at", step: "gate_sg_1" }),
    { refusal: "PLAN_EXPIRED", gate: "open" },
    "refuse",
    null,
  ],
];

for (const [name, state, now, kind, next] of CASES) {
  test(`a sound plan: ${name}`, () => {
    const recorded = state === undefined ? [] : [state];
    const found = comparePlan(
      { plan: "charter", run: { id: "a", attempt: 1 }, now: { ...NOW, ...now } },
      recorded,
    );
    assert.deepEqual(
      { kind: found.kind, next: found.next, replaces: found.replaces },
      { kind, next, replaces: [] },
    );
  });
}

test("open and failed runs of other plan texts are replaced, ended ones are left alone", () => {
  const recorded = [
    run("open", { kind: "at", step: "gate_sg_1" }),
    run("failed", { kind: "failed", step: "discover", reasons: [] }),
    run("closed", { kind: "closed" }),
    run("stale", { kind: "stale" }),
    run("torn", TORN),
    run("compensated", COMPENSATED),
  ];
  const found = comparePlan({ plan: "charter", run: { id: "new", attempt: 1 }, now: NOW }, recorded);
  assert.deepEqual(found.replaces, ["open", "failed"]);
  assert.equal(found.kind, "supersede");
});

test("a plan that is gone is an orphan only while a run is open", () => {
  assert.equal(compareGone("charter", [run("a", { kind: "closed" })]), undefined);
  assert.equal(compareGone("charter", [])?.kind, undefined);
  assert.equal(compareGone("charter", [run("a", { kind: "at", step: "gate_sg_1" })])?.kind, "orphaned");
  assert.equal(compareGone("charter", [run("a", TORN)])?.kind, "orphaned");
  assert.equal(compareGone("charter", [run("a", COMPENSATED)]), undefined);
  assert.equal(compareInvalid("charter").kind, "invalid");
});

test("the desired run is the first attempt that has not ended as stale or superseded", () => {
  const name = (attempt: number): string => `run-${attempt}`;
  assert.deepEqual(desiredRun([], name), { id: "run-1", attempt: 1 });
  assert.deepEqual(desiredRun([run("run-1", { kind: "closed" })], name), { id: "run-1", attempt: 1 });
  const ended = [run("run-1", { kind: "stale" }), run("run-2", { kind: "superseded", by: "x" })];
  assert.deepEqual(desiredRun(ended, name), { id: "run-3", attempt: 3 });
});

test("a closed run of the same plan and source is the desired one, whatever the target's document says by now", () => {
  const name = (attempt: number): string => `now-${attempt}`;
  const pins = { target: "old", facts: undefined, manifest: undefined };
  const closed = (id: string, plan: string, source: string): RunState => ({
    ...run(id, { kind: "closed" }),
    attempt: 2,
    pins: { ...pins, plan, source },
  });
  const inputs = { plan: "p", source: "s" };
  const before = closed("before-2", "p", "s");
  const cases: readonly (readonly [string, readonly RunState[], string])[] = [
    ["closed", [before], "before-2"],
    ["closed with another source", [closed("x", "p", "other")], "now-1"],
    ["closed with another plan", [closed("x", "other", "s")], "now-1"],
    ["not closed", [{ ...before, position: { kind: "at", step: "gate_sg_2" } }], "now-1"],
    ["failed", [{ ...before, position: { kind: "failed", step: "discover", reasons: [] } }], "now-1"],
    ["closed, and begun anew since", [before, run("now-1", { kind: "at", step: "gate_sg_1" })], "now-1"],
    ["closed twice: the one recorded last", [before, closed("later", "p", "s")], "later"],
  ];
  for (const [why, recorded, id] of cases) assert.equal(desiredRun(recorded, name, inputs).id, id, why);
  assert.deepEqual(desiredRun([before], name, inputs), { id: "before-2", attempt: 2 });
});
