// An object that is missing or forged stops its own plan, with 8 or 7 and its path; the other plans move.
import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { deflateSync } from "node:zlib";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

function looseObject(repository: TestRepository, name: string): string {
  const oid = repository.git(["rev-parse", `HEAD:${name}`]);
  return path.join(repository.directory, ".git/objects", oid.slice(0, 2), oid.slice(2));
}

for (const name of ["plans/plan-00001/plan.yaml", "plans/plan-00001/source.txt"]) {
  test(`${name} is missing from the clone: 8, and the neighbour moves`, async (context) => {
    const repository = makeRepository(context);
    repository.commit(manyPlans(2, 1));
    rmSync(looseObject(repository, name));
    const { exit, stdout } = await runHere(repository.directory, []);
    assert.equal(exit, 8, stdout);
    assert.match(stdout, new RegExp(`plan-00001 {2}error\\n.*OBJECT_MISSING.*${name}`));
    assert.match(stdout, /plan-00000 {2}waiting at SG_1/);
  });

  test(`${name} is not what its name says: 7, and the neighbour moves`, async (context) => {
    const repository = makeRepository(context);
    repository.commit(manyPlans(2, 1));
    const file = looseObject(repository, name);
    chmodSync(file, 0o644);
    writeFileSync(file, deflateSync(Buffer.from("blob 6\0forged")));
    const { exit, stdout } = await runHere(repository.directory, []);
    assert.equal(exit, 7, stdout);
    assert.match(stdout, new RegExp(`plan-00001 {2}error\\n.*OBJECT_CORRUPT.*${name}`));
    assert.match(stdout, /plan-00000 {2}waiting at SG_1/);
  });
}

test("the policy is missing from the clone: nothing moves at all", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 1));
  rmSync(looseObject(repository, "plans/_trust/policy.yaml"));
  assert.equal((await runHere(repository.directory, [])).exit, 8);
});

test("a shallow clone: what can be judged is; an input beyond its end is 8, not a pass", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  await runHere(repository.directory, ["--commit", "-q"]);
  const changed = String(manyPlans(1, 1)["plans/plan-00000/plan.yaml"]).replace("The plan", "A plan");
  repository.commit({ "plans/plan-00000/plan.yaml": changed }, "another text");
  const clone = makeRepository(context);
  rmSync(clone.directory, { recursive: true });
  repository.git(["clone", "--quiet", "--depth=1", `file://${repository.directory}`, clone.directory]);
  const { exit, stdout } = await runHere(clone.directory, ["verify"]);
  assert.equal(exit, 8, stdout);
  assert.match(stdout, /INPUT_MISSING/);
  assert.equal((await runHere(repository.directory, ["verify"])).exit, 0);
  assert.equal((await runHere(clone.directory, ["--ref", "HEAD~1"])).exit, 8);
});

test("verify: a damaged plan is its own run's finding, and the neighbour is intact", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 1));
  await runHere(repository.directory, ["--commit", "-q"]);
  const file = looseObject(repository, "plans/plan-00001/plan.yaml");
  chmodSync(file, 0o644);
  writeFileSync(file, deflateSync(Buffer.from("blob 6\0forged")));
  const { exit, stdout } = await runHere(repository.directory, ["verify"]);
  assert.equal(exit, 7, stdout);
  assert.match(stdout, /INPUT_MISMATCH/);
  assert.doesNotMatch(stdout, /FILE_UNREADABLE/);
  assert.match(stdout, /plan-00000-[0-9a-f]{12} {2}intact/);
});

test("verify: a commit whose plans cannot be listed accuses nobody: 8", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 1));
  await runHere(repository.directory, ["--commit", "-q"]);
  rmSync(looseObject(repository, "plans"));
  const { exit, stderr } = await runHere(repository.directory, ["verify"]);
  assert.equal(exit, 8, stderr);
  assert.match(stderr, /OBJECT_MISSING/);
});
