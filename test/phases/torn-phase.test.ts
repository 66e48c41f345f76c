// A mutating phase in LIVE: whatever goes wrong once it has asked for a change, it is torn and says what is known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { Actuator } from "../../src/model/effect.ts";
import type { Statement } from "../../src/model/generated/statement.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { TornEffect, type TornFindings } from "../../src/model/torn-effect.ts";
import type { PhaseInput } from "../../src/phases/phase.ts";
import { PHASES } from "../../src/phases/phases.ts";
import { FACTS, sampleInput, untouchable } from "./sample-input.ts";

const MUTATING = ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"] as const;
const METHODS = {
  pre_write_backup: "preWriteBackup",
  cut_leg_a: "cutLegA",
  leg_b_record: "legBRecord",
  verify: "writeVerify",
  lifecycle_enact: "lifecycleEnact",
} as const satisfies Record<MutatingPhase, keyof Actuator>;

const RUN = "doc-000000000000";
const LIVE = { id: RUN, plan: "doc", mode: "LIVE" } as const;

/** A run that has come as far as the record of leg B, with an actuator of which some methods are replaced. */
function liveInput(methods: Partial<Actuator>, change: Partial<PhaseInput> = {}): PhaseInput {
  const predicate = {
    phase: "cut_leg_a",
    outcome: "PASSED",
    reasons: [],
    result: { created: 2, unchanged: 0 },
  };
  const history = [{ predicate } as unknown as Statement];
  const actuator = { ...untouchable(), verifyResultCountFor: () => Promise.resolve(0), ...methods };
  return sampleInput({ run: LIVE, killSwitch: () => true, actuator: () => actuator, history, ...change });
}

function throwing(phase: MutatingPhase, error: Error): Partial<Actuator> {
  return { [METHODS[phase]]: () => Promise.reject(error) };
}

const FINDINGS: readonly TornFindings[] = [
  { reason: "OUTCOME_UNKNOWN", seen: null, transaction: "7301" },
  { reason: "PARTLY_RECORDED", seen: 1, transaction: null },
];

for (const phase of MUTATING) {
  for (const findings of FINDINGS) {
    test(`${phase} told ${findings.reason} is torn with what the actuator knows`, async () => {
      const outcome = await PHASES[phase].carry(liveInput(throwing(phase, new TornEffect(findings))));
      const { reason, ...known } = findings;
      const state = { phase, reasons: [reason], changeSetId: `cs-${RUN}`, units: 2, ...known };
      assert.deepEqual(outcome, { outcome: "TORN", known: state });
    });
  }

  test(`${phase} after an exception that nobody has accounted for is torn, and hands the exception on`, async () => {
    const cause = new Error("connection reset, password=hunter2");
    const outcome = await PHASES[phase].carry(liveInput(throwing(phase, cause)));
    assert.ok(outcome.outcome === "TORN");
    assert.deepEqual(
      [outcome.known.reasons, outcome.known.seen, outcome.cause],
      [["OUTCOME_UNKNOWN"], null, cause],
    );
    assert.ok(!JSON.stringify(outcome.known).includes("hunter2"));
  });

  test(`${phase} refused has done nothing, and is not torn`, async () => {
    const no = new Refusal("STEP_REFUSED", { message: "no", expected: "yes", todo: "none" });
    await assert.rejects(async () => PHASES[phase].carry(liveInput(throwing(phase, no))), no);
  });

  test(`${phase} in DRYRUN is never torn: an exception is a bug, and a torn answer too`, async () => {
    const torn = new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction: null });
    const input = liveInput(throwing(phase, torn), { run: { ...LIVE, mode: "DRYRUN" } });
    await assert.rejects(async () => PHASES[phase].carry(input), torn);
  });
}

const SHORT: readonly (readonly [MutatingPhase, string, number, Partial<Actuator>])[] = [
  ["cut_leg_a", "CREATE_INCOMPLETE", 0, { cutLegA: () => Promise.resolve([]) }],
  [
    "leg_b_record",
    "RECORD_INCOMPLETE",
    1,
    {
      legBRecord: (_context, { changeSetId }) =>
        Promise.resolve({ changeSetId, affectedRows: 1, manifestEnvelopes: 1, dotPairSignatures: 1 }),
    },
  ],
  ["verify", "VERIFY_REPEATED", 1, { verifyResultCountFor: () => Promise.resolve(1) }],
  [
    "verify",
    "VERIFY_MISMATCH",
    1,
    {
      writeVerify: (_context, { changeSetId }) =>
        Promise.resolve({ changeSetId, checked: 2, matched: 1, mismatched: 1 }),
    },
  ],
  [
    "lifecycle_enact",
    "ENACT_INCOMPLETE",
    0,
    {
      lifecycleEnact: (_context, { changeSetId, reviewDecisionId }) =>
        Promise.resolve({ changeSetId, reviewDecisionId, results: [] }),
    },
  ],
];

for (const [phase, reason, seen, methods] of SHORT) {
  test(`${phase} that did something else than asked is torn in LIVE and failed in DRYRUN: ${reason}`, async () => {
    const live = await PHASES[phase].carry(liveInput(methods));
    assert.ok(live.outcome === "TORN");
    assert.deepEqual([live.known.reasons, live.known.seen], [["PARTLY_RECORDED", reason], seen]);
    const dry = await PHASES[phase].carry(liveInput(methods, { run: { ...LIVE, mode: "DRYRUN" } }));
    assert.ok(dry.outcome === "FAILED");
    assert.deepEqual(dry.reasons, [reason]);
  });
}

test("a backup that lacks rows has written nothing to the target: it fails in LIVE too", async () => {
  const totals = { ...FACTS.totals, "public.unit_version": 7 };
  const preWriteBackup: Actuator["preWriteBackup"] = () =>
    Promise.resolve({ kind: "pg_dump", totals, sha256: "0".repeat(64) });
  const outcome = await PHASES.pre_write_backup.carry(liveInput({ preWriteBackup }));
  assert.ok(outcome.outcome === "FAILED");
  assert.deepEqual(outcome.reasons, ["BACKUP_INCOMPLETE"]);
});

test("what an actuator says in no form that evidence has does not keep the torn step from the record", async () => {
  const odd = { reason: "OUTCOME_UNKNOWN", seen: Number.NaN, transaction: "7301; DROP TABLE" } as const;
  const outcome = await PHASES.cut_leg_a.carry(liveInput(throwing("cut_leg_a", new TornEffect(odd))));
  assert.ok(outcome.outcome === "TORN");
  assert.deepEqual([outcome.known.seen, outcome.known.transaction], [null, null]);
});
