// Numbers as documents write them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LARGEST_NUMBER, parseArabic, parseRoman, type Numeral } from "../../src/cutting/numeral.ts";
import { bytesOf } from "./cutting-sample.ts";

function arabic(text: string): Numeral | undefined {
  const bytes = bytesOf(text);
  return parseArabic(bytes, { start: 0, end: bytes.length });
}

function roman(text: string): Numeral | undefined {
  const bytes = bytesOf(text);
  return parseRoman(bytes, { start: 0, end: bytes.length });
}

const STEPS: readonly (readonly [number, string])[] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function writeRoman(number: number): string {
  let rest = number;
  let text = "";
  for (const [value, letters] of STEPS) for (; rest >= value; rest -= value) text += letters;
  return text;
}

test("every roman number from 1 to 3999, in capitals and small letters", () => {
  for (let value = 1; value <= 3999; value += 1) {
    const text = writeRoman(value);
    assert.deepEqual(roman(text), { value, end: text.length });
    assert.deepEqual(roman(`${text.toLowerCase()}.`), { value, end: text.length });
  }
});

for (const text of [
  "",
  "IIII",
  "VV",
  "IC",
  "XM",
  "IVI",
  "MMMM",
  "LXL",
  "iiii",
  "K",
  "5",
  "Ⅳ",
  "І",
  "I".repeat(100_000),
]) {
  test(`no roman number: ${text.slice(0, 10)}`, () => {
    assert.equal(roman(text), undefined);
  });
}

test("a roman number ends where its letters change case", () => {
  assert.deepEqual(roman("IVx"), { value: 4, end: 2 });
});

const ARABIC: readonly (readonly [string, Numeral | undefined])[] = [
  ["7", { value: 7, end: 1 }],
  ["007.", { value: 7, end: 3 }],
  ["0", { value: 0, end: 1 }],
  [String(LARGEST_NUMBER), { value: LARGEST_NUMBER, end: 10 }],
  [String(LARGEST_NUMBER + 1), { value: Infinity, end: 10 }],
  ["9".repeat(100_000), { value: Infinity, end: 100_000 }],
  [`${"0".repeat(1000)}12`, { value: 12, end: 1002 }],
  ["", undefined],
  ["x1", undefined],
  ["-1", undefined],
  ["๑", undefined],
  ["１", undefined],
];

for (const [text, expected] of ARABIC) {
  test(`arabic: ${text.slice(0, 12)}`, () => {
    assert.deepEqual(arabic(text), expected);
  });
}
