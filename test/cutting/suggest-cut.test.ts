// What is proposed for a document without a plan can be cut as it stands.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cutSource } from "../../src/cutting/cut-source.ts";
import { suggestCut } from "../../src/cutting/suggest-cut.ts";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import { lineSalad, markdownDocument } from "./arbitrary-document.ts";
import { bytesOf } from "./cutting-sample.ts";

/** Depths and codes of the levels, then the preamble if one is asked for, and the number of units. */
function suggest(text: string): string {
  const suggestion = suggestCut(bytesOf(text), "DOC");
  if (suggestion.kind === "faulty") return suggestion.diagnostics.map(({ code }) => code).join(" ");
  const { levels, units, preamble } = suggestion.cut;
  const rules =
    levels?.map(({ heading, code }) => `${heading ?? ""}${code}`) ??
    units?.map(({ lines }) => lines.join("-")) ??
    [];
  return [...rules, ...(preamble === undefined ? [] : [preamble]), String(suggestion.units)].join(" ");
}

const TABLE: readonly (readonly [string, string, string])[] = [
  ["one depth", "# a\n# b\n", "1C{n:02} 2"],
  ["two depths, not the first", "## a\n\n#### b\n", "2C{n:02} 4S{n:02} 2"],
  ["three of four depths", "# a\n## b\n### c\n#### d\n", "1C{n:02} 2S{n:02} 3A{n:02} 3"],
  ["text before the first heading", "x\n\n# a\n", "1C{n:02} unit 2"],
  ["blank lines before it", "\n\n# a\n", "1C{n:02} 1"],
  ["front matter", "---\na: 1\n---\n# a\n", "1C{n:02} unit 2"],
  [
    "an inner depth before the outermost",
    "## x\n# a\n### b\n## c\n",
    "1C{n:02} 3A{n:02} unit 3".replace("3A", "3S"),
  ],
  ["many", "# a\n".repeat(100), "1C{n:03} 100"],
  ["no headings", "a\nb\n\n```\n# c\n```", "1-6 1"],
  ["a blank document", "\n", "1-1 1"],
  ["no text", "a\0", "cut-source-nul"],
  ["nothing", "", "cut-source-empty"],
];

for (const [name, text, expected] of TABLE) {
  test(name, () => {
    assert.equal(suggest(text), expected);
  });
}

test("every document that is text can be cut by its suggestion, losslessly", () => {
  fc.assert(
    fc.property(fc.oneof(markdownDocument, lineSalad), (text) => {
      const source = bytesOf(text);
      const suggestion = suggestCut(source, "DOC");
      assert.equal(suggestion.kind, "suggested");
      const outcome = cutSource({ file: "x.md", cut: suggestion.cut, source });
      assert.equal(outcome.kind, "cut");
      assert.equal(outcome.manifest.rows.length, suggestion.units);
      assert.equal(verifyLossless(outcome.manifest, source), undefined);
    }),
    { seed: 1, numRuns: 150 },
  );
});
