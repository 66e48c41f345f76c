// Pushing against a real bare remote with two clones: the race, its bounds, and that nothing is lost.
import assert from "node:assert/strict";
import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { commitFiles } from "../../src/git/commit-runs.ts";
import { pushBranch } from "../../src/git/push.ts";
import { openRepository } from "../../src/git/repository.ts";
import type { Repository } from "../../src/git/repository.ts";
import type { ObjectFormat } from "../../src/model/ports.ts";
import { makeFolder, makeRepository, openTestRepository, writeScript } from "../support/repository.ts";
import type { Ending, TestRepository } from "../support/repository.ts";

const PUSH = { remote: "origin", ref: "refs/heads/main", attempts: 3 };
const EVIDENCE = "runs/p/r/evidence.jsonl";
const REPORT = "runs/p/r/report.md";

interface Race {
  readonly remote: TestRepository;
  readonly one: Clone;
  readonly two: Clone;
}

interface Clone extends TestRepository {
  readonly repository: Repository;
  /** Records files as the program does, and leaves them in the work tree. */
  readonly record: (texts: Readonly<Record<string, string>>) => Promise<string>;
}

async function openClone(directory: string): Promise<Clone> {
  const handle = openTestRepository(directory);
  const repository = await openRepository(directory);
  return {
    ...handle,
    repository,
    record: async (texts) => {
      handle.write(texts);
      const files = Object.entries(texts).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
      const request = {
        ref: "refs/heads/main",
        parent: handle.git(["rev-parse", "main"]),
        files,
        message: "record",
        at: new Date(0),
      };
      return commitFiles(repository, request);
    },
  };
}

/** A bare remote whose main has a plan and the first line of a run, and two clones of it. */
async function makeRace(ending: Ending, objectFormat: ObjectFormat = "sha1"): Promise<Race> {
  const template = templates.get(objectFormat) ?? makeTemplate(objectFormat);
  templates.set(objectFormat, template);
  const folder = makeFolder(ending);
  cpSync(template, folder, { recursive: true });
  for (const name of ["one", "two"]) {
    const config = join(folder, name, ".git/config");
    writeFileSync(config, readFileSync(config, "utf8").replaceAll(template, folder));
  }
  const remote = openTestRepository(join(folder, "remote.git"));
  return { remote, one: await openClone(join(folder, "one")), two: await openClone(join(folder, "two")) };
}

// Cloning takes most of the time of these tests: it is done once for each format, and copied.
const templates = new Map<ObjectFormat, string>();
const cleanups: (() => void)[] = [];
const file: Ending = { after: (done) => cleanups.push(done) };
after(() => cleanups.forEach((done) => done()));

function makeTemplate(objectFormat: ObjectFormat): string {
  const folder = makeFolder(file);
  const remote = makeRepository(
    { after },
    { objectFormat, bare: true, directory: join(folder, "remote.git") },
  );
  const one = makeRepository(file, { objectFormat, directory: join(folder, "one") });
  one.commit({ "plans/p/plan.yaml": "x\n", [EVIDENCE]: "1\n", [REPORT]: "a\n" });
  one.git(["remote", "add", "origin", remote.directory]);
  one.git(["push", "--quiet", "origin", "main"]);
  cpSync(one.directory, join(folder, "two"), { recursive: true });
  return folder;
}

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`${objectFormat}: the slower one is laid on top, and its clone follows`, async (t) => {
    const { remote, one, two } = await makeRace(t, objectFormat);
    const first = await one.record({ "runs/q/r/evidence.jsonl": "1\n" });
    assert.deepEqual(await pushBranch(one.repository, PUSH), {
      tip: first,
      attempts: 1,
      localBranch: "same",
    });
    await two.record({ [EVIDENCE]: "1\n2\n", [REPORT]: "b\n" });
    await two.record({ [EVIDENCE]: "1\n2\n3\n" });
    const { tip, ...rest } = await pushBranch(two.repository, PUSH);
    assert.deepEqual(rest, { attempts: 2, localBranch: "moved" });
    assert.equal(remote.git(["rev-parse", "main"]), tip);
    assert.equal(two.git(["rev-parse", "main"]), tip);
    assert.equal(two.git(["rev-list", "--count", `${first}..${tip}`]), "2");
    assert.equal(remote.git(["cat-file", "blob", `${tip}~1:${EVIDENCE}`]), "1\n2");
    assert.equal(remote.git(["cat-file", "blob", `${tip}:${EVIDENCE}`]), "1\n2\n3");
    assert.equal(remote.git(["cat-file", "blob", `${tip}:runs/q/r/evidence.jsonl`]), "1");
    assert.equal(two.git(["status", "--porcelain"]), "");
    assert.equal(
      two.git(["show", "-s", "--format=%an %at %s"]),
      two.git(["show", "-s", "--format=%an %at %s", "main@{1}"]),
    );
    remote.git(["fsck", "--strict"]);
    assert.deepEqual(readdirSync(join(two.directory, ".git/cutplan")), []);
  });
}

