// What is made of a record: the tables, what a terminal shows, and the plot. UPDATE_GOLDEN=1 writes the golden files anew.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { EXAMPLE } from "./example-record.ts";
import { drawPlot } from "./plot.ts";
import { LINE_HEIGHT, placeLabels, wrap } from "./plot-labels.ts";
import { renderPages } from "./record-file.ts";
import { tablesOf } from "./table.ts";
import { sayGrowth, sayMissing, sayRow, sayTitle } from "./terminal.ts";

const GOLDEN = path.join(import.meta.dirname, "golden");

const RENDERED: Readonly<Record<string, string>> = {
  "tables.txt": `${tablesOf(EXAMPLE)}\n`,
  "terminal.txt": [
    ...EXAMPLE.cases.flatMap((one) => [
      sayTitle(one),
      ...one.rows.map((row) => sayRow(row, one.rows)),
      sayGrowth(one),
    ]),
    sayMissing([{ name: "ajv-cli", how: "install it" }]),
  ].join("\n"),
  "plot.svg": drawPlot(EXAMPLE.cases),
};

for (const [name, text] of Object.entries(RENDERED)) {
  test(`${name} of a small record`, () => {
    const file = path.join(GOLDEN, name);
    if (process.env["UPDATE_GOLDEN"] === "1") {
      mkdirSync(GOLDEN, { recursive: true });
      writeFileSync(file, text);
    }
    assert.equal(text, readFileSync(file, "utf8"));
  });
}

test("docs/performance.md and its plot say what the record says", async () => {
  const pages = await renderPages();
  assert.equal(pages.length, 2);
  for (const { file, text } of pages) {
    assert.equal(readFileSync(file, "utf8"), text, `${path.basename(file)} is not fresh: npm run generate`);
  }
});

test("a plot without a single case is still a picture", () => {
  assert.match(drawPlot([]), /^<svg [^]*<\/svg>\n$/);
});

test("labels that would cover each other are moved apart, in order, and stay above the bottom", () => {
  const labels = [190, 10, 188, 189, 12].map((y) => ({ text: `at ${y}, with some more words`, y }));
  const placed = placeLabels(labels, 200);
  assert.deepEqual(
    placed.map(({ y }) => y),
    [10, 12, 188, 189, 190],
  );
  let free = -Infinity;
  for (const { lines, middle } of placed) {
    const half = (lines.length * LINE_HEIGHT) / 2;
    assert.ok(middle - half >= free, "covers the one above");
    free = middle + half;
  }
  assert.ok(free <= 200, "below the bottom");
});

test("labels break between words", () => {
  assert.deepEqual(wrap("short"), ["short"]);
  assert.deepEqual(wrap("units of 200 bytes, heap of 256 MB"), ["units of 200 bytes, heap of", "256 MB"]);
});
