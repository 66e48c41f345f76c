// reconcile watch: a line for what changed, and silence for what did not. In this process, over real repositories with real
// commits; watch-refusals.test.ts has what goes wrong, and watch-process.test.ts the signals.
import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { plain, watchHere, withPlans } from "../support/watching.ts";

const WAITS_1 = "waiting at SG_1  plan-00000-<12 hex>  0 of 1 approvals; bob may approve";

test("a line for each plan at first, then one for each change, and none for anything else", async (context) => {
  const repository = withPlans(context, 1);
  const { directory } = repository;
  const watch = watchHere(context, directory);
  assert.deepEqual(plain(await watch.until(/plan-00000/)), [
    "━━━ DRYRUN ━━━ nothing is written to any database ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━",
    "cutplan 0.1.0 reconciles whenever HEAD moves, and every 1h; evidence goes to runs/; Ctrl-C stops it",
    "",
    "refs/heads/main is at <12 hex>",
    `◼ plan-00000  ${WAITS_1}`,
  ]);
  repository.commit(approvalsFor(directory, "SG_1"));
  assert.deepEqual(plain(await watch.until(/plan-00000/)), [
    "refs/heads/main went from <12 hex> to <12 hex>",
    "◼ plan-00000  waiting at SG_1 → waiting at SG_2  plan-00000-<12 hex>  0 of 1 approvals; bob may approve",
  ]);
  repository.commit({ ...onePlan("other", 2), ...approvalsFor(directory, "SG_2") });
  assert.deepEqual(plain(await watch.until(/plan-00000/)), [
    "refs/heads/main went from <12 hex> to <12 hex>",
    "◼ other       waiting at SG_1  other-<12 hex>  0 of 1 approvals; bob may approve",
    "✔ plan-00000  waiting at SG_2 → closed  plan-00000-<12 hex>  nothing of this run moves any more",
  ]);
  repository.commit({ "notes.txt": "nothing to do with plans\n" });
  assert.deepEqual(plain(await watch.passes(1)), [
    "refs/heads/main went from <12 hex> to <12 hex>; no plan changed",
  ]);
  repository.git(["rm", "--quiet", "-r", "plans/plan-00000"]);
  repository.commit({}, "drop it");
  assert.deepEqual(plain(await watch.until(/gone/)).slice(1), [
    "– plan-00000  closed → gone from the commit",
  ]);
  assert.deepEqual(await watch.stop(), { passes: 5, plans: 1, statements: 17 });
});

test("intervals in which nothing changed are silent", async (context) => {
  const { directory } = withPlans(context, 2);
  const watch = watchHere(context, directory, { intervalMs: 1 });
  await watch.until(/plan-00001/);
  assert.deepEqual(await watch.passes(5), []);
  const { plans, statements } = await watch.stop();
  assert.deepEqual({ plans, statements }, { plans: 2, statements: 8 });
});

test("--verbose says that it looked, and names commits in full", async (context) => {
  const { directory } = withPlans(context, 1);
  const watch = watchHere(context, directory, { intervalMs: 1, verbose: true });
  assert.match((await watch.until(/plan-00000/)).join("\n"), /refs\/heads\/main is at [0-9a-f]{40}$/m);
  assert.deepEqual(plain(await watch.passes(2)), Array(2).fill("looked again: nothing changed"));
  await watch.stop();
});

test("an interval is a pass: what runs out is seen without a commit", async (context) => {
  const repository = makeRepository(context);
  const files = manyPlans(1, 2);
  const plan = String(files["plans/plan-00000/plan.yaml"]).replace(
    "spec:\n",
    'spec:\n  expiresAt: "2026-12-01T00:00:00Z"\n',
  );
  repository.commit({ ...files, "plans/plan-00000/plan.yaml": plan });
  let now = "2026-11-30T23:59:59Z";
  const watch = watchHere(context, repository.directory, { intervalMs: 1, clock: () => now });
  await watch.until(/waiting/);
  now = "2026-12-01T00:00:00Z";
  const [line = "", ...others] = plain(await watch.until(/refused/));
  assert.match(
    line,
    /^✖ plan-00000 {2}waiting at SG_1 → refused {2}plan-00000-<12 hex> {2}PLAN_EXPIRED: .*; next: set a/,
  );
  assert.deepEqual(others, []);
  await watch.stop();
});

