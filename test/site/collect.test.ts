// What the pages are made of: every plan where it stands, every run as it was, whatever became of the plan since.
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { SiteRun } from "../../src/site/site-data.ts";
import { collectHere, COLLECT_NOW, planOf, runOf } from "../support/collect-here.ts";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type Ending,
  type TestRepository,
} from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import { approveByHand, makeSignedRepository } from "../support/signed-repository.ts";

const FIRST = "plan-00000";
const SECOND = "plan-00001";
const SOURCE = onePlan(FIRST, 3)[`plans/${FIRST}/source.txt`] as string;

async function reconcile({ directory }: TestRepository): Promise<void> {
  await runHere(directory, ["run", "--quiet", "--commit", "--now", COLLECT_NOW]);
}

/** Two plans of three units; the first carried to its end, the second waiting at SG_1. */
async function tellStory(repository: TestRepository): Promise<void> {
  repository.commit(manyPlans(2, 3));
  await reconcile(repository);
  repository.commit(approvalsFor(repository.directory, "SG_1", [FIRST]));
  await reconcile(repository);
  repository.commit(approvalsFor(repository.directory, "SG_2", [FIRST]));
  await reconcile(repository);
}

function sourceOf({ cut }: SiteRun): string | undefined {
  return cut === undefined ? undefined : cut.before + cut.units.map(({ text }) => text).join("");
}

const signed = makeSignedRepository({ after });
const story = makeRepository({ after });

before(async () => {
  await signed.here(["run", "--commit"]);
  await tellStory(story);
});

function copyOfStory(ending: Ending): TestRepository {
  const directory = path.join(makeFolder(ending), "copy");
  cpSync(story.directory, directory, { recursive: true });
  return openTestRepository(directory);
}

test("waits at its gate, which says who may open it", async () => {
  const data = await collectHere(signed.directory);
  const plan = planOf(data, "deed");
  assert.deepEqual(
    [plan.state, plan.gate, plan.actors, plan.author, plan.title, plan.mode],
    ["waiting", "SG_1", ["bob"], "alice", "The deed", "DRYRUN"],
  );
  assert.deepEqual(plan.target, { name: "scratch", driver: "memory" });
  const { ahead, position, next } = runOf(plan);
  assert.deepEqual([position, next], ["open", "gate_sg_1"]);
  assert.deepEqual(ahead, { gate: "SG_1", threshold: 1, persons: ["bob"], counted: [], approvals: [] });
});

test("has the policy on its page: persons, keys, gates, what must not be overlooked", async () => {
  const { trust } = await collectHere(signed.directory);
  assert.ok(trust !== undefined);
  assert.deepEqual([trust.version, trust.isExpired, trust.admins.able], [1, false, ["bob"]]);
  assert.deepEqual(
    trust.gates.map(({ gate, able }) => [gate, able]),
    [
      ["SG_1", ["bob"]],
      ["SG_2", ["bob"]],
      ["SG_3", ["bob"]],
    ],
  );
  const [alice] = trust.persons;
  assert.deepEqual([alice?.name, alice?.isAdmin, alice?.keys[0]?.standing], ["alice", false, "valid"]);
  assert.match(trust.notes.join("\n"), /trusted on first use/);
});

test("names the approval that opened its gate, its file, its reason and who signed", async () => {
  const reason = "read it twice <b>aloud</b>";
  const file = await approveByHand(signed, {
    person: signed.bob,
    edit: (text) => text.replace(/^reason: .*$/m, `reason: ${JSON.stringify(reason)}`),
  });
  await signed.here(["run", "--commit"]);
  const { statements, head } = runOf(planOf(await collectHere(signed.directory), "deed"));
  const gate = statements.find(({ phase }) => phase === "gate_sg_1")?.gate;
  assert.deepEqual([gate?.counted, gate?.persons, gate?.threshold], [["bob"], ["bob"], 1]);
  const [approval] = gate?.approvals ?? [];
  assert.deepEqual(
    [approval?.path, approval?.reason, approval?.authenticity, approval?.policy, approval?.why],
    [file, reason, "AUTHENTIC", "COUNTED", undefined],
  );
  assert.equal(statements.at(-1)?.sha256, head.sha256);
});

test("has signed statements; whether the policy lists their runner is another matter", async () => {
  const { statements } = runOf(planOf(await collectHere(signed.directory), "deed"));
  assert.ok(statements.length > 4);
  for (const { isSigned, isListed } of statements)
    assert.deepEqual({ isSigned, isListed }, { isSigned: true, isListed: false });
});

