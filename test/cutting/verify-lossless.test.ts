// A manifest that lost or doubled anything is found, and the first thing wrong is named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import { bytesOf, cutRows } from "./cutting-sample.ts";

const SOURCE = bytesOf("# 1\na\n# 2\nb\n# 3\nc\n");
const ROWS = cutRows(SOURCE, { levels: [{ heading: 1, code: "C{n}" }] });

function verify(rows: readonly ManifestRow[], source: Uint8Array = SOURCE): string | undefined {
  return verifyLossless({ rows, sha256: "" }, source);
}

/** The rows with one of them changed. */
function changed(index: number, change: Partial<ManifestRow>): readonly ManifestRow[] {
  return ROWS.map((row, at) => (at === index ? { ...row, ...change } : row));
}

function renumbered(rows: readonly ManifestRow[]): readonly ManifestRow[] {
  return rows.map((row, index) => ({ ...row, ord: index + 1 }));
}

test("a cut is lossless", () => {
  assert.equal(verify(ROWS), undefined);
});

const EMPTY_UNIT = { startByte: 6, endByte: 6, sha256: sha256Hex(new Uint8Array()) };

const LOSSES: readonly (readonly [string, readonly ManifestRow[], RegExp])[] = [
  ["no units", [], /no units/],
  ["first dropped", renumbered(ROWS.slice(1)), /^unit 1: .*byte 6, not at byte 0/],
  ["middle dropped", renumbered(ROWS.filter((_, index) => index !== 1)), /^unit 2: .*byte 12, not at byte 6/],
  ["last dropped", ROWS.slice(0, 2), /end at byte 12, the source at byte 18/],
  ["doubled", renumbered([...ROWS.slice(0, 2), ...ROWS.slice(1)]), /^unit 3: .*byte 6, not at byte 12/],
  ["in another order", [...ROWS].reverse(), /^unit 1: its ordinal is 3/],
  ["ordinals from 0", changed(0, { ord: 0 }), /^unit 1: its ordinal is 0/],
  ["a byte left out", changed(1, { startByte: 7 }), /^unit 2: .*byte 7, not at byte 6/],
  ["a byte taken twice", changed(1, { startByte: 5 }), /^unit 2: .*byte 5, not at byte 6/],
  ["an empty unit", changed(1, EMPTY_UNIT), /^unit 2: .*ends at byte 6/],
  ["beyond the end", changed(2, { endByte: 19 }), /^unit 3: .*byte 19, the source at byte 18/],
  ["other lines", changed(1, { startLine: 4 }), /^unit 2: .*line 4, not at line 3/],
  ["lines reversed", changed(1, { endLine: 2 }), /^unit 2: .*line 2, before/],
  ["another digest", changed(1, { sha256: "0".repeat(64) }), /^unit 2: its digest is 0{64}/],
  ["no number at all", changed(1, { startByte: NaN }), /^unit 2/],
];

for (const [name, rows, expected] of LOSSES) {
  test(`lossy: ${name}`, () => {
    assert.match(verify(rows) ?? "lossless", expected);
  });
}

test("every changed byte of the source is found in its unit", () => {
  for (let at = 0; at < SOURCE.length; at += 1) {
    const source = SOURCE.slice();
    source[at] = (source[at] ?? 0) ^ 1;
    assert.match(
      verify(ROWS, source) ?? "lossless",
      new RegExp(`^unit ${Math.floor(at / 6) + 1}: its digest`),
    );
  }
});

test("a longer and a shorter source are found", () => {
  assert.match(verify(ROWS, SOURCE.subarray(0, 17)) ?? "", /^unit 3/);
  assert.match(verify(ROWS, bytesOf("# 1\na\n# 2\nb\n# 3\nc\n\n")) ?? "", /source at byte 19/);
});
