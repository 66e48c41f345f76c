// Repositories in places where they do not belong, or that reach into another: opened as what they are, or refused.
import assert from "node:assert/strict";
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openRepository } from "../../src/git/repository.ts";
import { HONEST, PLAN, readPlan, record } from "../support/reconcile-git.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

test("`.git` as a file leads to the git dir it names, and the work tree is where the file is", async (t) => {
  const { directory, commit } = makeRepository(t);
  const head = commit({ [PLAN]: HONEST });
  const place = makeFolder(t);
  writeFileSync(join(place, ".git"), `gitdir: ${join(directory, ".git")}\n`);
  assert.deepEqual(await readPlan(place), { commit: head, plan: HONEST });
  assert.equal((await openRepository(place)).workTree, place);
  for (const text of ["gitdir: /nowhere\n", "garbage", "gitdir: -h\n", ""]) {
    writeFileSync(join(place, ".git"), text);
    await assert.rejects(openRepository(place), { code: "REPOSITORY_NOT_FOUND" });
  }
});

test("a git dir that borrows branches and objects of another repository is refused", async (t) => {
  const victim = makeRepository(t);
  victim.commit({ [PLAN]: HONEST });
  const { directory, commit } = makeRepository(t);
  commit({ a: "1" });
  writeFileSync(join(directory, ".git/commondir"), join(victim.directory, ".git"));
  await assert.rejects(openRepository(directory), { code: "REPOSITORY_NOT_FOUND" });
});

test("a bare repository committed inside a work tree is not opened", async (t) => {
  const { directory, commit } = makeRepository(t);
  commit({ [PLAN]: HONEST });
  const embedded = makeRepository(t, { bare: true, directory: join(directory, "docs/innocent") });
  const canary = join(makeFolder(t), "canary");
  embedded.git(["config", "core.fsmonitor", `touch ${canary}`]);
  await assert.rejects(openRepository(embedded.directory), { code: "REPOSITORY_NOT_FOUND" });
  assert.ok(!existsSync(canary));
});

test("a repository that belongs to somebody else is read without any setting", async (t) => {
  if (process.getuid?.() !== 0) {
    t.skip("only root can give a folder to somebody else");
    return;
  }
  const repository = makeRepository(t);
  const head = repository.commit({ [PLAN]: HONEST });
  for (const name of [".", ...readdirSync(repository.directory, { recursive: true, encoding: "utf8" })]) {
    chownSync(join(repository.directory, name), 12_345, 12_345);
  }
  assert.deepEqual(await readPlan(repository.directory), { commit: head, plan: HONEST });
});

test("a link in the place of our own folder in the git dir is not followed", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ [PLAN]: HONEST });
  const elsewhere = makeFolder(t);
  symlinkSync(elsewhere, join(directory, ".git/cutplan"));
  await assert.rejects(record(directory), { code: "DISK_REFUSED" });
  rmSync(join(directory, ".git/cutplan"));
  writeFileSync(join(directory, ".git/cutplan"), "a file");
  await assert.rejects(record(directory), { code: "DISK_REFUSED" });
  rmSync(join(directory, ".git/cutplan"));
  mkdirSync(join(directory, ".git/cutplan"));
  await record(directory);
  assert.equal(git(["rev-parse", "main~1"]), head);
});
