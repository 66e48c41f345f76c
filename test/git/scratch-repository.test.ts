// A repository made and committed to by the program itself: git can read it, and only what was named is in the commit.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { commitInPlace, initRepository } from "../../src/git/scratch-repository.ts";
import { makeFolder, openTestRepository } from "../support/repository.ts";

const AT = new Date("2026-11-21T10:00:00Z");

test("a commit has the files that were named, a person's name and the time that was given", async (context) => {
  const root = makeFolder(context);
  const { workTree, objectFormat } = await initRepository(root);
  assert.deepEqual([workTree, objectFormat], [root, "sha1"]);
  for (const name of ["a.txt", "b.txt"]) writeFileSync(path.join(root, name), "text\n");
  await commitInPlace(root, { person: "alice", message: "One", files: ["a.txt"], at: AT });
  const { git } = openTestRepository(root);
  assert.equal(
    git(["log", "--format=%an %ae %cn %at %D %s"]),
    "alice alice@example.org alice 1795255200 HEAD -> main One",
  );
  assert.equal(git(["ls-tree", "--name-only", "HEAD"]), "a.txt");
  assert.equal(git(["status", "--short"]), "?? b.txt");
});

test("what git refuses is refused in its words", async (context) => {
  const root = makeFolder(context);
  await initRepository(root);
  const commit = { person: "alice", message: "One", files: ["nosuch.txt"], at: AT };
  await assert.rejects(
    commitInPlace(root, commit),
    (error) =>
      error instanceof Refusal && error.code === "GIT_FAILED" && error.message.includes("nosuch.txt"),
  );
});
