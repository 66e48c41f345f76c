// Every version of some files: equal to looking into every commit, for any history, at the cost of what changed.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { cutTree } from "../../src/git/cut-tree.ts";
import type { CutFolder } from "../../src/git/cut-tree.ts";
import { comparePaths } from "../../src/git/list-folder.ts";
import { listVersions } from "../../src/git/list-versions.ts";
import { hashObject } from "../../src/git/object-name.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { renderTree } from "../../src/git/tree.ts";
import type { FileVersion, HistoryCommit } from "../../src/model/ports.ts";
import { makeRepository } from "../support/repository.ts";

const APPROVALS = ["plans", "*", "approvals", "*"];

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`${objectFormat}: changed, deleted and brought back, moved, on a side branch, with another mode`, async (t) => {
    const { directory, commit, git } = makeRepository(t, { objectFormat });
    const bob = "plans/p/approvals/SG_1.bob.yaml";
    const first = commit({ [bob]: "1", "plans/p/plan.yaml": "p", "plans/approvals/x": "not deep enough" });
    const second = commit({ [bob]: "2", "plans/p/approvals/deep/er": "too deep" });
    git(["rm", "--quiet", bob]);
    commit({ other: "x" });
    git(["checkout", "--quiet", "-b", "side"]);
    const side = commit({ "plans/q/approvals/SG_2.eve.yaml": "1" });
    git(["checkout", "--quiet", "main"]);
    const back = commit({ [bob]: "1", "plans/p/approvals/SG_1.ann.yaml": "1" });
    git(["update-index", "--chmod=+x", bob]);
    const tool = commit({});
    git(["merge", "--quiet", "--no-ff", "--no-edit", "side"]);
    const oid = (text: string): string => git(["hash-object", "--stdin"], text);
    const store = await startObjectStore(await openRepository(directory));
    const history = await store.readHistory(git(["rev-parse", "HEAD"]));
    const versions = await store.listVersions(history, APPROVALS);
    const bobOf = (commitOf: string, text: string, mode = "100644"): FileVersion => ({
      path: bob,
      mode,
      oid: oid(text),
      commit: commitOf,
    });
    assert.deepEqual(versions, [
      bobOf(first, "1"),
      bobOf(second, "2"),
      { path: "plans/p/approvals/SG_1.ann.yaml", mode: "100644", oid: oid("1"), commit: back },
      bobOf(tool, "1", "100755"),
      { path: "plans/q/approvals/SG_2.eve.yaml", mode: "100644", oid: oid("1"), commit: side },
    ]);
    const plan = await store.listVersions(history, ["plans", "p", "plan.yaml"]);
    assert.deepEqual(plan, [{ path: "plans/p/plan.yaml", mode: "100644", oid: oid("p"), commit: first }]);
    for (const nothing of [[], ["plans"], ["other", "*"], ["plans", "P", "*"], ["nowhere", "*", "*"]])
      assert.deepEqual(await store.listVersions(history, nothing), []);
    await store.stop();
  });
}

/** Trees as values: a folder is a record, a file its text. */
interface Folder {
  readonly [name: string]: Folder | string;
}

function plant(trees: Map<string, Uint8Array>, folder: Folder): string {
  const entries = Object.entries(folder).map(([name, below]) => ({
    name: Buffer.from(name),
    mode: typeof below === "string" ? "100644" : "40000",
    oid: typeof below === "string" ? hashObject("sha1", "blob", Buffer.from(below)) : plant(trees, below),
  }));
  const bytes = renderTree(entries);
  const oid = hashObject("sha1", "tree", bytes);
  trees.set(oid, bytes);
  return oid;
}

