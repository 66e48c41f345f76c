// Dividing over pages: every item once, in order, within the limits.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { divide, placesIn } from "../../src/site/chunks.ts";
import { divideOverPages } from "../../src/site/subject.ts";
import { sampleCut } from "./sample-run.ts";

test("chunks: every item once and in order, none too long, none too heavy that could be lighter", () => {
  const weights = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 });
  fc.assert(
    fc.property(
      weights,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 50 }),
      (items, count, weight) => {
        const chunks = divide(items, { count, weight, weigh: (item) => item });
        assert.deepEqual(
          chunks.flatMap((chunk) => chunk.items),
          items,
        );
        let first = 0;
        for (const chunk of chunks) {
          assert.equal(chunk.first, first);
          first += chunk.items.length;
          assert.ok(chunk.items.length <= count);
          const held = chunk.items.reduce((sum, item) => sum + item, 0);
          assert.ok(held <= weight || chunk.items.length === 1 || held - chunk.items.at(-1)! <= weight);
          assert.ok(held <= weight || chunk.items.length === 1, "too heavy, and more than one");
          assert.ok(chunk.items.length > 0 || items.length === 0);
        }
        assert.deepEqual(
          placesIn(chunks),
          chunks.flatMap(({ items: own }, at) => own.map(() => at)),
        );
      },
    ),
  );
});

test("chunks: a unit of a megabyte has a page of its own", () => {
  const cut = sampleCut(9, (ord) => (ord === 5 ? "<".repeat(1_000_000) : "short\n"));
  const { source, units } = divideOverPages(cut, []);
  assert.deepEqual(
    source.map(({ items }) => items.length),
    [4, 1, 4],
  );
  assert.equal(units.length, 1);
});