test("the same run, theirs a beginning of ours: the longer is kept, never a shorter one in between", async (t) => {
  const { remote, one, two } = await makeRace(t);
  await one.record({ [EVIDENCE]: "1\n2\n", [REPORT]: "b\n" });
  await pushBranch(one.repository, PUSH);
  await two.record({ [EVIDENCE]: "1\n2\n", [REPORT]: "b\n" });
  await two.record({ [EVIDENCE]: "1\n2\n3\n", [REPORT]: "c\n" });
  const { tip } = await pushBranch(two.repository, PUSH);
  assert.equal(remote.git(["cat-file", "blob", `${tip}:${EVIDENCE}`]), "1\n2\n3");
  assert.equal(remote.git(["cat-file", "blob", `${tip}:${REPORT}`]), "c");
  assert.equal(remote.git(["rev-list", "--count", "main"]), "3");
});

test("the same run, ours a beginning of theirs: theirs is taken, and the work tree follows", async (t) => {
  const { remote, one, two } = await makeRace(t);
  const theirs = await one.record({ [EVIDENCE]: "1\n2\n3\n", [REPORT]: "c\n" });
  await pushBranch(one.repository, PUSH);
  await two.record({ [EVIDENCE]: "1\n2\n", [REPORT]: "b\n" });
  assert.deepEqual(await pushBranch(two.repository, PUSH), {
    tip: theirs,
    attempts: 2,
    localBranch: "moved",
  });
  assert.equal(remote.git(["rev-parse", "main"]), theirs);
  assert.equal(two.git(["status", "--porcelain"]), "");
});

test("the same run recorded differently: refused, both commits named, ours still on the branch", async (t) => {
  const { remote, one, two } = await makeRace(t);
  const theirs = await one.record({ [EVIDENCE]: "1\nA\n" });
  await pushBranch(one.repository, PUSH);
  const ours = await two.record({ [EVIDENCE]: "1\nB\n" });
  await assert.rejects(
    pushBranch(two.repository, PUSH),
    (error: Error & { code?: string; todo?: string }) => {
      assert.equal(error.code, "PUSH_DIVERGED");
      assert.ok(error.message.includes(EVIDENCE));
      assert.ok(error.todo?.includes(ours) === true && error.todo.includes(theirs));
      return true;
    },
  );
  assert.equal(two.git(["rev-parse", "main"]), ours);
  assert.equal(remote.git(["rev-parse", "main"]), theirs);
  assert.equal(two.git(["status", "--porcelain"]), "");
  // The way out that the message names works.
  two.git(["branch", "kept", ours]);
  two.git(["reset", "--quiet", "--keep", theirs]);
});

test("a person's own commit outside runs/ is theirs to rebase", async (t) => {
  const { one, two } = await makeRace(t);
  await one.record({ [EVIDENCE]: "1\n2\n" });
  await pushBranch(one.repository, PUSH);
  const own = two.commit({ "plans/p/plan.yaml": "changed\n" });
  await assert.rejects(pushBranch(two.repository, PUSH), {
    code: "PUSH_DIVERGED",
    message: /plans\/p\/plan\.yaml/,
  });
  assert.equal(two.git(["rev-parse", "main"]), own);
});

test("a remote that always has something newer: a bounded number of attempts, nothing lost", async (t) => {
  const { remote, two } = await makeRace(t);
  // The remote's own hook lets a rival in while a push is under way, so that every push comes too late.
  const hook = join(remote.directory, "hooks/pre-receive");
  const rival =
    'rival=$(git commit-tree -p main -m rival "main^{tree}") && git update-ref refs/heads/main "$rival"';
  writeScript(
    hook,
    `unset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\nexport GIT_AUTHOR_NAME=r GIT_AUTHOR_EMAIL=r GIT_COMMITTER_NAME=r GIT_COMMITTER_EMAIL=r\n${rival}`,
  );
  const ours = await two.record({ [EVIDENCE]: "1\n2\n" });
  await assert.rejects(pushBranch(two.repository, { ...PUSH, attempts: 2 }), { code: "PUSH_OUTRUN" });
  assert.equal(two.git(["rev-parse", "main"]), ours);
  assert.equal(two.git(["status", "--porcelain"]), "");
  assert.equal(remote.git(["rev-list", "--count", "main"]), "3");
});

