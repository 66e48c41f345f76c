// Rules made to keep the matcher busy, or to be taken for a program.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, cut, cutRows, faults } from "../cutting/cutting-sample.ts";

const LIMIT = { timeout: 20_000 };
const MANY = 100_000;

function marked(marker: string): {
  readonly levels: { marker: string; code: string }[];
  readonly preamble: "unit";
} {
  return { levels: [{ marker, code: "A{n}" }], preamble: "unit" };
}

/** A marker, a line that it begins and one that it would begin were it an expression. */
const METACHARACTERS: readonly (readonly [string, string, string])[] = [
  ["^.*{n}$", "^.*1$", "xx1"],
  ["(a+)+{n}", "(a+)+1", "aaa1"],
  ["[0-9]{n}", "[0-9]1", "51"],
  ["\\d{n}|", "\\d1|", "51"],
  ["${n}", "$1", "1"],
  ["a{2}{n}", "a{2}1", "aa1"],
];

for (const [marker, line, other] of METACHARACTERS) {
  test(`${marker} is text`, () => {
    assert.deepEqual(addresses(`${other}\n${line}\n`, marked(marker)), ["PREAMBLE@1", "A1@2"]);
  });
}

test("lines that almost match, each of them and at great length", LIMIT, () => {
  // An expression with backtracking would try every division of the a's.
  const lines = `${"a".repeat(MANY)}!\n`.repeat(100);
  assert.equal(cutRows(`aaaa1\n${lines}`, marked("aaaa{n}")).length, 1);
  assert.deepEqual(faults(lines, marked("(a+)+{n}$")), ["cut-no-units@1:1"]);
});

test("numbers without an end", LIMIT, () => {
  assert.deepEqual(faults(`A${"9".repeat(MANY * 100)}\n`, marked("A{n}")), ["cut-number-too-large@1:1"]);
  assert.deepEqual(faults(`A${"I".repeat(MANY * 100)}\n`, marked("A{n:roman}")), ["cut-no-units@1:1"]);
  assert.deepEqual(addresses(`A${"0".repeat(MANY * 100)}1\n`, marked("A{n}")), ["A1@1"]);
});

test("rules of 100,000 characters", LIMIT, () => {
  for (const part of ["{n", "{", "}", "{n:", "{n}", "a", "\ud800", "\0"]) {
    const text = part.repeat(MANY);
    assert.equal(cut("a\n", marked(text)).kind, "faulty");
    assert.equal(cut("# 1\n", { levels: [{ heading: 1, code: text }] }).kind, "faulty");
  }
});

test("the text of a rule that cannot be used is not poured out whole", () => {
  const outcome = cut("a\n", marked("x".repeat(MANY)));
  assert.equal(outcome.kind, "faulty");
  assert.ok((outcome.diagnostics[0]?.message.length ?? MANY) < 200);
});

test("100,000 listed units, and an address of 100,000 parts", LIMIT, () => {
  const units = Array.from({ length: MANY }, (_, index) => ({
    address: `DOC/${index}`,
    title: "x",
    lines: [index + 1, index + 1],
  }));
  assert.equal(cutRows("a\n".repeat(MANY), { units }).length, MANY);
  const address = `DOC${"/x".repeat(MANY)}`;
  assert.equal(cutRows("a\n", { units: [{ address, title: "x", lines: [1, 1] }] }).length, 1);
});

test("line numbers that are no line numbers", () => {
  for (const lines of [[NaN, NaN], [Infinity, Infinity], [-1, 1], [1, Infinity], [0.5, 1], [], [1, 1, 1]]) {
    const outcome = cut("a\n", { units: [{ address: "DOC/A", title: "x", lines }] });
    assert.equal(outcome.kind, lines.length === 3 ? "cut" : "faulty", String(lines));
  }
});
