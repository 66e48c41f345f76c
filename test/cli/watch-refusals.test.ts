// reconcile watch when something is wrong: no refusal ends it, each is told once, and told again when it is well.
import assert from "node:assert/strict";
import { readdirSync, renameSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { acquireLock } from "../../src/runs/lock.ts";
import { onePlan } from "../support/many-plans.ts";
import { makeFolder } from "../support/repository.ts";
import { plain, watchHere, withPlans, type WatchingWish } from "../support/watching.ts";

const WAITS_1 = "waiting at SG_1  plan-00000-<12 hex>  0 of 1 approvals; bob may approve";

test("HEAD that goes to another branch, and a ref that is gone and comes back", async (context) => {
  const repository = withPlans(context, 1);
  repository.git(["switch", "--quiet", "--create", "topic"]);
  repository.commit(onePlan("topical", 2));
  repository.git(["switch", "--quiet", "main"]);
  const watch = watchHere(context, repository.directory);
  await watch.until(/plan-00000/);
  repository.git(["symbolic-ref", "HEAD", "refs/heads/topic"]);
  const switched = plain(await watch.until(/topical/));
  assert.equal(switched[0], "HEAD went from refs/heads/main to refs/heads/topic, at <12 hex>");
  repository.git(["symbolic-ref", "HEAD", "refs/heads/nowhere"]);
  const [lost = "", ...more] = plain(await watch.until(/not reconciled/));
  assert.match(lost, /^✖ not reconciled: REF_NOT_FOUND: HEAD of .* names no commit.*; next: /);
  assert.deepEqual(more, [], "said once");
  repository.git(["symbolic-ref", "HEAD", "refs/heads/topic"]);
  assert.deepEqual(plain(await watch.until(/reconciled again/)), [
    "reconciled again: refs/heads/topic is at <12 hex>; no plan changed",
  ]);
  await watch.stop();
});

test("a broken commit is told with its place, and again when it is mended", async (context) => {
  const repository = withPlans(context, 2);
  const watch = watchHere(context, repository.directory);
  await watch.until(/plan-00001/);
  const whole = String(onePlan("plan-00001", 2)["plans/plan-00001/plan.yaml"]);
  repository.commit({
    "plans/plan-00001/plan.yaml": whole.replace("mode:", "mood:"),
    "plans/stray.txt": "?\n",
  });
  const broken = plain(await watch.until(/plan-00001/));
  assert.equal(broken.length, 3);
  assert.match(
    broken[1] ?? "",
    /^✖ in no plan's documents: plans\/stray.txt:1:1 file-unexpected: .*; next: reconcile validate/,
  );
  assert.match(
    broken[2] ?? "",
    /^✖ plan-00001 {2}waiting at SG_1 → invalid {2}plans\/plan-00001\/plan.yaml:\d+:\d+ key-[a-z]+: .*, and 1 more; next: mend/,
  );
  repository.git(["rm", "--quiet", "plans/stray.txt"]);
  repository.commit({ "plans/plan-00001/plan.yaml": whole });
  assert.deepEqual(plain(await watch.until(/plan-00001/)).slice(1), [
    "✔ the documents that belong to no plan are in order again",
    "◼ plan-00001  invalid → waiting at SG_1  plan-00001-<12 hex>  0 of 1 approvals; bob may approve",
  ]);
  await watch.stop();
});

test("a lock that another holds is told once; the pass is made as soon as it is free", async (context) => {
  const { directory } = withPlans(context, 1);
  const folder = path.join(directory, ".git/cutplan/lock");
  const lock = await acquireLock(folder, { command: "run plan-00000" });
  const watch = watchHere(context, directory);
  const [held = ""] = plain(await watch.until(/LOCK_HELD/)).slice(3);
  assert.match(
    held,
    /^✖ not reconciled: LOCK_HELD: "run plan-00000", process \d+ .*; it is tried again every second$/,
  );
  assert.deepEqual(await watch.passes(3), []);
  await lock.release();
  assert.deepEqual(plain(await watch.until(/plan-00000/)), [
    "reconciled again: refs/heads/main is at <12 hex>",
    `◼ plan-00000  ${WAITS_1}`,
  ]);
  assert.deepEqual(readdirSync(folder), [], "it is nobody's between two passes");
  await watch.stop();
});

test("--commit: its own commits are no news; where it cannot commit that is told once", async (context) => {
  const repository = withPlans(context, 1);
  const watch = watchHere(context, repository.directory, { commit: true });
  assert.equal(plain(await watch.until(/committed/)).at(-1), "runs/ committed as <12 hex>");
  assert.deepEqual(await watch.passes(1), [], "the pass over its own commit");
  assert.equal(repository.git(["status", "--porcelain"]), "");
  repository.git(["switch", "--quiet", "--detach"]);
  repository.commit(onePlan("late", 2));
  const detached = plain(await watch.until(/not published/));
  assert.match(
    detached.at(-1) ?? "",
    /^✖ runs\/ is on disk and was not published: GIT_FAILED: HEAD is on no branch/,
  );
  repository.commit({ "notes.txt": "more\n" });
  assert.match((await watch.passes(1)).join("\n"), /no plan changed$/);
  repository.git(["switch", "--quiet", "--create", "later"]);
  repository.commit({ "notes.txt": "and more\n" });
  assert.equal(plain(await watch.until(/committed/)).at(-1), "runs/ committed as <12 hex>");
  await watch.stop();
});

test("what would never mend itself ends it before the first pass; what may, does not", async (context) => {
  const { directory } = withPlans(context, 1);
  const refused = async (repo: string, wish: WatchingWish): Promise<string> => {
    const error = await watchHere(context, repo, wish).done.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof Refusal, String(error));
    return error.code;
  };
  assert.equal(await refused(directory, { plans: ["plan-99999"] }), "PLAN_NOT_FOUND");
  assert.equal(await refused(directory, { ref: "a..b" }), "REF_REFUSED");
  assert.equal(await refused(makeFolder(context), {}), "REPOSITORY_NOT_FOUND");
  const later = watchHere(context, directory, { ref: "later" });
  await later.until(/REF_NOT_FOUND/);
  await later.stop();
});

test("a repository that is moved away and back is no end either", async (context) => {
  const { directory } = withPlans(context, 1);
  const watch = watchHere(context, directory);
  await watch.until(/plan-00000/);
  renameSync(path.join(directory, ".git"), path.join(directory, "away"));
  await watch.until(/✖ not reconciled: REPOSITORY_NOT_FOUND/);
  renameSync(path.join(directory, "away"), path.join(directory, ".git"));
  await watch.until(/reconciled again/);
  await watch.stop();
});
