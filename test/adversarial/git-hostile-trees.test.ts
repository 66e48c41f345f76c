// Trees that no honest git writes: each odd entry is a fault with its place, and nothing odd is listed as a file.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import type { TreeListing } from "../../src/model/ports.ts";
import { makeRepository } from "../support/repository.ts";
import type { Ending, TestRepository } from "../support/repository.ts";

type Entry = readonly [mode: string, name: string | Uint8Array, oid: string];

function writeTree({ git }: TestRepository, entries: readonly Entry[]): string {
  const bytes = entries.flatMap(([mode, name, oid]) => [
    Buffer.from(`${mode} `),
    Buffer.from(name),
    Buffer.from([0]),
    Buffer.from(oid, "hex"),
  ]);
  return git(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], Buffer.concat(bytes));
}

async function list(
  ending: Ending,
  entries: (blob: string, folder: string) => readonly Entry[],
): Promise<TreeListing> {
  const repository = makeRepository(ending);
  const blob = repository.git(["hash-object", "-w", "--stdin"], "x");
  const folder = writeTree(repository, [["100644", "plan.yaml", blob]]);
  const tree = writeTree(repository, [["40000", "plans", writeTree(repository, entries(blob, folder))]]);
  const store = await startObjectStore(await openRepository(repository.directory));
  try {
    return await store.listFolder(tree, "plans");
  } finally {
    await store.stop();
  }
}

const NAMES: readonly (readonly [why: string, name: string | Uint8Array, shown: string])[] = [
  ["leads out of the folder", "..", ".."],
  ["stands for the folder itself", ".", "."],
  ["git's own folder", ".git", ".git"],
  ["git's own folder where case is ignored", ".GiT", ".GiT"],
  ["git's own folder on NTFS", "git~1", "git~1"],
  ["git's own folder on NTFS, dots dropped", ".git. .", ".git. ."],
  ["git's own folder on NTFS, as a stream", ".git::$INDEX_ALLOCATION", ".git::$INDEX_ALLOCATION"],
  ["git's own folder on HFS+, which ignores what is invisible", ".g\u200cit", ".g\\u{200c}it"],
  ["empty", "", ""],
  ["a path, not a name", "a/b", "a/b"],
  ["a path out of the folder", "../../etc/passwd", "../../etc/passwd"],
  ["a path on Windows", "..\\x", "..\\x"],
  ["a line of its own in a report", "a\n::error::x", "a\\u{a}::error::x"],
  ["an escape for the terminal", "\u001b[31mred", "\\u{1b}[31mred"],
  ["shown in another order than it is", "plan\u202elmay.", "plan\\u{202e}lmay."],
  ["starts with a mark that editors swallow", "\ufeffplan", "\\u{feff}plan"],
  ["not UTF-8", Buffer.from([0x70, 0xff]), "p\\xff"],
  ["UTF-8 in an overlong form", Buffer.from([0xc0, 0xae]), "\\xc0\\xae"],
];

test("names that lead elsewhere, hide or deceive: each a fault, shown without what it hides, and none listed", async (t) => {
  const { files, faults } = await list(t, (_blob, folder) => [
    ...NAMES.map(([, name]): Entry => ["40000", name, folder]),
    ["40000", "good", folder],
  ]);
  assert.deepEqual(files.map(({ path }) => path), ["plans/good/plan.yaml"]); // prettier-ignore
  for (const [why, , shown] of NAMES) {
    const found = faults.filter(({ path }) => path === `plans/${shown}`);
    assert.deepEqual(found.map(({ fault }) => fault), ["name-refused"], why); // prettier-ignore
  }
  assert.equal(faults.length, NAMES.length);
});

test("the second of two entries with one name, which checkout would take and rev-parse would not", async (t) => {
  const { files, faults } = await list(t, (blob, folder) => [["100644", "p", blob], ["40000", "p", folder]]); // prettier-ignore
  assert.deepEqual(files.map(({ path }) => path), ["plans/p"]); // prettier-ignore
  assert.deepEqual(faults.map(({ path, fault }) => [path, fault]), [["plans/p", "name-doubled"]]); // prettier-ignore
});

for (const [why, left, right] of [
  ["case", "Plan", "plan"],
  ["normalisation", "caf\u00e9", "cafe\u0301"],
  ["both", "CAF\u00c9", "cafe\u0301"],
] as const) {
  test(`two plans that differ in ${why} only, which are one on some machines`, async (t) => {
    const { faults } = await list(t, (_blob, folder) => [["40000", left, folder], ["40000", "other", folder], ["40000", right, folder]]); // prettier-ignore
    const expected = [left, right].sort().map((name) => [`plans/${name}`, "names-collide"]);
    assert.deepEqual(faults.map(({ path, fault }) => [path, fault]), expected); // prettier-ignore
  });
}

test("a mode that is neither file nor folder", async (t) => {
  const { files, faults } = await list(t, (blob, folder) => [["100666", "a", blob], ["040000", "b", folder], ["100644", "c", blob]]); // prettier-ignore
  assert.deepEqual(files.map(({ path }) => path), ["plans/c"]); // prettier-ignore
  assert.deepEqual(faults.map(({ path, fault }) => [path, fault]), [["plans/a", "mode-unknown"], ["plans/b", "mode-unknown"]]); // prettier-ignore
});

test("a folder that is a file, and a file that is a folder", async (t) => {
  await assert.rejects(
    list(t, (blob) => [["40000", "p", blob]]),
    { code: "OBJECT_CORRUPT" },
  );
});

test("a folder that is not there", async (t) => {
  await assert.rejects(
    list(t, () => [["40000", "p", "f".repeat(40)]]),
    { code: "OBJECT_MISSING" },
  );
});

test("more levels than any plan needs", async (t) => {
  const repository = makeRepository(t);
  let tree = writeTree(repository, []);
  for (let depth = 0; depth < 25; depth += 1) tree = writeTree(repository, [["40000", "plans", tree]]);
  const store = await startObjectStore(await openRepository(repository.directory));
  await assert.rejects(store.listFolder(tree, "plans"), { code: "TREE_MALFORMED" });
  await store.stop();
});