test("the branch of --ref and that of --trust-ref are watched, packed or not, and no other", async (context) => {
  const repository = withPlans(context, 1);
  repository.git(["branch", "release"]);
  repository.git(["branch", "trusted"]);
  repository.git(["pack-refs", "--all"]);
  const { directory } = repository;
  const watch = watchHere(context, directory, { ref: "release", trustRef: "trusted", intervalMs: 500 });
  await watch.until(/plan-00000/);
  repository.commit(onePlan("other", 2));
  assert.deepEqual(await watch.passes(1), [], "main is not watched: this was the interval");
  repository.git(["branch", "--force", "release", "main"]);
  assert.deepEqual(plain(await watch.until(/other/)).length, 2);
  const policy = String(manyPlans(1, 2)["plans/_trust/policy.yaml"])
    .replace("version: 1", "version: 2")
    .replace("persons:\n", "persons:\n  carol: {principal: carol@example.org}\n")
    .replace("SG_1: {threshold: 1, persons: [bob]}", "SG_1: {threshold: 1, persons: [bob, carol]}");
  const trusted = repository.commit({ "plans/_trust/policy.yaml": policy });
  repository.git(["update-ref", "refs/heads/trusted", trusted]);
  assert.match((await watch.until(/carol/)).join("\n"), /bob or carol may approve/);
  await watch.stop();
});

test("a commit that comes while a pass is under way is reconciled too", async (context) => {
  const repository = withPlans(context, 1);
  const late = ["one", "two", "three"];
  const watch = watchHere(context, repository.directory, {
    onPass: () => {
      const name = late.shift();
      // By then the pass has begun to ask git.
      if (name !== undefined) setImmediate(() => repository.commit(onePlan(name, 2)));
    },
  });
  await watch.until(/three/);
  assert.equal((await watch.stop()).plans, 4);
});

test("--no-write records nothing, and does not say the same again and again", async (context) => {
  const { directory } = withPlans(context, 1);
  const watch = watchHere(context, directory, { write: false, intervalMs: 1 });
  const first = plain(await watch.until(/plan-00000/));
  assert.match(first[1] ?? "", /; nothing is recorded; Ctrl-C stops it$/);
  assert.deepEqual(await watch.passes(3), []);
  assert.equal((await watch.stop()).statements, 0);
  assert.ok(!existsSync(path.join(directory, "runs")));
  assert.ok(!existsSync(path.join(directory, ".git/cutplan")), "nor was a lock or a key made");
});

test("names and titles cannot break out of their line", async (context) => {
  const repository = withPlans(context, 1);
  repository.git(["switch", "--quiet", "--create", "a\u202eb"]);
  const watch = watchHere(context, repository.directory);
  const [, , , line = ""] = await watch.until(/plan-00000/);
  assert.match(line, /refs\/heads\/a<U\+202E>b is at/);
  await watch.stop();
});

test("on a terminal one line says where it stands, and the time of day is enough", async (context) => {
  const repository = withPlans(context, 1);
  const passing: string[] = [];
  const terminal = { isLive: true, columns: 60, passing: (text: string): void => void passing.push(text) };
  const watch = watchHere(context, repository.directory, { terminal });
  const lines = await watch.until(/may approve/);
  const plan = lines.findIndex((line) => line.startsWith("10:00:00Z  ◼ plan-00000"));
  assert.ok(plan > 0, lines.join("\n"));
  for (const line of lines.slice(plan + 1)) assert.match(line, /^ {11}\S/, "it hangs below its beginning");
  for (const line of lines) assert.ok(line.length <= 60, line);
  await watch.stop();
  const told = [...new Set(passing)];
  assert.match(told[0] ?? "", /^\.\.\. reconciling HEAD$/);
  assert.match(told.at(-1) ?? "", /^watching refs\/heads\/main at [0-9a-f]{12}, last looked 10:00:00Z$/);
});

test("many passes leave nothing behind: no listener, no file, no process", async (context) => {
  const { directory } = withPlans(context, 2);
  const count = (): Readonly<Record<string, number>> => ({
    listeners: process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0),
    files: process.platform === "linux" ? readdirSync("/proc/self/fd").length : 0,
    handles: process.getActiveResourcesInfo().filter((name) => name.startsWith("Process")).length,
  });
  const watch = watchHere(context, directory, { intervalMs: 1, write: false });
  await watch.passes(3);
  const before = count();
  await watch.passes(15);
  const after = count();
  for (const [what, many] of Object.entries(before))
    assert.ok((after[what] ?? 0) <= many + 4, `${what}: ${many}, then ${after[what]}`);
  await watch.stop();
});
