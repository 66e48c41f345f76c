// The cut is lossless for every document, generated and real.
import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import { lineSalad, markdownDocument } from "./arbitrary-document.ts";
import { bytesOf, cut, cutRows, type Rules } from "./cutting-sample.ts";

const HEADINGS = [1, 2, 3].map((heading) => ({ heading, code: `${"CSA"[heading - 1] ?? ""}{n}` }));
const RULES: readonly Rules[] = [
  { levels: HEADINGS.slice(0, 1), numbering: "ordinal", preamble: "unit" },
  { levels: HEADINGS, numbering: "ordinal", preamble: "unit" },
  { levels: HEADINGS.slice(0, 2), numbering: "ordinal" },
  {
    levels: [
      { heading: 1, marker: "第{n}", code: "C{n}" },
      { marker: "Article {n}", code: "A{n}" },
    ],
    preamble: "unit",
  },
  { levels: [{ marker: "Article {n}", code: "A{n}" }], numbering: "ordinal", preamble: "unit" },
];

/** Something for every rule to begin with, or not. */
const beginning = fc.constantFrom("", "# 1\n\n", "Article 1\n\n# 第1\n");
const documents = fc.tuple(beginning, fc.oneof(markdownDocument, lineSalad)).map((parts) => parts.join(""));

/** Line ends before this byte, counted without the room's help, plus one. */
function lineAt(source: Uint8Array, byte: number): number {
  return Buffer.from(source.subarray(0, byte)).toString("latin1").split("\n").length;
}

test("the units in order are the source, whatever the document and the rules", () => {
  let cuts = 0;
  fc.assert(
    fc.property(documents, fc.constantFrom(...RULES), (text, rules) => {
      const source = bytesOf(text);
      const outcome = cut(source, rules);
      if (outcome.kind === "faulty") {
        assert.ok(outcome.diagnostics.length > 0);
        return;
      }
      cuts += 1;
      const rows = [...outcome.manifest.rows];
      const pieces = rows.map(({ startByte, endByte }) => source.subarray(startByte, endByte));
      assert.deepEqual(Buffer.concat(pieces), Buffer.from(source));
      assert.deepEqual(
        rows.map(({ ord }) => ord),
        rows.map((_, index) => index + 1),
      );
      assert.equal(new Set(rows.map(({ address }) => address)).size, rows.length);
      for (const { startByte, endByte, startLine, endLine } of rows) {
        assert.equal(startLine, lineAt(source, startByte));
        assert.equal(endLine, lineAt(source, endByte - 1));
      }
      assert.equal(verifyLossless(outcome.manifest, source), undefined);
    }),
    { seed: 1, numRuns: 400 },
  );
  assert.ok(cuts > 160, `only ${cuts} of 400 documents could be cut`);
});

test("the same bytes in a larger buffer have the same cut", () => {
  const source = bytesOf("# 1 é\n\n😀\n# 2\n");
  const larger = Buffer.concat([Buffer.from("# 9\n"), source, Buffer.from("\n# 3\n")]);
  const rules = { levels: HEADINGS.slice(0, 1) };
  assert.deepEqual(cutRows(larger.subarray(4, 4 + source.length), rules), cutRows(source, rules));
});

test("one line of 10 MB, by markers and by headings, and a heading of 2 MB", () => {
  const line = "Article ".repeat(1_250_000);
  const text = `# 1\n${line}\n# 2\r\n`;
  assert.equal(cutRows(text, { levels: [{ marker: "# {n}", code: "A{n}" }] }).length, 2);
  assert.equal(cutRows(text, { levels: HEADINGS.slice(0, 1) }).length, 2);
  const heading = `# ${"é".repeat(1_000_000)}`;
  assert.equal(
    cutRows(heading, { levels: HEADINGS.slice(0, 1), numbering: "ordinal" })[0]?.title.length,
    200,
  );
});

const GPL = "/usr/share/common-licenses/GPL-3";

test(
  "the sections of the GPL-3 are 0 to 17",
  { skip: existsSync(GPL) ? false : `${GPL} is not on this machine` },
  () => {
    const rules: Rules = { levels: [{ marker: "  {n}. ", code: "S{n:02}" }], preamble: "unit" };
    const rows = cutRows(readFileSync(GPL), rules);
    const sections = Array.from({ length: 18 }, (_, number) => `DOC/S${String(number).padStart(2, "0")}`);
    assert.deepEqual(
      rows.map(({ address }) => address),
      ["DOC/PREAMBLE", ...sections],
    );
    assert.equal(rows[1]?.title, "0. Definitions.");
    assert.equal(rows[18]?.title, "17. Interpretation of Sections 15 and 16.");
  },
);

const README_LIMIT = 60;
const MODULES = path.join(import.meta.dirname, "../../node_modules");
const readmes = globSync("{*,@*/*}/{README,readme,Readme}.md", { cwd: MODULES })
  .sort()
  .slice(0, README_LIMIT);

test(
  "READMEs of packages are cut losslessly at their headings",
  { skip: readmes.length === 0 ? "there are none" : false },
  () => {
    let units = 0;
    for (const readme of readmes) {
      const source = readFileSync(path.join(MODULES, readme));
      const outcome = cut(source, RULES[0] ?? {});
      // Some packages have no heading of depth 1.
      if (outcome.kind === "faulty")
        assert.deepEqual(
          outcome.diagnostics.map(({ code }) => code),
          ["cut-no-units"],
          readme,
        );
      else {
        assert.equal(verifyLossless(outcome.manifest, source), undefined, readme);
        units += outcome.manifest.rows.length;
      }
    }
    assert.ok(units >= readmes.length, `${units} units of ${readmes.length} files`);
  },
);
