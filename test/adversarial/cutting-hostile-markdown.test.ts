// Markdown made to keep a parser busy. Each case either is cut or ends in a fault at its place; none may take minutes,
// none may take the program down. The runner's own time limit is the judge.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, cutRows, faults, type Rules } from "../cutting/cutting-sample.ts";

const RULES: Rules = { levels: [{ heading: 1, code: "C{n}" }], numbering: "ordinal" };
const LIMIT = { timeout: 30_000 };
const DEEP = "cut-markdown-too-deep";
const LARGE = "cut-markdown-block-too-large";

/** Repeated `times`, between two headings; then what is said, and why. */
const CASES: readonly (readonly [string, string, readonly string[] | number])[] = [
  // Containers in one line: the parser is quadratic in them.
  ["a million quotes", `${">".repeat(1_000_000)}\n`, [`${DEEP}@2:1`]],
  ["300,000 lists", `${"- ".repeat(300_000)}a\n`, [`${DEEP}@2:1`]],
  ["ordered lists", `${"1) ".repeat(100_000)}a\n`, [`${DEEP}@2:1`]],
  ["quotes and lists in turn", `${"> - ".repeat(1000)}a\n`, [`${DEEP}@2:1`]],
  ["a line of dashes", `${"- ".repeat(1000)}\n`, [`${DEEP}@2:1`]],
  // Containers in fewer than the line's limit, but more than a reader could follow.
  ["200 quotes", `${">".repeat(200)} a\n`, [`${DEEP}@2:1`]],
  ["100 quotes", `${">".repeat(100)} a\n`, 2],
  // One list deeper with every line.
  [
    "lists by indentation",
    Array.from({ length: 150 }, (_, depth) => `${"  ".repeat(depth)}- a\n`).join(""),
    [`${DEEP}@2:1`],
  ],
  // Blocks that do not end: what is open is parsed again with every growth.
  ["25,000 lines of a fence", `~~~\n${"# a\n".repeat(25_000)}~~~\n`, [`${LARGE}@2:1`]],
  ["3,000 lazy lines of a quote", `> a\n${"b\n".repeat(3000)}\n`, 2],
  // Definitions that begin and do not end.
  ["titles that never close", `${"[a]: b '\n".repeat(2000)}\n`, 2],
  // Signs that would be looked at one by one, and taken up in memory.
  ["10 MB of brackets", `${"[".repeat(10_000_000)}\n`, [`${LARGE}@2:1`]],
  ["10 MB of a heading's spaces", `## ${"a ".repeat(5_000_000)}\n`, [`${LARGE}@2:1`]],
  ["100,000 signs of emphasis", `${"*a_ ".repeat(50_000)}\n\n`, 2],
  [
    "300,000 backticks in runs of all lengths",
    `${Array.from({ length: 770 }, (_, run) => "`".repeat(run)).join(" ")}\n\n`,
    2,
  ],
  // Inside a heading the whole of Markdown is looked at, up to a length.
  ["a heading of emphasis", `# ${"*a_ ".repeat(499)}\n`, 3],
  ["a heading of brackets", `# ${"[".repeat(1990)}\n`, 3],
  ["a longer heading of links", `# ${"[a](".repeat(50_000)}\n`, 3],
  // Blocks that are short and many.
  ["3,000 setext headings", "a\n=\n".repeat(3000), 3002],
  ["100,000 headings", "# a\n".repeat(100_000), 100_002],
  ["100,000 blank lines", "\n".repeat(100_000), 2],
];

for (const [name, text, expected] of CASES) {
  test(name, LIMIT, () => {
    const source = `# first\n${text}# last\n`;
    if (typeof expected === "number") assert.equal(cutRows(source, RULES).length, expected);
    else assert.deepEqual(faults(source, RULES), expected);
  });
}

test("front matter that is longer than what is parsed at once is still front matter", LIMIT, () => {
  const matter = `---\n${"# a: > b\n".repeat(5000)}---\n`;
  assert.deepEqual(addresses(`${matter}# a\n`, { ...RULES, preamble: "unit" }), ["PREAMBLE@1", "C1@5003"]);
});

test("front matter beyond the limits is a fault, not text", LIMIT, () => {
  const matter = `---\n${"# a\n".repeat(25_000)}---\n`;
  assert.deepEqual(faults(`${matter}# a\n`, RULES), [`${LARGE}@1:1`]);
});

test("100,000 dashes in vain for an end of front matter", LIMIT, () => {
  const source = `---\n# a\n${"----\n\n".repeat(20_000)}`;
  assert.deepEqual(addresses(source, { ...RULES, preamble: "unit" }), ["PREAMBLE@1", "C1@2"]);
});

test("faults before the one that ends it are told too", LIMIT, () => {
  const rules: Rules = { levels: [{ heading: 1, code: "C{n}" }] };
  assert.deepEqual(faults(`# 1\n# 3\n\n${">".repeat(501)}\n`, rules), [
    "cut-number-missing@2:1",
    `${DEEP}@4:1`,
  ]);
});

test("headings before a block that is too deep are units, and nothing after it is judged", LIMIT, () => {
  const rules: Rules = {
    levels: [
      { heading: 1, code: "C{n}" },
      { marker: "Article {n}", code: "A{n}" },
    ],
  };
  const source = `# 1\n# 3\n${">".repeat(200)} a\n\n~~~\nArticle 7\n~~~\n`;
  assert.deepEqual(faults(source, rules), ["cut-number-missing@2:1", `${DEEP}@3:1`]);
});

test("what Markdown cannot be asked, plain text can", LIMIT, () => {
  const source = `Article 1\n${">".repeat(1_000_000)}\n${"[".repeat(10_000_000)}\nArticle 2\n`;
  assert.equal(cutRows(source, { levels: [{ marker: "Article {n}", code: "A{n}" }] }).length, 2);
});
