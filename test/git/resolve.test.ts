// From a revision to one commit, over objects that were hashed again.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { makeFolder, makeRepository, openTestRepository } from "../support/repository.ts";
import type { TestRepository } from "../support/repository.ts";

interface History extends TestRepository {
  readonly first: string;
  readonly second: string;
  readonly merge: string;
}

function makeHistory(repository: TestRepository): History {
  const first = repository.commit({ a: "1" }, "first");
  repository.git(["tag", "light"]);
  repository.git(["tag", "--annotate", "--message=v1", "v1"]);
  repository.git(["tag", "--annotate", "--message=v1 again", "nested", "v1"]);
  repository.git(["checkout", "--quiet", "-b", "side"]);
  const second = repository.commit({ b: "2" }, "second");
  repository.git(["checkout", "--quiet", "main"]);
  repository.git(["merge", "--quiet", "--no-ff", "--message=merge", "side"]);
  return { ...repository, first, second, merge: repository.git(["rev-parse", "HEAD"]) };
}

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`revisions of a ${objectFormat} repository and their full names`, async (t) => {
    const history = makeHistory(makeRepository(t, { objectFormat }));
    const { first, second, merge } = history;
    const repository = await openRepository(history.directory);
    const cases: readonly (readonly [revision: string, commit: string, ref: string])[] = [
      ["main", merge, "refs/heads/main"],
      ["refs/heads/side", second, "refs/heads/side"],
      ["light", first, "refs/tags/light"],
      ["v1", first, "refs/tags/v1"],
      ["nested", first, "refs/tags/nested"],
      [merge, merge, merge],
      [merge.slice(0, 10), merge, merge.slice(0, 10)],
      ["HEAD^2", second, "HEAD^2"],
    ];
    const further: typeof cases = [
      ["HEAD", merge, "refs/heads/main"],
      ["HEAD~1", first, "HEAD~1"],
      ["main^2~1^0", first, "main^2~1^0"],
      ["HEAD@{1}", first, "HEAD@{1}"],
      ["HEAD^{/second}", second, "HEAD^{/second}"],
      ["v1^{commit}", first, "v1^{commit}"],
    ];
    const asked = objectFormat === "sha1" ? [...cases, ...further] : cases;
    const pins = await Promise.all(asked.map(([revision]) => resolveCommit(repository, revision)));
    asked.forEach(([revision, commit, ref], n) => {
      const tree = history.git(["rev-parse", `${commit}^{tree}`]);
      assert.deepEqual(pins[n], { commit, tree, objectFormat, ref }, revision);
    });
  });
}

test("what names no commit is not found", async (t) => {
  const history = makeHistory(makeRepository(t));
  const repository = await openRepository(history.directory);
  const blob = history.git(["rev-parse", "HEAD:a"]);
  history.git(["tag", "of-a-blob", blob]);
  for (const revision of [
    "nothing",
    "HEAD~9",
    "HEAD^3",
    "f".repeat(40),
    "of-a-blob",
    "HEAD^{/no such text}",
  ]) {
    await assert.rejects(resolveCommit(repository, revision), { code: "REF_NOT_FOUND" }, revision);
  }
});

test("a detached HEAD is HEAD, and an empty repository has none", async (t) => {
  const history = makeHistory(makeRepository(t));
  history.git(["checkout", "--quiet", "--detach", history.first]);
  const pin = await resolveCommit(await openRepository(history.directory), "HEAD");
  assert.deepEqual([pin.commit, pin.ref], [history.first, "HEAD"]);
  const empty = makeRepository(t);
  await assert.rejects(resolveCommit(await openRepository(empty.directory), "HEAD"), {
    code: "REF_NOT_FOUND",
  });
});

test("a commit that a squash made unreachable is still found by its name", async (t) => {
  const history = makeHistory(makeRepository(t));
  history.git(["update-ref", "-d", "refs/heads/side"]);
  history.git(["reset", "--quiet", "--soft", history.first]);
  history.commit({}, "squashed");
  const pin = await resolveCommit(await openRepository(history.directory), history.second);
  assert.equal(pin.commit, history.second);
});

test("beyond the end of a shallow clone, the way out is named", async (t) => {
  const history = makeHistory(makeRepository(t));
  const clone = openTestRepository(join(makeFolder(t), "clone"));
  history.git(["clone", "--quiet", "--depth=1", `file://${history.directory}`, clone.directory]);
  const repository = await openRepository(clone.directory);
  assert.equal((await resolveCommit(repository, "HEAD")).commit, history.merge);
  for (const revision of ["HEAD~1", history.first]) {
    await assert.rejects(resolveCommit(repository, revision), { code: "REF_NOT_FOUND", todo: /--unshallow/ });
  }
});
