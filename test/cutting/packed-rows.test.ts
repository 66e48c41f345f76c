// Rows come out of the packing as they went in, however many they are and whatever stands in them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BLOCK_ROWS, PackedRows, PLAIN_ROWS } from "../../src/cutting/packed-rows.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";

const LARGEST = 2 ** 32 - 1;

const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom("", "\0", "\ufeffA", "é\u0301", "👩‍👩‍👧", "𝔘".repeat(400)),
);
const place = fc.nat({ max: LARGEST });
const digest = fc.string({ unit: fc.constantFrom("0", "7", "a", "f"), minLength: 64, maxLength: 64 });
const unit = fc.record({
  parent: fc.option(text.filter((address) => address !== "")),
  code: text,
  title: text,
  startLine: place,
  endLine: place,
  startByte: place,
  endByte: place,
  sha256: digest,
});
const units = fc.array(unit, { minLength: 1, maxLength: 20 });
/** From none to beyond the second block, and what lies right and left of a block's end. */
const count = fc.oneof(
  fc.constantFrom(0, 1, PLAIN_ROWS - 1, PLAIN_ROWS, PLAIN_ROWS + 1, 2 * PLAIN_ROWS, 2 * PLAIN_ROWS + 1),
  fc.constantFrom(-1, 0, 1).map((more) => PLAIN_ROWS + BLOCK_ROWS + more),
  fc.nat({ max: 3 * BLOCK_ROWS }),
);
type Unit = typeof unit extends fc.Arbitrary<infer T> ? T : never;

function rowsOf(some: readonly Unit[], length: number): readonly ManifestRow[] {
  return Array.from({ length }, (_, index) => {
    const { code, parent, ...rest } = some[index % some.length]!;
    return { ord: index + 1, address: `${parent ?? ""}/${code}${index}`, parent, ...rest };
  });
}

function packed(rows: readonly ManifestRow[]): PackedRows {
  const packing = new PackedRows();
  for (const row of rows) packing.push(row);
  return packing;
}

test("the rows are those that were taken, at each reading", () => {
  fc.assert(
    fc.property(units, count, (some, length) => {
      const rows = rowsOf(some, length);
      const kept = packed(rows);
      assert.equal(kept.length, rows.length);
      assert.deepEqual([...kept], rows);
      assert.deepEqual(kept.values().toArray(), rows);
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("readings know nothing of each other, and more rows may come between them", () => {
  const rows = rowsOf(fc.sample(unit, { seed: 2, numRuns: 7 }), PLAIN_ROWS + BLOCK_ROWS + 3);
  const kept = packed(rows.slice(0, PLAIN_ROWS + BLOCK_ROWS));
  const one = kept.values();
  const other = kept.values();
  assert.deepEqual(one.next().value, rows[0]);
  assert.deepEqual([one.next().value, other.next().value], [rows[1], rows[0]]);
  for (const row of rows.slice(PLAIN_ROWS + BLOCK_ROWS)) kept.push(row);
  assert.deepEqual([...kept], rows);
});
