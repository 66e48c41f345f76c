// Which repository a folder belongs to, and of which kind it is.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openRepository } from "../../src/git/repository.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`a ${objectFormat} repository, from its root and from a folder in it`, async (t) => {
    const { directory, commit } = makeRepository(t, { objectFormat });
    commit({ "a/b/c": "x" });
    const expected = {
      gitDir: join(directory, ".git"),
      commonDir: join(directory, ".git"),
      workTree: directory,
      objectFormat,
      shallow: false,
    };
    for (const place of [directory, join(directory, "a/b"), join(directory, ".git")]) {
      const { gitVersion, ...repository } = await openRepository(place);
      assert.deepEqual(repository, expected);
      assert.match(gitVersion, /^\d+\.\d+/);
    }
  });
}

test("a bare repository has no work tree", async (t) => {
  const { directory } = makeRepository(t, { bare: true });
  assert.deepEqual({ ...(await openRepository(directory)), gitVersion: "" }, {
    gitDir: directory, commonDir: directory, workTree: undefined, objectFormat: "sha1", shallow: false, gitVersion: "",
  }); // prettier-ignore
});

test("a linked worktree shares objects and branches", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ a: "x" });
  const linked = join(makeFolder(t), "linked");
  git(["worktree", "add", "--quiet", "-b", "other", linked]);
  const repository = await openRepository(linked);
  assert.equal(repository.workTree, linked);
  assert.equal(repository.commonDir, join(directory, ".git"));
  assert.equal(repository.gitDir, join(directory, ".git/worktrees/linked"));
});

test("a shallow clone says so", async (t) => {
  const origin = makeRepository(t);
  origin.commit({ a: "1" });
  origin.commit({ a: "2" });
  const clone = join(makeFolder(t), "clone");
  origin.git(["clone", "--quiet", "--depth=1", `file://${origin.directory}`, clone]);
  assert.equal((await openRepository(clone)).shallow, true);
});

test("no repository, no folder, no git dir that git can open", async (t) => {
  const folder = makeFolder(t);
  const broken = join(folder, "broken");
  mkdirSync(join(broken, ".git"), { recursive: true });
  writeFileSync(join(folder, "file"), "");
  for (const place of [folder, join(folder, "absent"), join(folder, "file"), broken]) {
    await assert.rejects(openRepository(place), { name: "Refusal", code: "REPOSITORY_NOT_FOUND" });
  }
});

test("a PATH without git is said to be that", async (t) => {
  const { directory } = makeRepository(t);
  const path = process.env["PATH"];
  process.env["PATH"] = makeFolder(t);
  try {
    await assert.rejects(openRepository(directory), { code: "GIT_NOT_FOUND" });
  } finally {
    process.env["PATH"] = path;
  }
});
