// Walking trees: order, limits, and what stands in the folder's place. Trees are values here, not objects of git.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { comparePaths, listFolder } from "../../src/git/list-folder.ts";
import type { ReadTree } from "../../src/git/list-folder.ts";
import type { ParsedTree, TreeEntry } from "../../src/git/tree.ts";

const folder = (name: string, oid: string): TreeEntry => ({ kind: "folder", name, mode: "40000", oid });
const file = (name: string, mode = "100644"): TreeEntry => ({
  kind: "file",
  name,
  mode,
  oid: `oid of ${name}`,
});

function readerOf(trees: Readonly<Record<string, readonly TreeEntry[]>>, asked: string[] = []): ReadTree {
  return (oid) => {
    asked.push(oid);
    const parsed: ParsedTree = {
      entries: trees[oid] ?? assert.fail(`tree ${oid} was asked for`),
      faults: [],
    };
    return Promise.resolve(parsed);
  };
}

test("only the folder is walked, and its paths are from the root", async () => {
  const asked: string[] = [];
  const trees = {
    root: [folder("plans", "P"), folder("other", "O")],
    P: [folder("a", "A"), file("z")],
    A: [file("plan.yaml"), file("l", "120000")],
  };
  const listing = await listFolder(readerOf(trees, asked), "root", "plans");
  assert.deepEqual(listing.files.map(({ path, mode }) => [path, mode]), [["plans/a/l", "120000"], ["plans/a/plan.yaml", "100644"], ["plans/z", "100644"]]); // prettier-ignore
  assert.deepEqual([...listing.folders], [["plans", "P"], ["plans/a", "A"]]); // prettier-ignore
  assert.deepEqual(asked, ["root", "P", "A"]);
});

test("a deeper folder, an absent one, and a symlink in its place", async () => {
  const reader = readerOf({
    root: [folder("plans", "P"), file("runs", "120000")],
    P: [folder("a", "A")],
    A: [file("x")],
  });
  assert.deepEqual((await listFolder(reader, "root", "plans/a")).files.map(({ path }) => path), ["plans/a/x"]); // prettier-ignore
  const absent = await listFolder(reader, "root", "nothing");
  assert.deepEqual([absent.files, absent.folders.size, absent.faults], [[], 0, []]);
  assert.deepEqual((await listFolder(reader, "root", "runs")).files, [
    { path: "runs", mode: "120000", oid: "oid of runs" },
  ]);
});

test("faults of the root count only where they concern the folder", async () => {
  const reader: ReadTree = (oid) =>
    Promise.resolve({
      entries: oid === "root" ? [folder("plans", "P"), folder("Plans", "Q")] : [],
      faults:
        oid === "root"
          ? ["plans", "Plans", "other"].map((path) => ({ path, fault: "names-collide", detail: "" }) as const)
          : [],
    });
  const { faults } = await listFolder(reader, "root", "plans");
  assert.deepEqual(faults.map(({ path }) => path), ["Plans", "plans"]); // prettier-ignore
});

test("more than 20 levels are refused", async () => {
  const deep: ReadTree = (oid) => Promise.resolve({ entries: [folder("d", `${oid}x`)], faults: [] });
  await assert.rejects(listFolder(deep, "root", "d"), hasCode("TREE_MALFORMED"));
});

test("a small repository that holds one tree very many times over is refused, each tree read once", async () => {
  const asked: string[] = [];
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_unused, n) => n);
  const trees = {
    root: [folder("plans", "P")],
    P: numbers(1100).map((n) => folder(`d${n}`, "A")),
    A: numbers(2000).map((n) => file(`f${n}`)),
  };
  await assert.rejects(listFolder(readerOf(trees, asked), "root", "plans"), hasCode("TREE_MALFORMED"));
  assert.deepEqual(asked, ["root", "P", "A"]);
});

test("a folder with very many entries is listed", async () => {
  const names = Array.from({ length: 300_000 }, (_unused, n) => `d${n}`);
  const trees = { root: [folder("plans", "P")], P: names.map((name) => folder(name, "E")), E: [] };
  const { folders } = await listFolder(readerOf(trees), "root", "plans");
  assert.equal(folders.size, 300_001);
});

test("paths are ordered by their bytes", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", "/", "-", "\u00fc", "\ud7ff", "\ue000", "\uffff", "\u{10000}", "\u{10ffff}"),
    maxLength: 4,
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      assert.equal(Math.sign(comparePaths(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
    { seed: 1, numRuns: 300 },
  );
  assert.ok(comparePaths("\uffff", "\u{10000}") < 0);
});

function hasCode(code: string): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}
