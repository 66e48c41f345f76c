// The fold over statements of a torn run: where it stands, what its gate is bound to, and every contradiction that a forged
// one would have to hide.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Predicate, Statement } from "../../src/model/generated/statement.ts";
import type { RecordName } from "../../src/model/phase.ts";
import { partialStateSha256 } from "../../src/model/torn-effect.ts";
import { foldRun, type FoldedRun, type RecordedStatement } from "../../src/phases/fold-run.ts";

const RUN = { id: "doc-000000000000", plan: "doc", attempt: 1, mode: "LIVE", graph: "1" } as const;
const BOTH = ["DRYRUN", "LIVE"] as const;
const KNOWN = {
  phase: "cut_leg_a", reasons: ["OUTCOME_UNKNOWN"], changeSetId: `cs-${RUN.id}`, units: 2, seen: null, transaction: null,
} as const; // prettier-ignore
const PARTIAL_STATE = { sha256: partialStateSha256({ ...KNOWN }) };

type Change = Partial<Predicate>;

function opened(gate: "SG_1" | "SG_3", resolution?: "accept" | "compensate"): Change {
  const way = resolution === undefined ? {} : { resolution };
  const approval = {
    gate, person: "bob", decision: "approve", sha256: "0".repeat(64), signature: null,
    authenticity: "AUTHENTIC", binding: "BOUND", policy: "COUNTED", ...way,
  } as const; // prettier-ignore
  const partialState = gate === "SG_3" ? { partialState: PARTIAL_STATE } : {};
  return { approvals: [approval], result: { gate, threshold: 1, counted: ["bob"], ...way, ...partialState } };
}

const TORN: Change = {
  outcome: "FAILED",
  reasons: ["OUTCOME_UNKNOWN"],
  result: { known: KNOWN, partialState: PARTIAL_STATE },
};
const REFUSED: Change = {
  outcome: "REFUSED",
  reasons: ["QUORUM_SHORT"],
  result: { gate: "SG_3", threshold: 1, counted: [], partialState: PARTIAL_STATE },
};

const UP_TO_TORN: readonly (readonly [RecordName, Change])[] = [
  ["preflight", {}],
  ["source_pin", {}],
  ["discover", {}],
  ["manifest", { result: { sha256: "3".repeat(64) } }],
  ["gate_sg_1", opened("SG_1")],
  ["pre_write_backup", {}],
  ["cut_leg_a", TORN],
];

function statements(steps: readonly (readonly [RecordName, Change])[]): readonly RecordedStatement[] {
  return steps.map(([phase, change], seq) => {
    const predicate = {
      run: RUN, seq, phase, outcome: "PASSED", reasons: [], previous: null, inputs: [], approvals: [], policy: null,
      facts: seq === 0 ? null : { sha256: "2".repeat(64) }, result: { found: seq },
      observed: { at: "2026-11-21T10:00:00Z" }, ...change,
    }; // prettier-ignore
    const statement = { subject: [], predicate } as unknown as Statement;
    return { statement, sha256: String(seq).padStart(64, "0") };
  });
}

function fold(...more: readonly (readonly [RecordName, Change])[]): FoldedRun {
  return foldRun(statements([...UP_TO_TORN, ...more]), BOTH);
}

function positionOf(folded: FoldedRun): unknown {
  return folded.kind === "run" ? folded.state.position : folded.kind;
}

const STANDS = {
  kind: "at",
  step: "gate_sg_3",
  torn: { step: "cut_leg_a", reasons: ["OUTCOME_UNKNOWN"], partialState: PARTIAL_STATE },
};

test("a torn step leaves the run at SG_3, and the torn statement is what approvals there are bound to", () => {
  const folded = fold();
  assert.ok(folded.kind === "run");
  assert.deepEqual(folded.state.position, STANDS);
  assert.deepEqual([folded.state.moved?.seq, folded.state.head.seq], [6, 6]);
});

test("a refusal at SG_3 stays, with everything that is known", () => {
  const folded = fold(["gate_sg_3", REFUSED]);
  assert.ok(folded.kind === "run");
  assert.deepEqual(folded.state.position, STANDS);
  assert.deepEqual([folded.state.moved?.seq, folded.state.refusal?.reasons], [6, ["QUORUM_SHORT"]]);
});

