// Which of two records of a run counts: the longer one, as long as it begins with the other.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareRecords, splitTorn } from "../../src/runs/record-lines.ts";
import { bytes, words } from "./sample-tree.ts";

const CASES: readonly (readonly [disk: string, committed: string, expected: object])[] = [
  ["", "", { kind: "disk" }],
  ["a\n", "a\n", { kind: "disk" }],
  ["a\nb\n", "a\n", { kind: "disk" }],
  ["", "a\n", { kind: "committed", missing: bytes("a\n") }],
  ["a\n", "a\nb\nc\n", { kind: "committed", missing: bytes("b\nc\n") }],
  ["a\nb\n", "a\nc\n", { kind: "rewritten", line: 2 }],
  ["b\n", "a\n", { kind: "rewritten", line: 1 }],
  ["a\nbb\n", "a\nb\n", { kind: "rewritten", line: 2 }],
  ["a\nb\nc\n", "a\nb\nd\ne\n", { kind: "rewritten", line: 3 }],
];

for (const [disk, committed, expected] of CASES) {
  test(`${JSON.stringify(disk)} on disk, ${JSON.stringify(committed)} committed`, () => {
    assert.deepEqual(compareRecords(bytes(disk), bytes(committed)), expected);
  });
}

test("nothing is lost or made up, whatever the two are", () => {
  const lines = fc
    .array(fc.constantFrom("a\n", "b\n", "ab\n", "\n"), { maxLength: 5 })
    .map((all) => all.join(""));
  fc.assert(
    fc.property(lines, lines, (disk, committed) => {
      const merged = compareRecords(bytes(disk), bytes(committed));
      if (merged.kind === "disk") assert.ok(disk.startsWith(committed));
      else if (merged.kind === "committed") assert.equal(disk + (words(merged.missing) ?? ""), committed);
      else assert.ok(!disk.startsWith(committed) && !committed.startsWith(disk));
    }),
    { seed: 1, numRuns: 500 },
  );
});

test("a torn tail is what stands after the last newline", () => {
  for (const [text, whole, torn] of [
    ["", "", ""],
    ["a", "", "a"],
    ["a\n", "a\n", ""],
    ["a\nb", "a\n", "b"],
  ] as const) {
    const split = splitTorn(bytes(text));
    assert.deepEqual([words(split.whole), words(split.torn)], [whole, torn]);
  }
});
