// Levels: where units begin, what they are called, and what keeps a document from being cut.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, cutFaults, cutRows, faults, type Rules } from "./cutting-sample.ts";

const CHAPTERS = { heading: 1, code: "C{n:02}" };
const ARTICLES = { marker: "Article {n}", code: "A{n:03}" };
const SECTIONS = { heading: 2, code: "S{n}" };

const CUTS: readonly (readonly [string, string, Rules, readonly string[]])[] = [
  ["one level", "# 1\n\na\n# 2\n", { levels: [CHAPTERS] }, ["C01@1", "C02@4"]],
  [
    "headings and markers",
    "# Chapter 1\nArticle 1\na\nArticle 2\n# Chapter 2\nArticle 3\n",
    { levels: [CHAPTERS, ARTICLES] },
    ["C01@1", "C01/A001@2", "C01/A002@4", "C02@5", "C02/A003@6"],
  ],
  [
    "numbers that restart",
    "# 1\n## 1\n## 2\n# 2\n## 1\n",
    { levels: [CHAPTERS, SECTIONS] },
    ["C01@1", "C01/S1@2", "C01/S2@3", "C02@4", "C02/S1@5"],
  ],
  [
    "ordinal",
    "# Intro\n## x\n# 7\n## y\n## z\n",
    { levels: [CHAPTERS, SECTIONS], numbering: "ordinal" },
    ["C01@1", "C01/S1@2", "C02@3", "C02/S1@4", "C02/S2@5"],
  ],
  [
    "a level passed over",
    "# 1\nArticle 1\n## 1\nArticle 2\n",
    { levels: [CHAPTERS, SECTIONS, ARTICLES] },
    ["C01@1", "C01/A001@2", "C01/S1@3", "C01/S1/A002@4"],
  ],
  ["roman", "PART I\nPART II\n", { levels: [{ marker: "PART {n:roman}", code: "P{n}" }] }, ["P1@1", "P2@2"]],
  [
    "heading and marker: other headings of that depth are text",
    "## Notes\n## *Article 1* Scope\n## See also\n## Article 2\n",
    { levels: [{ heading: 2, ...ARTICLES }], preamble: "unit" },
    ["PREAMBLE@1", "A001@2", "A002@4"],
  ],
  [
    "two levels at one depth, the outer one first",
    "## Part I\n## Chapter 1\n## Chapter 2\n## Part II\n## Chapter 3\n",
    {
      levels: [
        { heading: 2, marker: "Part {n:roman}", code: "P{n}" },
        { heading: 2, code: "C{n}" },
      ],
    },
    ["P1@1", "P1/C1@2", "P1/C2@3", "P2@4", "P2/C3@5"],
  ],
  [
    "in Markdown, markers in fences, comments and front matter do not count",
    "---\nArticle 9\n---\n# 1\n```\nArticle 9\n```\n<!--\nArticle 9\n-->\nArticle 1\n> Article 9\n",
    { levels: [CHAPTERS, ARTICLES], preamble: "unit" },
    ["PREAMBLE@1", "C01@4", "C01/A001@11"],
  ],
  [
    "in plain text they do",
    "---\nArticle 1\n---\n```\nArticle 2\n```\n",
    { levels: [ARTICLES], preamble: "unit" },
    ["PREAMBLE@1", "A001@2", "A002@5"],
  ],
  ["a setext heading of two lines", "1\nb\n===\nc\n", { levels: [CHAPTERS] }, ["C01@1"]],
  ["CR LF", "Article 1\r\n\r\nArticle 2\r\n", { levels: [ARTICLES] }, ["A001@1", "A002@3"]],
  ["blank text before the first unit is its own", "\r\n \t\n# 1\n", { levels: [CHAPTERS] }, ["C01@1"]],
  ["and no preamble", "\n# 1\n", { levels: [CHAPTERS], preamble: "unit" }, ["C01@1"]],
  ["preamble", "a\n\n# 1\n", { levels: [CHAPTERS], preamble: "unit" }, ["PREAMBLE@1", "C01@3"]],
  ["empty units", "# 1\n# 2\n# 3", { levels: [CHAPTERS] }, ["C01@1", "C02@2", "C03@3"]],
  ["U+2028 does not end a line", "Article 1\u2028Article 2\nx", { levels: [ARTICLES] }, ["A001@1"]],
];

for (const [name, source, rules, expected] of CUTS) {
  test(name, () => {
    assert.deepEqual(addresses(source, rules), expected);
  });
}

