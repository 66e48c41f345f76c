// Raw trees: what is listed, and which entries no honest tree has.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { parseTree } from "../../src/git/tree.ts";
import type { ParsedTree } from "../../src/git/tree.ts";

const OID = "c".repeat(40);

function treeOf(...entries: readonly (readonly [mode: string, name: string | Uint8Array])[]): ParsedTree {
  const bytes = Buffer.concat(
    entries.flatMap(([mode, name]) => [
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.alloc(20, 0xcc),
    ]),
  );
  const parsed = parseTree({ oid: OID, bytes, objectFormat: "sha1" });
  assert.ok(!(parsed instanceof Refusal));
  return parsed;
}

test("modes and names as they stand", () => {
  const { entries, faults } = treeOf(
    ["100644", "a b"],
    ["100755", "ü"],
    ["120000", "link"],
    ["160000", "sub"],
    ["40000", "dir"],
  );
  assert.deepEqual(faults, []);
  assert.deepEqual(
    entries.map(({ kind, name, mode, oid }) => [kind, name, mode, oid === OID]),
    [
      ["file", "a b", "100644", true],
      ["file", "ü", "100755", true],
      ["file", "link", "120000", true],
      ["file", "sub", "160000", true],
      ["folder", "dir", "40000", true],
    ],
  );
});

test("SHA-256 entries have 32 bytes", () => {
  const bytes = Buffer.concat([Buffer.from("100644 a\0"), Buffer.alloc(32, 1)]);
  const parsed = parseTree({ oid: "d".repeat(64), bytes, objectFormat: "sha256" });
  assert.ok(!(parsed instanceof Refusal));
  assert.deepEqual(parsed.entries, [{ kind: "file", name: "a", mode: "100644", oid: "01".repeat(32) }]);
});

test("an empty tree is an empty list", () => assert.deepEqual(treeOf(), { entries: [], faults: [] }));

test("an unknown mode is a fault, and not listed", () => {
  for (const mode of ["100664", "040000", "0", "100600", "777"]) {
    const { entries, faults } = treeOf([mode, "x"]);
    assert.deepEqual([entries.length, faults[0]?.fault, faults[0]?.path], [0, "mode-unknown", "x"]);
  }
});

test("a doubled name is listed once, with a fault", () => {
  const { entries, faults } = treeOf(["100644", "x"], ["40000", "x"]);
  assert.deepEqual(
    [entries.map((entry) => entry.mode), faults.map((fault) => [fault.path, fault.fault])],
    [["100644"], [["x", "name-doubled"]]],
  );
});

for (const [left, right] of [
  ["Plan", "plan"],
  ["caf\u00e9", "cafe\u0301"],
  ["STRASSE", "straße"],
  ["ſ", "s"],
] as const) {
  test(`"${left}" and "${right}" collide, each with a fault`, () => {
    const { entries, faults } = treeOf(["40000", left], ["40000", right], ["40000", "other"]);
    assert.equal(entries.length, 3);
    assert.deepEqual(faults.map((fault) => [fault.path, fault.fault]), [[left, "names-collide"], [right, "names-collide"]]); // prettier-ignore
  });
}

test("bytes that do not divide into entries are refused, and no bytes make it throw", () => {
  for (const bytes of ["100644 x", "100644 x\0short", "100644", "x\0", " "]) {
    const parsed = parseTree({ oid: OID, bytes: Buffer.from(bytes), objectFormat: "sha1" });
    assert.ok(parsed instanceof Refusal, bytes);
    assert.equal(parsed.code, "TREE_MALFORMED");
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      parseTree({ oid: OID, bytes, objectFormat: "sha1" });
    }),
    { seed: 1, numRuns: 500 },
  );
});
