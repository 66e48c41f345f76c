// What units are called.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { cleanTitle, lineTitle } from "../../src/cutting/title.ts";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { bytesOf } from "./cutting-sample.ts";

const TABLE: readonly (readonly [string, string, string])[] = [
  ["white space", "  a \t\n  b\u00a0 c  ", "a b c"],
  ["control characters", "a\u001b[31mb\u0007", "a[31mb"],
  ["direction changes and tags", "a\u202eb\u2066c\u{e0041}d", "abcd"],
  ["joiners stay", "می\u200cخواهم 👩\u200d👧", "می\u200cخواهم 👩\u200d👧"],
  ["lone surrogate", "a\ud800b", "a\ufffdb"],
  ["200 characters", "é".repeat(200), "é".repeat(200)],
  ["201 characters", "😀".repeat(201), `${"😀".repeat(199)}…`],
  ["201 plain characters", "a".repeat(201), `${"a".repeat(199)}…`],
  ["nothing", " \u0000 ", ""],
];

for (const [name, text, expected] of TABLE) {
  test(name, () => {
    assert.equal(cleanTitle(text), expected);
  });
}

const codePoint = fc.oneof(fc.nat({ max: 0x7f }), fc.nat({ max: 0x2fff }), fc.nat({ max: 0x10ffff }));

test("any text becomes one short line without hidden characters, and stays as it then is", () => {
  fc.assert(
    fc.property(fc.array(codePoint, { maxLength: 400, size: "max" }), (codePoints) => {
      const text = String.fromCodePoint(...codePoints);
      const title = cleanTitle(text);
      assert.ok(Array.from(title).length <= 200);
      assert.ok(!HIDDEN_CHARACTER.test(title.replaceAll(/[\u200c\u200d]/g, "")));
      assert.equal(cleanTitle(title), title);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("a line's title is taken from its beginning, and no character is cut in two", () => {
  const line = `    ${"\u00adé".repeat(3000)}`;
  const bytes = bytesOf(line);
  const title = lineTitle(bytes, { start: 0, end: bytes.length });
  assert.equal(title, `${"é".repeat(199)}…`);
});