const FAULTS: readonly (readonly [string, string, Rules, readonly string[]])[] = [
  ["no units", "a\n", { levels: [CHAPTERS] }, ["cut-no-units@1:1"]],
  ["no units, preamble or not", "a\n", { levels: [ARTICLES], preamble: "unit" }, ["cut-no-units@1:1"]],
  ["preamble refused", "\n\n é\n# 1\n", { levels: [CHAPTERS] }, ["cut-text-before-first-unit@3:2"]],
  [
    "refused when asked",
    "a\n# 1\n",
    { levels: [CHAPTERS], preamble: "refuse" },
    ["cut-text-before-first-unit@1:1"],
  ],
  [
    "inner before outer",
    "## 1\n# 1\n## 2\n",
    { levels: [CHAPTERS, SECTIONS] },
    ["cut-level-without-parent@1:1"],
  ],
  [
    "everything in one go",
    "x\n\n  # 2\n# 4\n# Two\n# 4\n# 99999999999\n",
    { levels: [CHAPTERS] },
    [
      "cut-text-before-first-unit@1:1",
      "cut-number-missing@3:3",
      "cut-number-missing@4:1",
      "cut-number-absent@5:1",
      "cut-number-doubled@6:1",
      "cut-number-too-large@7:1",
    ],
  ],
  [
    "codes that read alike",
    "# 1\n## 1\n### 1\n# 2\n## 2\n## 3\n# 3\n### 2\n## 4\n### 3\n# 4\n### 4\n## 5\n",
    {
      levels: [CHAPTERS, { heading: 2, code: "{n:02}" }, { heading: 3, code: "0{n}" }],
      numbering: "ordinal",
    },
    ["cut-address-doubled@9:1", "cut-address-doubled@13:1"],
  ],
  ["no levels", "a\n", { levels: [] }, ["cut-rule-unusable@1:1"]],
  ["no rules", "a\n", {}, ["cut-rule-unusable@1:1"]],
  [
    "both rules",
    "a\n",
    { levels: [CHAPTERS], units: [{ address: "DOC/A", title: "A", lines: [1, 1] }] },
    ["cut-rule-unusable@1:1"],
  ],
  [
    "levels that cannot be used, each",
    "# 1\n",
    {
      levels: [
        { code: "C{n}" },
        { heading: 7, code: "C{n}" },
        { heading: 1.5, code: "C{n}" },
        { marker: "Article", code: "C{n}" },
        { heading: 1, code: "C" },
        CHAPTERS,
      ],
    },
    Array.from({ length: 5 }, () => "cut-rule-unusable@1:1"),
  ],
];

for (const [name, source, rules, expected] of FAULTS) {
  test(`fault: ${name}`, () => {
    assert.deepEqual(faults(source, rules), expected);
  });
}

test("rows hold parents, titles, lines and bytes", () => {
  const rows = cutRows("é\r\n# One **1**\r\nArticle 1:  Tên\r\nx", {
    levels: [CHAPTERS, ARTICLES],
    preamble: "unit",
  }).map(({ sha256, ...row }) => {
    assert.match(sha256, /^[0-9a-f]{64}$/);
    return row;
  });
  const article = { address: "DOC/C01/A001", parent: "DOC/C01", title: "Article 1: Tên" };
  assert.deepEqual(rows, [
    {
      ord: 1,
      address: "DOC/PREAMBLE",
      parent: null,
      title: "Preamble",
      startLine: 1,
      endLine: 1,
      startByte: 0,
      endByte: 4,
    },
    {
      ord: 2,
      address: "DOC/C01",
      parent: null,
      title: "One 1",
      startLine: 2,
      endLine: 2,
      startByte: 4,
      endByte: 17,
    },
    { ord: 3, ...article, startLine: 3, endLine: 4, startByte: 17, endByte: 36 },
  ]);
});

test("a heading without text is called by its code", () => {
  const titles = cutRows("#\n# <br>\n", { levels: [CHAPTERS], numbering: "ordinal" }).map(
    ({ title }) => title,
  );
  assert.deepEqual(titles, ["C01", "C02"]);
});

test("a number that is wrong shows its line, what was found and what was expected", () => {
  const [fault] = cutFaults("# 1\r\n  # 3 Điều\r\n", { levels: [CHAPTERS] });
  assert.deepEqual(fault?.excerpt, { text: "  # 3 Điều", length: 8 });
  assert.match(fault.message, /"3", after "1"/);
  assert.equal(fault.expected, "2");
});

test("two units with one address: both lines are named", () => {
  const levels = [CHAPTERS, { heading: 2, code: "X{n}" }, { heading: 3, code: "X{n}" }];
  const [fault] = cutFaults("# 1\n### 1\n## 1\n", { levels });
  assert.equal(fault?.code, "cut-address-doubled");
  assert.equal(fault.place.line, 3);
  assert.match(fault.message, /"DOC\/C01\/X1".*line 2/);
});

test("of more than a hundred faults the rest is counted", () => {
  const diagnostics = cutFaults("# x\n".repeat(1234), { levels: [CHAPTERS] });
  assert.equal(diagnostics.length, 101);
  assert.equal(diagnostics[100]?.code, "cut-more-faults");
  assert.equal(diagnostics[100].place.line, 101);
  assert.match(diagnostics[100].message, /^1134 /);
});
