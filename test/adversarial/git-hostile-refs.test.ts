// Revisions that could be taken for something else: refused before any git is started, or told apart.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { checkRevision } from "../../src/git/revision.ts";
import { makeFolder, makeRepository, writeScript } from "../support/repository.ts";

const REFUSED: readonly (readonly [why: string, revision: string])[] = [
  ["nothing is not HEAD", ""],
  ["an option that prints help", "-h"],
  ["an option that names a program", "--upload-pack=touch canary"],
  ["an option with a value", "--output=canary"],
  ["the end of options itself", "--"],
  ["a remote helper that runs a shell", "ext::sh -c 'touch canary'"],
  ["a remote", "https://git.example.org/cuts.git"],
  ["a remote behind a harmless name", "main@{0}::x"],
  ["a range", "a..b"],
  ["a symmetric range", "a...b"],
  ["a range hidden in a search", "HEAD^{/a..b}"],
  ["everything but", "^main"],
  ["all parents", "HEAD^@"],
  ["everything but the parents", "HEAD^!"],
  ["everything but one parent", "HEAD^-1"],
  ["a path of the index", ":plans/x/plan.yaml"],
  ["a path of a stage", ":0:plans/x"],
  ["a path of a commit", "HEAD:plans"],
  ["a search over all refs, youngest first", ":/text"],
  ["a tree", "HEAD^{tree}"],
  ["a blob", "HEAD^{blob}"],
  ["a second line for a batch process", "HEAD\nHEAD~1"],
  ["a carriage return", "HEAD\r"],
  ["a NUL, which ends an argument", "HEAD\0--output=x"],
  ["an escape for the terminal", "HEAD\u001b[2K"],
  ["text that runs the other way", "main\u202e"],
  ["a zero-width space: not the branch it looks like", "ma\u200bin"],
  ["half a surrogate pair", "main\ud800"],
  ["a pattern", "refs/heads/*"],
  ["a pattern with brackets", "ma[i]n"],
  ["two words", "main side"],
  ["a brace without a beginning", "main}"],
  ["a brace without an end", "HEAD^{/x"],
  ["a brace that belongs to nothing", "main{1}"],
  ["longer than any name", "a".repeat(251)],
];

for (const [why, revision] of REFUSED) {
  test(`refused: ${why}`, () => {
    const refusal = checkRevision(revision);
    assert.equal(refusal?.code, "REF_REFUSED");
    // The message repeats the value: nothing of it may reach a terminal as it is.
    assert.doesNotMatch(refusal.message, /[\p{Cc}\p{Cf}]/u);
    assert.ok(refusal.message.length < 200);
  });
}

test("not one of them starts a git", async (t) => {
  const { directory, commit } = makeRepository(t);
  commit({ a: "x" });
  const repository = await openRepository(directory);
  const folder = makeFolder(t);
  const canary = join(folder, "canary");
  writeScript(join(folder, "git"), `touch ${canary}\nexec false`);
  const path = process.env["PATH"];
  process.env["PATH"] = folder;
  try {
    for (const [, revision] of REFUSED)
      await assert.rejects(resolveCommit(repository, revision), { code: "REF_REFUSED" });
    assert.ok(!existsSync(canary));
    // The trap works: a harmless revision springs it.
    process.env["PATH"] = `${folder}:${path ?? ""}`;
    await assert.rejects(resolveCommit(repository, "main"));
    assert.ok(existsSync(canary));
  } finally {
    process.env["PATH"] = path;
  }
});

test("a tag named like the branch does not move what the branch's name means", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const old = commit({ a: "1" });
  const head = commit({ a: "2" });
  git(["tag", "main", old]);
  git(["tag", "--annotate", "--message=x", "side", old]);
  git(["branch", "side", head]);
  const repository = await openRepository(directory);
  for (const name of ["main", "side", "main~0"])
    await assert.rejects(resolveCommit(repository, name), { code: "REF_REFUSED" });
  assert.equal((await resolveCommit(repository, "refs/heads/main")).commit, head);
  assert.equal((await resolveCommit(repository, "HEAD")).commit, head);
  git(["tag", "--force", "main", head]);
  assert.equal((await resolveCommit(repository, "main")).commit, head);
});

test("a tag or branch named HEAD is not HEAD", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const old = commit({ a: "1" });
  const head = commit({ a: "2" });
  git(["update-ref", "refs/tags/HEAD", old]);
  git(["update-ref", "refs/heads/HEAD", old]);
  assert.equal((await resolveCommit(await openRepository(directory), "HEAD")).commit, head);
});

test("a branch named like another commit is not that commit", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const old = commit({ a: "1" });
  commit({ a: "2" });
  git(["update-ref", `refs/heads/${old}`, "HEAD"]);
  assert.equal((await resolveCommit(await openRepository(directory), old)).commit, old);
});
