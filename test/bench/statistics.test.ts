import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { exponent, median, ratios, spread } from "./statistics.ts";

const seconds = fc.double({ min: 1e-4, max: 1e4, noNaN: true });

test("the median is in the middle, whatever the order and whether or not there is one middle", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([7]), 7);
  assert.ok(Number.isNaN(median([])));
  fc.assert(
    fc.property(fc.array(seconds, { minLength: 1 }), (values) => {
      const { min, median: middle, max } = spread(values);
      assert.ok(min <= middle && middle <= max);
      assert.equal(values.filter((value) => value < middle).length <= values.length / 2, true);
      assert.equal(values.filter((value) => value > middle).length <= values.length / 2, true);
    }),
  );
});

test("ratios are taken run by run, not between medians", () => {
  assert.deepEqual(ratios([2, 30, 4], [1, 10, 8]), [2, 3, 0.5]);
  assert.throws(() => ratios([1, 2], [1]), /2 runs beside 1/);
});

test("the exponent of a power law is its power, whatever the factor", () => {
  fc.assert(
    fc.property(fc.double({ min: -1, max: 3, noNaN: true }), seconds, (power, factor) => {
      const points = [1000, 3000, 10_000].map((size) => ({ size, value: factor * size ** power }));
      assert.ok(Math.abs(exponent(points) - power) < 1e-6);
    }),
  );
  assert.ok(Number.isNaN(exponent([{ size: 10, value: 1 }])));
});

test("a constant flattens the exponent over all sizes more than that between the two largest", () => {
  const points = [1000, 10_000, 100_000].map((size) => ({ size, value: 1 + size / 1000 }));
  const largest = exponent(points.slice(-2));
  assert.ok(exponent(points) < largest && largest < 1);
});
