// Two records of one run: which side continues the other.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chooseSide } from "../../src/git/merge-rule.ts";
import type { ThreeSides } from "../../src/git/merge-rule.ts";

type Texts = readonly [base: string | undefined, ours: string | undefined, theirs: string | undefined];
function sides(path: string, texts: Texts): ThreeSides {
  const [base, ours, theirs] = texts.map((text) => (text === undefined ? undefined : Buffer.from(text)));
  return { path, base, ours, theirs };
}
const evidence = (...texts: Texts): ThreeSides => sides("runs/p/r/evidence.jsonl", texts);
const attestations = (...texts: Texts): ThreeSides => sides("runs/p/r/attestations.jsonl", texts);
const report = (...texts: Texts): ThreeSides => sides("runs/p/r/report.md", texts);

const CASES: readonly (readonly [why: string, files: readonly ThreeSides[], kind: string])[] = [
  ["theirs did not move", [evidence("1", "12", "1"), report("a", "b", "a")], "ours"],
  ["ours did not move", [evidence("1", "1", "12"), report("a", "a", "c")], "theirs"],
  [
    "ours goes on where theirs stopped; the report follows",
    [evidence("1", "123", "12"), report("a", "c", "b")],
    "ours",
  ],
  [
    "theirs goes on where ours stopped; the report follows",
    [evidence("1", "12", "123"), report("a", "b", "c")],
    "theirs",
  ],
  ["the same on both sides", [evidence(undefined, "12", "12"), report(undefined, "b", "b")], "theirs"],
  ["same lines, other reports", [evidence("1", "12", "12"), report("a", "b", "c")], "conflict"],
  [
    "same lines, only we wrote the report",
    [evidence("1", "12", "12"), report(undefined, "b", undefined)],
    "ours",
  ],
  ["other lines", [evidence("1", "12", "13")], "conflict"],
  ["a new run on both sides", [evidence(undefined, "1", "2")], "conflict"],
  [
    "ours longer in one file, theirs in another",
    [evidence("", "1", ""), attestations("", "", "1")],
    "conflict",
  ],
  [
    "ours goes on with evidence and signatures",
    [evidence("1", "123", "12"), attestations("a", "abc", "ab")],
    "ours",
  ],
  [
    "theirs goes on, ours never signed",
    [evidence("1", "12", "123"), attestations(undefined, undefined, "abc")],
    "theirs",
  ],
  [
    "the same statements, signed by each with its own key",
    [evidence("1", "12", "12"), attestations("a", "ab", "aX"), report("r", "s", "t")],
    "theirs",
  ],
  [
    "a new run of the same statements, signed by each with its own key",
    [evidence(undefined, "12", "12"), attestations(undefined, "ab", "AB")],
    "theirs",
  ],
  [
    "theirs goes on from our statements, signed with another key",
    [evidence("1", "12", "123"), attestations("a", "ab", "aXY")],
    "theirs",
  ],
  [
    "ours goes on from their statements, signed with another key: theirs are published",
    [evidence("1", "123", "12"), attestations("a", "abc", "aX")],
    "conflict",
  ],
  [
    "theirs goes on, and rewrote a signature of the base",
    [evidence("1", "12", "123"), attestations("a", "ab", "AXY")],
    "conflict",
  ],
  [
    "theirs goes on, and dropped the signatures",
    [evidence("1", "12", "123"), attestations("a", "ab", undefined)],
    "conflict",
  ],
  [
    "theirs goes on unsigned, ours is signed",
    [evidence("1", "12", "123"), attestations("a", "ab", "a")],
    "conflict",
  ],
  ["theirs rewrote the base", [evidence("12", "123", "2")], "conflict"],
  ["theirs deleted it", [evidence("1", "12", undefined)], "conflict"],
  ["ours deleted it", [evidence("1", undefined, "12")], "conflict"],
];
for (const [why, files, kind] of CASES) {
  test(`${why}: ${kind}`, () => assert.equal(chooseSide(files).kind, kind));
}

test("whatever is chosen, no append-only file gets shorter or loses a side's lines", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 });
  fc.assert(
    fc.property(text, text, text, (base, ours, theirs) => {
      const choice = chooseSide([evidence(base, base + ours, base + theirs)]);
      if (choice.kind === "conflict") return;
      const [kept, other] = choice.kind === "ours" ? [ours, theirs] : [theirs, ours];
      assert.ok(kept.startsWith(other));
    }),
    { seed: 1, numRuns: 1000 },
  );
});
