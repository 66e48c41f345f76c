import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { chunksOf } from "../../../src/target/live/batches.ts";

const MIB = 2 ** 20;

test("chunks are the list again, none of them empty, none too long, and none too large but for one item", () => {
  const sizes = fc.array(fc.oneof(fc.nat(4 * MIB), fc.nat(20 * MIB), fc.constant(0)), { maxLength: 60 });
  const property = fc.property(sizes, (items) => {
    const chunks = [...chunksOf(items, (bytes) => bytes)];
    assert.deepEqual(chunks.flat(), items);
    for (const chunk of chunks) {
      assert.ok(chunk.length > 0);
      assert.ok(chunk.length === 1 || chunk.reduce((sum, bytes) => sum + bytes, 0) <= 8 * MIB);
    }
  });
  fc.assert(property, { seed: 20261121, numRuns: 300 });
});

test("what takes no bytes worth counting is cut by number alone", () => {
  const lengths = (count: number): readonly number[] =>
    [...chunksOf(Array.from({ length: count }, (_, index) => index))].map(({ length }) => length);
  assert.deepEqual(lengths(0), []);
  assert.deepEqual(lengths(1), [1]);
  assert.deepEqual(lengths(2_000), [2_000]);
  assert.deepEqual(lengths(4_001), [2_000, 2_000, 1]);
});
