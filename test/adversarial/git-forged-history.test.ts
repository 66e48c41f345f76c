// Objects and histories that are not what their names say: the named bytes are read, or there is a refusal. Each
// forgery is shown to deceive a plain git, where it does.
import assert from "node:assert/strict";
import { chmodSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { forgeObject } from "../support/forge-object.ts";
import { HONEST, PLAN, readPlan } from "../support/reconcile-git.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

test("a replaced commit and a replaced blob: the originals are read", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ [PLAN]: HONEST });
  git(["replace", git(["rev-parse", `HEAD:${PLAN}`]), git(["hash-object", "-w", "--stdin"], "forged")]);
  const other = git(["commit-tree", "-m", "forged", git(["mktree"], "")]);
  git(["replace", head, other]);
  assert.equal(git(["ls-tree", "HEAD"]), "");
  assert.deepEqual(await readPlan(directory), { commit: head, plan: HONEST });
});

test("a graft gives the commit another parent: the parent it names is taken", async (t) => {
  const { directory, commit, git, write } = makeRepository(t);
  const first = commit({ [PLAN]: HONEST }, "the first");
  const head = commit({ a: "2" });
  const stranger = git(["commit-tree", "-m", "stranger", "HEAD^{tree}"]);
  write({ ".git/info/grafts": `${head} ${stranger}\n` });
  assert.equal(git(["rev-parse", "HEAD~1"]), stranger);
  for (const revision of ["HEAD~1", "HEAD^{/the first}"]) {
    assert.equal((await readPlan(directory, revision)).commit, first);
  }
});

test("a planted list of shallow commits hides the history: the parent is found all the same", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const first = commit({ [PLAN]: HONEST });
  const head = commit({ a: "2" });
  writeFileSync(join(directory, ".git/shallow"), `${head}\n`);
  assert.throws(() => git(["rev-parse", "--verify", "HEAD~1"]));
  assert.equal((await readPlan(directory, "HEAD~1")).commit, first);
});

test("an edited commit-graph names another parent: the commit's own bytes decide", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const [first = "", second = "", third = "", head = ""] = ["1", "2", "3", "4"].map((a) =>
    commit({ [PLAN]: HONEST, a }, `number ${a}`),
  );
  git(["commit-graph", "write", "--reachable"]);
  const file = join(directory, ".git/objects/info/commit-graph");
  const graph = readFileSync(file);
  // gitformat-commit-graph(5): rows of tree, two parents by position, and date, in the order of the commits' names.
  const rows = Number(graph.readBigUInt64BE(graph.indexOf("CDAT") + 4));
  const positions = [first, second, third, head].sort();
  const parent = rows + positions.indexOf(third) * 36 + 20;
  assert.equal(graph.readUInt32BE(parent), positions.indexOf(second));
  graph.writeUInt32BE(positions.indexOf(first), parent);
  chmodSync(file, 0o644);
  writeFileSync(file, graph);
  assert.equal(git(["rev-parse", "HEAD~2"]), first);
  for (const revision of ["HEAD~2", "HEAD^{/number 2}"]) {
    assert.equal((await readPlan(directory, revision)).commit, second);
  }
});

for (const what of ["blob", "tree", "commit", "tag"] as const) {
  test(`a loose ${what} with other content than its name says is refused`, async (t) => {
    const repository = makeRepository(t);
    const { directory, commit, git } = repository;
    const head = commit({ [PLAN]: HONEST });
    git(["tag", "--annotate", "--message=v1", "v1"]);
    const oid = git([
      "rev-parse",
      { blob: `HEAD:${PLAN}`, tree: "HEAD:plans/p", commit: "HEAD", tag: "v1" }[what],
    ]);
    const raw = git(["cat-file", what === "tree" ? "blob" : what, what === "tree" ? `HEAD:${PLAN}` : oid]);
    const forgeries = { blob: "forged\n", tree: "", commit: `${raw} forged\n`, tag: `${raw} forged\n` };
    forgeObject(repository, oid, forgeries[what]);
    if (what === "blob") assert.equal(git(["cat-file", "blob", oid]), "forged");
    await assert.rejects(readPlan(directory, what === "tag" ? "v1" : head), { code: "OBJECT_CORRUPT" });
  });
}

test("a loose object that cannot be unpacked is corrupt, not missing, and the others are still read", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ a: "a", b: "b", c: "c", d: "d" });
  const oids = ["a", "b", "c", "d"].map((name) => git(["rev-parse", `HEAD:${name}`]));
  const [garbage = "", empty = "", truncated = "", good = ""] = oids;
  for (const [oid, keep] of [[garbage, -1], [empty, 0], [truncated, 5]] as const) {
    const file = join(directory, ".git/objects", oid.slice(0, 2), oid.slice(2));
    chmodSync(file, 0o644);
    writeFileSync(file, keep === -1 ? "garbage" : readFileSync(file).subarray(0, keep));
  } // prettier-ignore
  const store = await startObjectStore(await openRepository(directory));
  const results = await Promise.allSettled(oids.map((oid) => store.readBlob(oid, 100)));
  const codes = results.map((result) =>
    result.status === "rejected" ? (result.reason as { code: unknown }).code : "read",
  );
  assert.deepEqual(codes, ["OBJECT_CORRUPT", "OBJECT_CORRUPT", "OBJECT_CORRUPT", "read"]);
  assert.deepEqual(Buffer.from(await store.readBlob(good, 100)), Buffer.from("d"));
  await store.stop();
});

test("a corrupt pack does not answer with wrong bytes", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ [PLAN]: HONEST, "plans/p/source.md": "x".repeat(5000) });
  git(["repack", "-a", "-d", "--quiet"]);
  const folder = join(directory, ".git/objects/pack");
  const file = join(
    folder,
    readdirSync(folder).find((name) => name.endsWith(".pack")) ?? assert.fail("no pack"),
  );
  const bytes = readFileSync(file);
  chmodSync(file, 0o644);
  for (let offset = 20; offset < bytes.length - 20; offset += 7) bytes[offset] = 0x55;
  writeFileSync(file, bytes);
  await assert.rejects(readPlan(directory), { name: "Refusal" });
});

test("a forged object in a repository that this one borrows from is refused", async (t) => {
  const lender = makeRepository(t);
  lender.commit({ [PLAN]: HONEST });
  const clone = join(makeFolder(t), "clone");
  lender.git(["clone", "--quiet", "--shared", lender.directory, clone]);
  assert.equal((await readPlan(clone)).plan, HONEST);
  forgeObject(lender, lender.git(["rev-parse", `HEAD:${PLAN}`]), "forged\n");
  await assert.rejects(readPlan(clone), { code: "OBJECT_CORRUPT" });
});
