// Which bytes are a text that can be cut, and where they are not.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FaultList } from "../../src/cutting/fault-list.ts";
import { checkText } from "../../src/cutting/source-text.ts";

function check(source: Uint8Array): readonly string[] {
  const faults = new FaultList("source.md");
  checkText(source, faults);
  return faults.toDiagnostics().map(({ code, place }) => `${code}@${place.line}:${place.column}`);
}

const SOUND: readonly (readonly [string, string])[] = [
  ["LF", "a\nb\n"],
  ["CR LF", "a\r\nb\r\n"],
  ["no final line end", "a"],
  ["only a line end", "\n"],
  ["four bytes a character", "😀\n"],
  ["U+FEFF inside", "a\ufeffb"],
  ["the replacement character itself", "\ufffd"],
];

for (const [name, text] of SOUND) {
  test(`sound: ${name}`, () => {
    assert.deepEqual(check(Buffer.from(text)), []);
  });
}

const FAULTY: readonly (readonly [string, string, readonly string[]])[] = [
  ["no bytes", "", ["cut-source-empty@1:1"]],
  ["byte order mark", "efbbbf61", ["cut-source-byte-order-mark@1:1"]],
  ["latin-1", "610ac3a9e90a", ["cut-source-not-utf8@2:2"]],
  ["overlong slash", "c0af", ["cut-source-not-utf8@1:1"]],
  ["overlong in three bytes", "61e080af", ["cut-source-not-utf8@1:2"]],
  ["overlong in four bytes", "f0808080", ["cut-source-not-utf8@1:1"]],
  ["a lone surrogate", "0aeda080", ["cut-source-not-utf8@2:1"]],
  ["beyond U+10FFFF", "f4908080", ["cut-source-not-utf8@1:1"]],
  ["five bytes a character", "f888808080", ["cut-source-not-utf8@1:1"]],
  ["a lone continuation", "6180", ["cut-source-not-utf8@1:2"]],
  ["a character cut off", "f09f98", ["cut-source-not-utf8@1:1"]],
  ["NUL", "f09f9880006100", ["cut-source-nul@1:2"]],
  ["CR alone", "610d620d0a0d", ["cut-source-lone-cr@1:2"]],
  ["CR CR LF", "0d0d0a", ["cut-source-lone-cr@1:1"]],
  [
    "several at once",
    "efbbbf0d0a00ff0d",
    [
      "cut-source-byte-order-mark@1:1",
      "cut-source-not-utf8@2:2",
      "cut-source-nul@2:1",
      "cut-source-lone-cr@2:3",
    ],
  ],
];

for (const [name, hex, expected] of FAULTY) {
  test(`faulty: ${name}`, () => {
    assert.deepEqual(check(Buffer.from(hex, "hex")), expected);
  });
}

test("UTF-8 is what a fatal decoder takes, and the place is the first that it does not", () => {
  const piece = fc.constantFrom(
    "61",
    "c3a9",
    "e0a480",
    "eda080",
    "f09f9880",
    "80",
    "c3",
    "f09f98",
    "ff",
    "e0809f",
    "0a",
  );
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 8 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(""), "hex");
      const places = check(bytes);
      let sound = bytes.length;
      for (; textOf(bytes.subarray(0, sound)) === undefined;) sound -= 1;
      const before = (textOf(bytes.subarray(0, sound)) ?? "").split("\n");
      const place = `cut-source-not-utf8@${before.length}:${Array.from(before.at(-1) ?? "").length + 1}`;
      assert.deepEqual(places, sound === bytes.length ? [] : [place]);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
