import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareBytewise } from "../../src/model/bytewise.ts";

test("names are ordered as their UTF-8 bytes are", () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom("a", "b", "/", "\u{ff5e}", "\u{fffd}", "\u{e000}", "\u{10000}", "\u{d7ff}"),
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
    ),
  });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const expected = Buffer.compare(Buffer.from(one), Buffer.from(other));
      assert.equal(Math.sign(compareBytewise(one, other)), expected);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("characters beyond U+FFFF come after all others, unlike in JavaScript's own order", () => {
  assert.ok(compareBytewise("\u{ff5e}", "\u{1f600}") < 0);
  assert.deepEqual(["\u{ff5e}", "\u{1f600}"].sort(), ["\u{1f600}", "\u{ff5e}"]);
  assert.equal(compareBytewise("A/10", "A/10"), 0);
  assert.ok(compareBytewise("A/1", "A/10") < 0);
});
