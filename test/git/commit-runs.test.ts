// Committing runs from bytes: what the commit holds, who made it, and that the clone stays in step.
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { commitFiles, currentBranch } from "../../src/git/commit-runs.ts";
import type { CommitRequest } from "../../src/git/commit-runs.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

const at = new Date("2026-11-21T10:05:00.700Z");
const files = (texts: Readonly<Record<string, string>>): CommitRequest["files"] =>
  Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
const before = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`${objectFormat}: the files are added to the branch, and the work tree is clean`, async (t) => {
    process.env["GIT_CONFIG_GLOBAL"] = "/dev/null";
    const { directory, commit, git, write } = makeRepository(t, { objectFormat });
    const parent = commit({ "plans/p/plan.yaml": "x\n", "runs/p/r/evidence.jsonl": "1\n" });
    const texts = { "runs/p/r/evidence.jsonl": "1\n2\r\n", "runs/p/r/report.md": "ü", "runs/new/empty": "" };
    write({ ...texts, unrelated: "not ours" });
    const message = "record\n\nCutplan-Run: p-1";
    const repository = await openRepository(directory);
    const made = await commitFiles(repository, {
      ref: "refs/heads/main",
      parent,
      files: files(texts),
      message,
      at,
    });
    assert.equal(git(["rev-parse", "main"]), made);
    assert.equal(git(["show", "-s", "--format=%P|%an <%ae> %at %ai|%cn <%ce> %ct|%B", made]),
      `${parent}|cutplan <cutplan@localhost> 1795255500 2026-11-21 10:05:00 +0000|cutplan <cutplan@localhost> 1795255500|${message}\n`); // prettier-ignore
    assert.equal(
      git(["ls-tree", "-r", "--name-only", made]),
      ["plans/p/plan.yaml", ...Object.keys(texts).sort()].join("\n"),
    );
    for (const [path, text] of Object.entries(texts))
      assert.equal(git(["cat-file", "blob", `${made}:${path}`]), text.replace(/\n$/, ""));
    assert.equal(git(["status", "--porcelain"]), "?? unrelated");
    git(["fsck", "--strict"]);
    assert.deepEqual(readdirSync(join(directory, ".git/cutplan")), []);
  });
}

test("the same request makes the same commit", async (t) => {
  const [one, two] = [makeRepository(t), makeRepository(t)];
  const commits = await Promise.all(
    [one, two].map(async ({ directory, commit }) => {
      const parent = commit({ a: "x" });
      const repository = await openRepository(directory);
      return commitFiles(repository, {
        ref: "refs/heads/main",
        parent,
        files: files({ "runs/a": "1" }),
        message: "m",
        at,
      });
    }),
  );
  assert.equal(commits[0], commits[1]);
});

test("a person's staged and unstaged work is left as it is", async (t) => {
  const { directory, commit, git, write } = makeRepository(t);
  const parent = commit({ a: "1", b: "1" });
  write({ a: "staged", b: "unstaged", "runs/r": "r" });
  git(["add", "a"]);
  await commitFiles(await openRepository(directory), {
    ref: "refs/heads/main",
    parent,
    files: files({ "runs/r": "r" }),
    message: "m",
    at,
  });
  assert.equal(git(["status", "--porcelain"]), "M  a\n M b");
  assert.equal(git(["diff", "--name-only", parent, "main"]), "runs/r");
});

test("a branch that is not checked out, and a bare repository, have no index to keep in step", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const parent = commit({ a: "1" });
  git(["branch", "other"]);
  const request = { parent, files: files({ "runs/r": "r" }), message: "m", at };
  await commitFiles(await openRepository(directory), { ...request, ref: "refs/heads/other" });
  assert.equal(git(["status", "--porcelain"]), "");
  const bare = join(makeFolder(t), "bare.git");
  git(["clone", "--quiet", "--bare", directory, bare]);
  const made = await commitFiles(await openRepository(bare), { ...request, ref: "refs/heads/main" });
  assert.equal(git(["--git-dir", bare, "rev-parse", "main"]), made);
});