test("each way out leads where it should, and says whose approval it was", () => {
  const accepted = fold(["gate_sg_3", opened("SG_3", "accept")]);
  assert.deepEqual(positionOf(accepted), { kind: "at", step: "leg_b_record" });
  assert.deepEqual(accepted.kind === "run" && accepted.state.counted.SG_3, ["bob"]);
  const compensated = fold(["gate_sg_3", opened("SG_3", "compensate")]);
  assert.deepEqual(positionOf(compensated), { kind: "compensated", step: "cut_leg_a" });
});

const sg3 = (result: object): Change => ({
  ...opened("SG_3", "accept"),
  result: { ...opened("SG_3", "accept").result, ...result },
});
const torn = (known: object, change: Change = {}): Change => ({
  ...TORN,
  result: {
    known: { ...KNOWN, ...known },
    partialState: { sha256: partialStateSha256({ ...KNOWN, ...known }) },
  },
  ...change,
});

const FORGED: readonly (readonly [string, readonly (readonly [RecordName, Change])[]])[] = [
  ["facts that moved", [["stale", {}]]],
  ["another plan text", [["superseded", {}]]],
  ["the torn step once more", [["cut_leg_a", {}]]],
  ["the next step without the gate", [["leg_b_record", {}]]],
  ["a gate that passed with no way out", [["gate_sg_3", opened("SG_3")]]],
  ["a gate over another partial state", [["gate_sg_3", sg3({ partialState: { sha256: "a".repeat(64) } })]]],
  ["a gate whose approvals say something else", [["gate_sg_3", sg3({ resolution: "compensate" })]]],
  ["a gate with nobody behind it", [["gate_sg_3", { ...sg3({ counted: [] }), approvals: [] }]]],
  ["a refused gate with a way out", [["gate_sg_3", { ...REFUSED, result: { ...REFUSED.result, resolution: "accept" } }]]],
  ["a refused gate over another partial state", [["gate_sg_3", { ...REFUSED, result: { ...REFUSED.result, partialState: { sha256: "a".repeat(64) } } }]]],
  ["anything after a compensation", [["gate_sg_3", opened("SG_3", "compensate")], ["superseded", {}]]],
]; // prettier-ignore

for (const [name, more] of FORGED) {
  test(`after a torn step, ${name} is found`, () => assert.equal(fold(...more).kind, "illegal"));
}

const FORGED_TORN: readonly (readonly [string, Change])[] = [
  ["another digest", { ...TORN, result: { known: KNOWN, partialState: { sha256: "a".repeat(64) } } }],
  ["nothing known", { ...TORN, result: {} }],
  ["another phase in what is known", torn({ phase: "verify" })],
  ["another run's change set", torn({ changeSetId: "cs-other-000000000000" })],
  ["other reasons in what is known", torn({ reasons: ["PARTLY_RECORDED"] })],
  ["no pinned facts", { ...TORN, facts: null }],
  ["a dry run", { ...TORN, run: { ...RUN, mode: "DRYRUN" } }],
  ["a plain failure in LIVE", { outcome: "FAILED", reasons: ["CREATE_INCOMPLETE"], result: {} }],
];

for (const [name, change] of FORGED_TORN) {
  test(`a torn statement with ${name} is found`, () => {
    const folded = foldRun(statements([...UP_TO_TORN.slice(0, -1), ["cut_leg_a", change]]), BOTH);
    assert.ok(folded.kind === "illegal");
    assert.equal(folded.seq, 6);
  });
}

test("a step that cannot be torn is not", () => {
  for (const at of [0, 1, 2, 3]) {
    const steps = [...UP_TO_TORN.slice(0, at), [UP_TO_TORN[at]![0], TORN] as const];
    assert.equal(foldRun(statements(steps), BOTH).kind, "illegal", String(at));
  }
});

test("a build that carries DRYRUN only believes nothing of it, from the first statement that passed in LIVE", () => {
  const shipped = foldRun(statements(UP_TO_TORN));
  assert.ok(shipped.kind === "illegal");
  assert.equal(shipped.seq, 0);
  assert.match(
    shipped.reason,
    /preflight cannot have passed in LIVE, which no build of this version carries out/,
  );
  const dry = UP_TO_TORN.slice(0, -1).map(
    ([phase, change]) => [phase, { ...change, run: { ...RUN, mode: "DRYRUN" } }] as const,
  );
  const mixed = foldRun(statements([...dry, ["cut_leg_a", TORN]]));
  assert.match(mixed.kind === "illegal" ? mixed.reason : "", /cannot have been torn in LIVE/);
  assert.equal(
    foldRun(statements([["preflight", { outcome: "FAILED", reasons: ["GRANTS_MISSING"] }]])).kind,
    "run",
  );
});