test("local changes in the way are not overwritten: pushed, and the branch left where it is", async (t) => {
  const { remote, one, two } = await makeRace(t);
  one.commit({ "plans/p/plan.yaml": "changed upstream\n" });
  await pushBranch(one.repository, PUSH);
  const ours = await two.record({ [EVIDENCE]: "1\n2\n" });
  two.write({ "plans/p/plan.yaml": "changed here\n" });
  const { tip, localBranch } = await pushBranch(two.repository, PUSH);
  assert.equal(localBranch, "left");
  assert.equal(remote.git(["rev-parse", "main"]), tip);
  assert.equal(two.git(["rev-parse", "main"]), ours);
  assert.equal(two.git(["status", "--porcelain"]), " M plans/p/plan.yaml");
});

test("upstream's changes of plans arrive in the work tree of a clone without local changes", async (t) => {
  const { one, two } = await makeRace(t);
  one.commit({ "plans/p/plan.yaml": "changed upstream\n", "plans/new/plan.yaml": "new\n" });
  await pushBranch(one.repository, PUSH);
  await two.record({ [EVIDENCE]: "1\n2\n" });
  assert.equal((await pushBranch(two.repository, PUSH)).localBranch, "moved");
  assert.equal(two.git(["status", "--porcelain"]), "");
  assert.equal(two.git(["ls-files", "plans"]), "plans/new/plan.yaml\nplans/p/plan.yaml");
});

test("a branch that the remote does not have yet is made there", async (t) => {
  const { remote, one } = await makeRace(t);
  one.git(["checkout", "--quiet", "-b", "fresh"]);
  const { tip } = await pushBranch(one.repository, { ...PUSH, ref: "refs/heads/fresh" });
  assert.equal(remote.git(["rev-parse", "fresh"]), tip);
});

test("a shallow clone pushes, and is laid on top too", async (t) => {
  const { remote, one } = await makeRace(t);
  one.commit({ "plans/p/plan.yaml": "second\n" });
  await pushBranch(one.repository, PUSH);
  const directory = join(makeFolder(t), "shallow");
  one.git(["clone", "--quiet", "--depth=1", `file://${remote.directory}`, directory]);
  const shallow = await openClone(directory);
  await one.record({ "runs/q/r/evidence.jsonl": "1\n" });
  await pushBranch(one.repository, PUSH);
  await shallow.record({ [EVIDENCE]: "1\n2\n" });
  const { tip, localBranch } = await pushBranch(shallow.repository, PUSH);
  assert.equal(localBranch, "moved");
  assert.equal(remote.git(["rev-parse", "main"]), tip);
  assert.equal(shallow.git(["status", "--porcelain"]), "");
});

test("a push address of its own is used", async (t) => {
  const { remote, one } = await makeRace(t);
  const other = makeRepository(t, { bare: true });
  one.git(["config", "remote.origin.pushurl", other.directory]);
  const tip = await one.record({ [EVIDENCE]: "1\n2\n" });
  await pushBranch(one.repository, PUSH);
  assert.equal(other.git(["rev-parse", "main"]), tip);
  assert.notEqual(remote.git(["rev-parse", "main"]), tip);
});

test("no such remote, two addresses, a remote that says no", async (t) => {
  const { remote, one } = await makeRace(t);
  for (const name of ["nothing", "-x", "a b", "x\ny", ""]) {
    await assert.rejects(pushBranch(one.repository, { ...PUSH, remote: name }), { code: "USAGE" });
  }
  const hook = join(remote.directory, "hooks/pre-receive");
  writeScript(hook, "echo protected >&2\nexit 1");
  const ours = await one.record({ [EVIDENCE]: "1\n2\n" });
  await assert.rejects(pushBranch(one.repository, PUSH), { code: "GIT_FAILED", message: /hook declined/ });
  assert.equal(one.git(["rev-parse", "main"]), ours);
  one.git(["config", "--add", "remote.origin.url", "/elsewhere"]);
  await assert.rejects(pushBranch(one.repository, PUSH), { code: "USAGE" });
});