test("a linked worktree commits to its own branch and index", async (t) => {
  const { commit, git } = makeRepository(t);
  const parent = commit({ a: "1" });
  const linked = join(makeFolder(t), "linked");
  git(["worktree", "add", "--quiet", "-b", "side", linked]);
  const repository = await openRepository(linked);
  assert.equal(await currentBranch(repository), "refs/heads/side");
  await commitFiles(repository, {
    ref: "refs/heads/side",
    parent,
    files: files({ "runs/r": "r" }),
    message: "m",
    at,
  });
  assert.equal(git(["-C", linked, "status", "--porcelain"]), " D runs/r");
});

test("a branch that somebody moved meanwhile stays where it is", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const parent = commit({ a: "1" });
  const moved = commit({ a: "2" });
  const request = { ref: "refs/heads/main", parent, files: files({ "runs/r": "r" }), message: "m", at };
  await assert.rejects(commitFiles(await openRepository(directory), request), { code: "GIT_FAILED" });
  assert.equal(git(["rev-parse", "main"]), moved);
});

test("an index that another git holds: refused, and nothing committed", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const parent = commit({ a: "1" });
  writeFileSync(join(directory, ".git/index.lock"), "");
  const request = { ref: "refs/heads/main", parent, files: files({ "runs/r": "r" }), message: "m", at };
  await assert.rejects(commitFiles(await openRepository(directory), request), { code: "GIT_FAILED" });
  assert.equal(git(["rev-parse", "main"]), parent);
});

test("something else in the place of a file or folder is refused, and nothing committed", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ "runs/p/a": "a", other: "x" });
  const blob = git(["rev-parse", "HEAD:other"]);
  git(["update-index", "--add", "--index-info"], `120000 ${blob}\truns/link\n100755 ${blob}\truns/tool\n`);
  git(["commit", "--quiet", "--message=odd"]);
  const parent = git(["rev-parse", "HEAD"]);
  const repository = await openRepository(directory);
  for (const path of ["runs", "runs/p", "other/x", "runs/link", "runs/link/x", "runs/tool"]) {
    const request = { ref: "refs/heads/main", parent, files: files({ [path]: "r" }), message: "m", at };
    await assert.rejects(commitFiles(repository, request), { code: "TREE_MALFORMED" }, path);
  }
  assert.equal(git(["rev-parse", "main"]), parent);
});

test("the identity: environment, then the user's global configuration, never the repository's", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const parent = commit({ a: "1" });
  git(["config", "user.name", "mallory"]);
  git(["config", "user.email", "mallory@example.org"]);
  const home = makeFolder(t);
  writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Bob ü\n\temail = bob@example.org\n");
  for (const name of ["GIT_CONFIG_GLOBAL", "XDG_CONFIG_HOME"]) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, {
    HOME: home,
    GIT_COMMITTER_NAME: "Runner <x>\n",
    GIT_COMMITTER_EMAIL: "runner@example.org",
  });
  const request = { ref: "refs/heads/main", parent, files: files({ "runs/r": "r" }), message: "m", at };
  const made = await commitFiles(await openRepository(directory), request);
  assert.equal(
    git(["show", "-s", "--format=%an <%ae>|%cn <%ce>", made]),
    "Bob ü <bob@example.org>|Runner x <runner@example.org>",
  );
});

test("the current branch, also before its first commit; none when detached", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const repository = await openRepository(directory);
  assert.equal(await currentBranch(repository), "refs/heads/main");
  commit({ a: "1" });
  git(["checkout", "--quiet", "--detach"]);
  assert.equal(await currentBranch(repository), undefined);
});

test("paths and branches that must not be are our own bug", async (t) => {
  const { directory, commit } = makeRepository(t);
  const parent = commit({ a: "1" });
  const repository = await openRepository(directory);
  const request = { ref: "refs/heads/main", parent, files: files({ "runs/r": "r" }), message: "m", at };
  for (const ref of ["main", "-d", "refs/heads/-x", "refs/tags/x", "refs/heads/a b"]) {
    await assert.rejects(commitFiles(repository, { ...request, ref }), /is not a branch in full/);
  }
  for (const path of ["../x", "runs//x", ".git/config", "runs/a\nb", "/runs/x"]) {
    await assert.rejects(
      commitFiles(repository, { ...request, files: files({ [path]: "x" }) }),
      /cannot be committed/,
    );
  }
});
