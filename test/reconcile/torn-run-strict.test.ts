// What does not lead away from a torn run: facts that moved, another plan text, a denial, a bug, a build that is shipped.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlanOutcome } from "../../src/reconcile/plan-outcome.ts";
import { whereItStands } from "../../src/reconcile/where-it-stands.ts";
import { reconcileOnce, withReconciliation } from "../support/open-edges.ts";
import { decisionFor, livePlan, plantedBuild, plantedTarget, recordedRuns } from "../support/planted-live.ts";
import { makeRepository } from "../support/repository.ts";
import { carryOn, kindsOf, phasesOf, reportOf, resolve, statementsOf, tornAt } from "../support/torn-runs.ts";

test("facts that moved, or cannot be read, while a run is torn do not end it: they are not asked for", async (context) => {
  const torn = await tornAt(context, "cut_leg_a");
  torn.target.moved = true;
  const readings = torn.target.readings;
  const [moved] = await reconcileOnce(torn.repository.directory, plantedBuild(torn.target));
  assert.deepEqual([moved?.state, moved?.steps, torn.target.readings], ["waiting", [], readings]);
  const gone = { readFacts: () => Promise.reject(new Error("nobody may ask")) };
  const [unread] = await reconcileOnce(torn.repository.directory, {
    ...plantedBuild(torn.target),
    facts: gone,
  });
  assert.deepEqual([unread?.state, unread?.gate?.gate], ["waiting", "SG_3"]);
});

test("accepting while the facts have moved keeps the run's own facts on record", async (context) => {
  const torn = await tornAt(context, "lifecycle_enact");
  assert.equal(torn.target.moved, true);
  assert.equal((await resolve(torn, "accept")).state, "closed");
  const facts = new Set(statementsOf(torn).map(({ predicate }) => predicate.facts?.sha256 ?? ""));
  assert.equal(facts.size, 2, "none before they are pinned, and the pinned ones");
});

test("another plan text is no way around SG_3, and after a compensation it is the way to begin anew", async (context) => {
  const torn = await tornAt(context, "cut_leg_a");
  const { repository, target } = torn;
  const before = statementsOf(torn).length;
  const plan = "plans/plan-00000/plan.yaml";
  const original = livePlan()[plan]!;
  const changed = String(original).replace("The plan-00000", "Another title");
  repository.commit({ [plan]: changed });
  const codes = await withReconciliation(repository.directory, plantedBuild(target), (_edges, { cases }) =>
    Promise.resolve(cases.map((found) => (found.kind === "unjudged" ? found.refusal.code : found.kind))),
  );
  assert.deepEqual(codes, ["RUN_TORN"]);
  await reconcileOnce(repository.directory, plantedBuild(target));
  assert.equal(statementsOf(torn).length, before, "nothing is on record, in this run or another");

  repository.commit({ [plan]: original });
  assert.equal((await resolve(torn, "compensate")).state, "failed");
  repository.git(["rm", "-q", "-r", "plans/plan-00000/approvals"]);
  repository.commit({ [plan]: changed });
  const anew = await carryOn(repository, target);
  assert.equal(anew.state, "closed", anew.text);
  const runs = [...recordedRuns(repository.directory).values()];
  assert.equal(runs.length, 2);
  assert.ok(runs.every((statements) => !phasesOf(statements).includes("superseded")));
});

test("a denial at SG_3 is on record and the run stays; its withdrawal lifts it, and opens nothing", async (context) => {
  const torn = await tornAt(context, "verify");
  const { repository, target } = torn;
  repository.commit(await decisionFor(repository.directory, plantedBuild(target), { decision: "deny" }));
  const [denied] = await reconcileOnce(repository.directory, plantedBuild(target));
  assert.deepEqual([denied?.state, denied?.gate?.reasons], ["refused", ["DENIED", "QUORUM_SHORT"]]);
  const { predicate } = statementsOf(torn).at(-1)!;
  assert.deepEqual([predicate.phase, predicate.outcome], ["gate_sg_3", "REFUSED"]);
  assert.equal("resolution" in predicate.result, false);
  const [again] = await reconcileOnce(repository.directory, plantedBuild(target));
  assert.deepEqual([again?.state, again?.steps], ["refused", []]);
  assert.deepEqual(kindsOf(again!), ["failed", "refused"]);
  repository.commit(await decisionFor(repository.directory, plantedBuild(target), { decision: "withdraw" }));
  const [withdrawn] = await reconcileOnce(repository.directory, plantedBuild(target));
  assert.deepEqual([withdrawn?.state, withdrawn?.gate?.reasons], ["waiting", ["QUORUM_SHORT"]]);
});

test("an exception that nobody has accounted for is on record before it is thrown", async (context) => {
  const repository = makeRepository(context);
  repository.commit(livePlan());
  const bug = new Error("connection reset");
  const target = plantedTarget({ cut_leg_a: bug });
  await assert.rejects(() => carryOn(repository, target), bug);
  const outcome = await carryOn(repository, target);
  assert.deepEqual([outcome.state, outcome.gate?.gate, outcome.steps], ["waiting", "SG_3", []]);
  assert.match(reportOf(repository), /## Torn steps/, "the report is made up for");
  const asked = target.asked.filter((phase) => phase === "cut_leg_a");
  assert.equal(asked.length, 1);
});

test("a build that is shipped believes no torn run: it carries nothing out in LIVE", async (context) => {
  const { repository, target } = await tornAt(context, "cut_leg_a");
  const refusals = await withReconciliation(repository.directory, {}, (_edges, { cases }) =>
    Promise.resolve(cases.map((found) => (found.kind === "unjudged" ? found.refusal : undefined))),
  );
  assert.equal(refusals[0]?.code, "EVIDENCE_BROKEN");
  assert.match(refusals[0].message, /in LIVE, which no build of this version carries out/);
  const off = { ...plantedBuild(target), killSwitch: () => false };
  assert.equal(
    (await reconcileOnce(repository.directory, off))[0]?.state,
    "waiting",
    "SG_3 itself writes nothing",
  );
});

test("report and status say what is torn, who decides, and what each way out would do", async (context) => {
  const torn = await tornAt(context, "cut_leg_a");
  const { repository, target } = torn;
  const report = reportOf(repository);
  assert.match(report, /cut_leg_a is torn: .*waits at SG_3 with 0 of 1 approvals; bob may approve/);
  assert.match(report, /accept takes the step as done, compensate ends the run/);
  assert.match(report, /## Torn steps[^#]*nobody could look of 3[^#]*7301/);
  const standing = async (): Promise<PlanOutcome> =>
    withReconciliation(repository.directory, plantedBuild(target), (_edges, { cases }) =>
      Promise.resolve(whereItStands(cases[0]!)),
    );
  const waiting = await standing();
  assert.deepEqual([waiting.state, waiting.text], ["waiting", torn.outcome.text]);
  repository.commit(
    await decisionFor(repository.directory, plantedBuild(target), { resolution: "compensate" }),
  );
  assert.match((await standing()).text, /would go on with SG_3, whose approvals are here and say compensate/);
  await carryOn(repository, target);
  const ended = await standing();
  assert.match(ended.text, /what it left is to be compensated/);
  assert.match(ended.todo ?? "", /cutplan restores nothing here/);
  assert.match(reportOf(repository), /SG_3, statement 7: opened by `bob`, to `compensate`/);
});