function plantHistory(roots: readonly Folder[]): {
  readonly history: readonly HistoryCommit[];
  readonly cutFolder: CutFolder;
  readonly asked: string[];
} {
  const trees = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const history = roots.map((folder, n) => ({
    commit: `c${n}`,
    tree: plant(trees, folder),
    parents: n === 0 ? [] : [`c${n - 1}`],
    committedAt: "2026-01-01T00:00:00Z",
  }));
  const cutFolder: CutFolder = (oid, name) => {
    asked.push(oid);
    const bytes = trees.get(oid) ?? assert.fail(`the tree ${oid} was asked for`);
    const cut = cutTree({ oid, bytes, objectFormat: "sha1" }, name);
    return cut instanceof Refusal ? Promise.reject(cut) : Promise.resolve(cut);
  };
  return { history, cutFolder, asked };
}

/** The plain way: every file of every commit. */
function listPlainly(roots: readonly Folder[], names: readonly string[]): readonly FileVersion[] {
  const versions = new Map<string, FileVersion & { readonly at: number }>();
  const walk = (folder: Folder, path: readonly string[], at: number): void => {
    for (const [name, below] of Object.entries(folder)) {
      const wanted = names[path.length];
      if (wanted !== "*" && wanted !== name) continue;
      const here = [...path, name];
      if (typeof below !== "string") walk(below, here, at);
      else if (here.length === names.length) {
        const oid = hashObject("sha1", "blob", Buffer.from(below));
        const key = `${here.join("/")} ${oid}`;
        const version = { path: here.join("/"), mode: "100644", oid, commit: `c${at}`, at };
        if (!versions.has(key)) versions.set(key, version);
      }
    }
  };
  for (const [at, folder] of roots.entries()) walk(folder, [], at);
  return [...versions.values()]
    .sort((a, b) => a.at - b.at || comparePaths(a.path, b.path))
    .map(({ path, mode, oid, commit }) => ({ path, mode, oid, commit }));
}

const names = fc.constantFrom("a", "b", "\u00fc", "*");
const { folder: folders } = fc.letrec<{ folder: Folder; below: Folder | string }>((tie) => ({
  folder: fc.dictionary(fc.constantFrom("a", "b", "\u00fc"), tie("below"), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
  below: fc.oneof({ depthSize: "small", withCrossShrink: true }, fc.constantFrom("1", "2"), tie("folder")),
}));

test("equal to looking into every file of every commit, whatever the trees share", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(folders, { maxLength: 6 }),
      fc.array(names, { minLength: 1, maxLength: 3 }),
      async (roots, path) => {
        const { history, cutFolder } = plantHistory(roots);
        assert.deepEqual(await listVersions(cutFolder, history, path), listPlainly(roots, path));
      },
    ),
    { seed: 1, numRuns: 400 },
  );
});

test("what did not change is not read again: one tree at many paths and in many commits is read once", async () => {
  const plans = Object.fromEntries(Array.from({ length: 50 }, (_unused, n) => [`p${n}`, { approvals: { x: "1" } }]));
  const roots = Array.from({ length: 100 }, (_unused, n): Folder => ({ src: { f: String(n % 7) }, plans }));
  const { history, cutFolder, asked } = plantHistory(roots);
  assert.equal((await listVersions(cutFolder, history, APPROVALS)).length, 50);
  // Seven roots, and one each of plans, a plan and its approvals.
  assert.equal(asked.length, 7 + 3);
}); // prettier-ignore

test("a tree that cannot be read is refused with its place and the commit that has it first", async () => {
  const { history, cutFolder } = plantHistory([{ plans: {} }, { plans: { p: { approvals: { x: "1" } } } }]);
  let count = 0;
  const failing: CutFolder = (oid, name) => {
    count += 1;
    const text = { message: "it is gone", expected: "", todo: "" };
    return count < 5 ? cutFolder(oid, name) : Promise.reject(new Refusal("OBJECT_MISSING", text));
  };
  await assert.rejects(listVersions(failing, history, APPROVALS), {
    code: "OBJECT_MISSING",
    message: /it is gone.*"plans\/p".*c1/,
  });
});
