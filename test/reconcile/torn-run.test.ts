// A run that is torn in LIVE, from its planted fault to its way out: it stands at SG_3, nothing is tried again, and only an
// approval there that names the way out and the partial state leads on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { TornResult } from "../../src/model/generated/statement.ts";
import { STEPS } from "../../src/phases/graph.ts";
import { reconcileOnce, withReconciliation } from "../support/open-edges.ts";
import { decisionFor, livePlan, plantedBuild, plantedTarget, recordedRuns } from "../support/planted-live.ts";
import { makeRepository } from "../support/repository.ts";
import {
  carryOn,
  DARK,
  kindsOf,
  MUTATING,
  phasesOf,
  resolve,
  statementsOf,
  tornAt,
} from "../support/torn-runs.ts";

test("a planted build whose steps all answer carries LIVE to closeout, so that the faults are what is tested", async (context) => {
  const repository = makeRepository(context);
  repository.commit(livePlan());
  const target = plantedTarget();
  assert.equal((await carryOn(repository, target)).state, "closed");
  assert.deepEqual(target.asked, MUTATING);
  const [statements = []] = recordedRuns(repository.directory).values();
  assert.deepEqual(phasesOf(statements), STEPS);
  assert.equal("accepted" in statements.at(-1)!.predicate.result, false);
});

for (const phase of MUTATING) {
  test(`${phase} torn: the run stands at SG_3 with what is known on record, and nothing is tried again`, async (context) => {
    const torn = await tornAt(context, phase);
    const { outcome, repository, target } = torn;
    const last = statementsOf(torn).at(-1)!.predicate;
    assert.deepEqual([last.phase, last.outcome, last.reasons], [phase, "FAILED", ["OUTCOME_UNKNOWN"]]);
    const { known, partialState } = last.result as unknown as TornResult;
    const state = { phase, reasons: ["OUTCOME_UNKNOWN"], units: 3, seen: null, transaction: "7301" };
    assert.deepEqual(known, { ...state, changeSetId: `cs-${outcome.run ?? ""}` });
    assert.equal(partialState.sha256, sha256Hex(canonicalText(known)));
    assert.deepEqual([outcome.state, outcome.gate?.gate], ["waiting", "SG_3"]);
    assert.deepEqual(
      outcome.gate?.waysOut,
      phase === "pre_write_backup" ? ["compensate"] : ["accept", "compensate"],
    );
    assert.deepEqual(kindsOf(outcome), ["failed", "waiting"], "a torn run is no success");
    assert.match(outcome.text, new RegExp(`^${phase} is torn: .*OUTCOME_UNKNOWN.*waits at SG_3 with 0 of 1`));

    const asked = [...target.asked];
    const [again] = await reconcileOnce(repository.directory, plantedBuild(target));
    assert.deepEqual([again?.state, again?.steps, target.asked], ["waiting", [], asked]);
  });

  test(`${phase} torn and compensated: the run has ended, and no facts and no reconcile begin it anew`, async (context) => {
    const torn = await tornAt(context, phase);
    const asked = [...torn.target.asked];
    const outcome = await resolve(torn, "compensate");
    const { predicate } = statementsOf(torn).at(-1)!;
    assert.deepEqual([predicate.phase, predicate.outcome], ["gate_sg_3", "PASSED"]);
    const { partialState } = statementsOf(torn).at(-2)!.predicate.result as unknown as TornResult;
    assert.deepEqual(predicate.result, {
      gate: "SG_3", threshold: 1, counted: ["bob"], resolution: "compensate", partialState,
    }); // prettier-ignore
    assert.equal(predicate.approvals[0]?.resolution, "compensate");
    assert.deepEqual([outcome.state, kindsOf(outcome)], ["failed", ["failed"]]);
    assert.match(outcome.text, new RegExp(`^ended at SG_3: ${phase} was torn`));

    torn.target.moved = true;
    const [again] = await reconcileOnce(torn.repository.directory, plantedBuild(torn.target));
    assert.deepEqual([again?.state, again?.steps, again?.text], ["failed", [], outcome.text]);
    assert.deepEqual(torn.target.asked, asked);
  });
}

for (const phase of MUTATING.slice(1)) {
  test(`${phase} torn and accepted: the run goes on with the step after it, to closeout`, async (context) => {
    const torn = await tornAt(context, phase);
    const outcome = await resolve(torn, "accept");
    assert.equal(outcome.state, "closed", outcome.text);
    const statements = statementsOf(torn);
    assert.deepEqual(
      phasesOf(statements),
      STEPS.toSpliced(STEPS.indexOf(phase) + 1, 0, "gate_sg_3" as never),
    );
    const { result } = statements.at(-1)!.predicate;
    assert.deepEqual([result["accepted"], result["new"], result["approvers"]], [[phase], 3, ["bob"]]);
    assert.deepEqual(torn.target.asked, MUTATING, "each step was asked for once");
  });
}

test("no approval takes a backup as done of which nobody knows", async (context) => {
  const torn = await tornAt(context, "pre_write_backup");
  const outcome = await resolve(torn, "accept");
  assert.deepEqual(
    [outcome.state, outcome.gate?.reasons],
    ["waiting", ["QUORUM_SHORT", "RESOLUTION_REFUSED"]],
  );
  assert.deepEqual(outcome.steps, []);
});

test("an approval at SG_3 that leaves the way out to others moves nothing", async (context) => {
  const torn = await tornAt(context, "cut_leg_a");
  const { repository, target } = torn;
  const before = statementsOf(torn).length;
  repository.commit(await decisionFor(repository.directory, plantedBuild(target)));
  const kinds = await withReconciliation(repository.directory, plantedBuild(target), (_edges, { cases }) =>
    Promise.resolve(cases.map(({ kind }) => kind)),
  );
  assert.deepEqual(kinds, ["invalid"], "resolution is not there, and the plan's documents say so");
  await reconcileOnce(repository.directory, plantedBuild(target));
  assert.equal(statementsOf(torn).length, before);
});

test("an approval of another partial state opens nothing, and says why", async (context) => {
  const torn = await tornAt(context, "verify");
  const { repository, target } = torn;
  const files = await decisionFor(repository.directory, plantedBuild(target), { resolution: "accept" });
  const other = Object.entries(files).map(([name, text]) => [
    name,
    String(text).replace(
      /partialState: \{sha256: "[0-9a-f]{64}"\}/,
      `partialState: {sha256: "${"a".repeat(64)}"}`,
    ),
  ]);
  repository.commit(Object.fromEntries(other) as typeof files);
  const [outcome] = await reconcileOnce(repository.directory, plantedBuild(target));
  assert.deepEqual([outcome?.state, outcome?.steps], ["waiting", []]);
  assert.equal(outcome?.gate?.judged[0]?.binding, "PARTIAL_STATE_STALE");
});

test("a run torn twice needs two approvals: the first opens nothing the second time", async (context) => {
  const repository = makeRepository(context);
  repository.commit(livePlan());
  const target = plantedTarget({ cut_leg_a: DARK, leg_b_record: DARK });
  const torn = { repository, target, outcome: await carryOn(repository, target) };
  const second = await resolve(torn, "accept");
  assert.equal(second.gate?.gate, "SG_3");
  assert.equal(second.gate.judged[0]?.binding, "PARTIAL_STATE_STALE");
  assert.match(second.text, /^leg_b_record is torn/);
  assert.equal((await resolve(torn, "accept")).state, "closed");
  assert.deepEqual(statementsOf(torn).at(-1)!.predicate.result["accepted"], ["cut_leg_a", "leg_b_record"]);
});