test("a closed run has its chain, what it covers, its facts, its cut and its report", async () => {
  const data = await collectHere(story.directory);
  const plan = planOf(data, FIRST);
  assert.deepEqual([plan.state, plan.gate, plan.actors, plan.todo], ["closed", undefined, [], undefined]);
  const run = runOf(plan);
  assert.deepEqual([run.position, run.next, run.ahead], ["closed", undefined, undefined]);
  assert.deepEqual(
    run.statements.map(({ previousSha256 }) => previousSha256),
    [undefined, ...run.statements.slice(0, -1).map(({ sha256 }) => sha256)],
  );
  assert.equal(run.statements[0]?.covers[0]?.name, `plans/${FIRST}/plan.yaml`);
  assert.equal(sourceOf(run), SOURCE);
  assert.deepEqual(
    run.cut?.units.map(({ change }) => change),
    ["new", "new", "new"],
  );
  assert.equal(run.facts?.facts.target, "scratch");
  assert.match(run.report ?? "", /^# Run/);
});

test("only the plans asked for, where some are", async () => {
  const data = await collectHere(story.directory, SECOND);
  assert.deepEqual(
    data.plans.map(({ name }) => name),
    [SECOND],
  );
});

test("a run keeps its cut when the plan and its source have become others", async (context) => {
  const copy = copyOfStory(context);
  const changed = onePlan(FIRST, 5);
  copy.commit(changed);
  await reconcile(copy);
  const plan = planOf(await collectHere(copy.directory), FIRST);
  const [newest, earlier] = plan.runs;
  assert.ok(newest !== undefined && earlier !== undefined && plan.runs.length === 2);
  assert.equal(sourceOf(newest), changed[`plans/${FIRST}/source.txt`]);
  assert.equal(sourceOf(earlier), SOURCE);
  assert.deepEqual([plan.state, earlier.position, earlier.ahead], ["waiting", "closed", undefined]);
});

test("a cut that git does not have any more is missed, with the reason", async (context) => {
  const other = makeRepository(context);
  cpSync(path.join(story.directory, "runs"), path.join(other.directory, "runs"), { recursive: true });
  other.commit({ ...manyPlans(2, 3), ...onePlan(FIRST, 5) });
  const run = runOf(planOf(await collectHere(other.directory), FIRST));
  assert.equal(run.cut, undefined);
  assert.match(run.cutMissing ?? "", /[0-9a-f]{40}/);
});

test("a plan shows what it would cut as long as its run has not begun", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 3));
  const ready = planOf(await collectHere(repository.directory), FIRST);
  assert.deepEqual([ready.state, ready.runs, ready.since], ["ready", [], undefined]);
  assert.equal(ready.cut?.units.map(({ text }) => text).join(""), SOURCE);
  assert.deepEqual(
    ready.cut.units.map(({ change }) => change),
    [undefined, undefined, undefined],
  );
  await reconcile(repository);
  assert.equal(planOf(await collectHere(repository.directory), FIRST).cut, undefined);
});

test("a plan that is gone from the commit is there with its runs, as it was", async (context) => {
  const copy = copyOfStory(context);
  copy.git(["rm", "-rq", `plans/${FIRST}`, `plans/${SECOND}`]);
  copy.commit(onePlan("other", 1));
  const data = await collectHere(copy.directory);
  const closed = planOf(data, FIRST);
  assert.deepEqual(
    [closed.state, closed.title, closed.author, closed.todo, closed.actors],
    ["closed", `The ${FIRST}`, "alice", undefined, []],
  );
  assert.match(closed.text, /gone from the commit/);
  assert.equal(sourceOf(runOf(closed)), SOURCE);
  const open = planOf(data, SECOND);
  assert.deepEqual([open.state, runOf(open).position, open.actors], ["orphaned", "open", ["alice"]]);
  assert.match(open.todo ?? "", /restore/);
});

test("a broken plan and a broken record are told of, and stop no other plan", async (context) => {
  const copy = copyOfStory(context);
  const [run] = planOf(await collectHere(copy.directory), SECOND).runs;
  copy.write({ [`runs/${SECOND}/${run?.id ?? ""}/evidence.jsonl`]: "{}\n" });
  copy.commit({ "plans/faulty/plan.yaml": "kind: CutPlan\n" });
  const data = await collectHere(copy.directory);
  const faulty = planOf(data, "faulty");
  assert.deepEqual([faulty.state, faulty.runs, faulty.title], ["invalid", [], undefined]);
  assert.ok(faulty.faults.length > 0);
  const broken = planOf(data, SECOND);
  assert.deepEqual([broken.state, broken.runs], ["error", []]);
  assert.match(broken.text, /evidence\.jsonl/);
  assert.equal(broken.title, `The ${SECOND}`);
  assert.equal(planOf(data, FIRST).state, "closed");
});

test("an approval that does not count says why; after a denial, who denied may act", async (context) => {
  const copy = copyOfStory(context);
  const [[name, text] = ["", ""]] = Object.entries(approvalsFor(copy.directory, "SG_1", [SECOND]));
  const stale = String(text).replace(
    /(facts:\s*\{?\s*(?:\n\s*)?sha256: "?)[0-9a-f]{64}/,
    `$1${"0".repeat(64)}`,
  );
  assert.notEqual(stale, text);
  copy.commit({ [name]: stale });
  const waiting = runOf(planOf(await collectHere(copy.directory), SECOND)).ahead?.approvals;
  assert.equal(waiting?.length, 1);
  assert.match(waiting[0]?.why ?? "", /^facts\.sha256 is "0{64}", expected "/);
  copy.commit({ [name]: String(text).replace("decision: approve", "decision: deny") });
  const plan = planOf(await collectHere(copy.directory), SECOND);
  assert.deepEqual([plan.state, plan.actors], ["refused", ["bob"]]);
  assert.match(runOf(plan).ahead?.approvals[0]?.why ?? "", /denial/);
});
