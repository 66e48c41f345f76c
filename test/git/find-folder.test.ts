// Finding a folder by its path: only what the name says, and a refusal where that is in doubt.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFolderFinder } from "../../src/git/find-folder.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeRepository } from "../support/repository.ts";

test("the folder's tree, or undefined for a file, a symlink, a gitlink, nothing, and another spelling", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  const head = commit({ "plans/p/plan.yaml": "x", "plans/\u00fc/x": "x", "plans/*": "a star" });
  const blob = git(["rev-parse", "HEAD:plans/p/plan.yaml"]);
  git(["update-index", "--add", "--index-info"], `120000 ${blob}\tplans/link\n160000 ${head}\tplans/sub\n`);
  const tree = git(["write-tree"]);
  const store = await startObjectStore(await openRepository(directory));
  assert.equal(await store.findFolder(tree, "plans/p"), git(["rev-parse", "HEAD:plans/p"]));
  assert.equal(await store.findFolder(tree, "plans/\u00fc"), git(["rev-parse", "HEAD:plans/\u00fc"]));
  assert.equal(await store.findFolder(tree, "plans"), git(["rev-parse", `${tree}:plans`]));
  for (const path of ["plans/p/plan.yaml", "plans/p/plan.yaml/x", "plans/link", "plans/sub", "plans/q", "q/p", "Plans", "plans/*", "*", "plans/u\u0308", "", "plans/", "/plans"])
    assert.equal(await store.findFolder(tree, path), undefined, path); // prettier-ignore
  await store.stop();
});

const OID = "a".repeat(40);
const entry = (mode: string): string => `${mode} p\0${"\u00aa".repeat(20)}`;

test("a name that stands twice, or with a mode that git does not write, is refused", async () => {
  for (const entries of [
    [entry("40000"), entry("40000")],
    [entry("40000"), entry("100644")],
    [entry("040000")],
    [entry("100664")],
  ]) {
    const find = openFolderFinder(() => Promise.resolve(entries));
    await assert.rejects(find(OID, "p"), { code: "TREE_MALFORMED" });
  }
  const find = openFolderFinder(() => Promise.resolve([entry("40000").replace("p", "..")]));
  await assert.rejects(find(OID, ".."), { code: "TREE_MALFORMED" });
});

test("a tree is looked into once for each name, also when asked for at the same time", async () => {
  let asked = 0;
  const find = openFolderFinder(() => {
    asked += 1;
    return Promise.resolve([entry("40000")]);
  });
  const found = await Promise.all(Array.from({ length: 100 }, () => find(OID, "p")));
  assert.deepEqual(new Set(found), new Set([OID]));
  assert.equal(asked, 1);
  assert.equal(await find(OID, "p/p"), OID);
  assert.equal(asked, 1);
});
