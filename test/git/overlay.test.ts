// Laying files over a tree gives what git's own index would give.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hashObject } from "../../src/git/object-name.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { overlayFiles } from "../../src/git/overlay.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeRepository } from "../support/repository.ts";

test("the same tree as git's index makes, for any files", async (t) => {
  const repository = makeRepository(t);
  const { git } = repository;
  repository.commit({ "a/b": "1", "a.b/c": "1", "a-b": "1", "ü/x": "1" });
  const base = git(["rev-parse", "HEAD^{tree}"]);
  const store = await startObjectStore(await openRepository(repository.directory));
  const name = fc.constantFrom("a", "a.b", "a-b", "a0", "ü", "z");
  const path = fc.array(name, { minLength: 2, maxLength: 3 }).map((names) => ["runs", ...names].join("/"));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(path, { maxLength: 4 }), async (paths) => {
      fc.pre(paths.every((one) => !paths.some((other) => other.startsWith(`${one}/`))));
      const oid = git(["hash-object", "-w", "--stdin"], "x");
      const files = paths.map((one) => ({ path: one, oid }));
      const readEntries = (tree: string) => store.readEntries(tree);
      const { tree, trees } = await overlayFiles({ objectFormat: "sha1", tree: base, readEntries }, files);
      git(["read-tree", base]);
      git(
        ["update-index", "--add", "-z", "--index-info"],
        paths.map((one) => `100644 ${oid}\t${one}\0`).join(""),
      );
      assert.equal(tree, git(["write-tree"]));
      const last = trees.at(-1) ?? assert.fail("no tree");
      assert.equal(hashObject("sha1", "tree", last), tree);
    }),
    { seed: 1, numRuns: 15 },
  );
  await store.stop();
});

test("two files of one commit that cannot both be there are our own bug", async () => {
  const base = { objectFormat: "sha1", tree: "", readEntries: () => Promise.resolve([]) } as const;
  for (const paths of [["a", "a/b"], ["a/b", "a"], ["a/../b"], ["a/"]]) {
    const files = paths.map((path) => ({ path, oid: "f".repeat(40) }));
    await assert.rejects(overlayFiles(base, files), /same commit|cannot be committed/);
  } // prettier-ignore
});
