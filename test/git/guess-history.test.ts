// Advice on a history: git's own list, or nothing where git stumbles; never a failure.
import assert from "node:assert/strict";
import { test } from "node:test";
import { guessHistory } from "../../src/git/guess-history.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeRepository } from "../support/repository.ts";

test("the ancestors, newest first; nothing for what is no commit here", async (t) => {
  const { directory, commit } = makeRepository(t);
  const commits = ["1", "2", "3"].map((a) => commit({ a }));
  const repository = await openRepository(directory);
  assert.deepEqual(await guessHistory(repository, commits[2] ?? ""), commits.toReversed());
  for (const tip of ["f".repeat(40), "--all", "nothing"])
    assert.deepEqual(await guessHistory(repository, tip), []);
});
