// Numbers and choices as they are written without Intl, against what Intl would say.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { groupDigits, listChoices } from "../../src/diagnostics/english.ts";

test("numbers are grouped as Intl groups them", () => {
  const few = [0, 7, 999, 1000, 12_345, 999_999, 1_000_000, -1, -999, -1000, 0.5, 1234.5, NaN, Infinity];
  for (const value of few) assert.equal(groupDigits(value), value.toLocaleString("en-US"));
  fc.assert(
    fc.property(fc.maxSafeInteger(), (value) => {
      assert.equal(groupDigits(value), value.toLocaleString("en-US"));
    }),
  );
});

test("choices are listed as Intl lists them", () => {
  const list = new Intl.ListFormat("en", { type: "disjunction" });
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 4 }), { maxLength: 5 }), (choices) => {
      assert.equal(listChoices(choices), list.format(choices));
    }),
  );
});
