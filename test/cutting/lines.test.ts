// Lines and places, counted as editors count them.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { countLines, firstBytes, lineAfter, lineContent, locate } from "../../src/cutting/lines.ts";
import { bytesOf } from "./cutting-sample.ts";

const COUNTS: readonly (readonly [string, number])[] = [
  ["a", 1],
  ["a\n", 1],
  ["a\nb", 2],
  ["\n\n", 2],
  ["a\r\nb\r\n", 2],
  ["a\u2028b\u0085c", 1],
];

for (const [text, lines] of COUNTS) {
  test(`${JSON.stringify(text)} has ${lines}`, () => {
    assert.equal(countLines(bytesOf(text)), lines);
  });
}

const characters = fc.array(fc.constantFrom("a", "é", "ก", "😀", "\n", "\r\n"), {
  minLength: 1,
  maxLength: 30,
});

test("the place of every character is where its line and those before it in the line put it", () => {
  fc.assert(
    fc.property(characters, (pieces) => {
      const source = bytesOf(pieces.join(""));
      let place = { line: 1, column: 1 };
      let byte = 0;
      for (const piece of pieces) {
        assert.deepEqual(locate(source, byte), place);
        byte += bytesOf(piece).length;
        place = piece.endsWith("\n")
          ? { line: place.line + 1, column: 1 }
          : { ...place, column: place.column + 1 };
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("lines with their ends are the source, and without them what a reader sees", () => {
  fc.assert(
    fc.property(characters, (pieces) => {
      const text = pieces.join("");
      const source = bytesOf(text);
      const seen: string[] = [];
      for (let start = 0; start < source.length; start = lineAfter(source, start)) {
        const content = lineContent(source, { start, end: lineAfter(source, start) });
        seen.push(Buffer.from(source.subarray(content.start, content.end)).toString());
      }
      assert.deepEqual(seen, text.replace(/\r?\n$/, "").split(/\r?\n/));
      assert.equal(countLines(source), seen.length);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("no character is cut in two", () => {
  const source = bytesOf("a😀é");
  const ends = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(
    (bytes) => firstBytes(source, { start: 0, end: 7 }, bytes).end,
  );
  assert.deepEqual(ends, [0, 1, 1, 1, 1, 5, 5, 7, 7]);
});
