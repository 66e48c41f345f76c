// The manifest's digest is over RFC 8785 texts, however they are written.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { manifestDigest, rowText } from "../../src/cutting/manifest-digest.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { cut } from "./cutting-sample.ts";

const count = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const text = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }),
  fc.constantFrom(
    '\u2028\u2029\u007f\u0000\u001f"\\/\b\f\n\r\t',
    "\ufeff\ufffe\u{10ffff}",
    "</script>",
    "é\u0301",
  ),
);
const row = fc.record({
  ord: count,
  address: text,
  parent: fc.option(text),
  title: text,
  startLine: count,
  endLine: count,
  startByte: count,
  endByte: count,
  sha256: fc.string({ unit: fc.constantFrom("0", "7", "a", "f"), minLength: 64, maxLength: 64 }),
});

test("a row's text is its canonical JSON", () => {
  fc.assert(
    fc.property(row, (value) => {
      assert.equal(rowText(value), canonicalText(value));
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("the digest is over all rows, each with a newline", () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
      const lines = rows.map((value) => `${canonicalText(value)}\n`).join("");
      assert.equal(manifestDigest(rows), createHash("sha256").update(lines).digest("hex"));
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("a cut has the digest of its rows", () => {
  const outcome = cut("# 1\n# 2\n", { levels: [{ heading: 1, code: "C{n}" }] });
  assert.equal(outcome.kind, "cut");
  assert.equal(outcome.manifest.sha256, manifestDigest(outcome.manifest.rows));
  assert.equal(outcome.lines, 2);
});
