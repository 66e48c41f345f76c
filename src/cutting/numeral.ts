// Reads one number, arabic or roman, where it begins in bytes. It does not decide whether a number is the right one.
import { decodeText, type ByteRange } from "./lines.ts";

export const LARGEST_NUMBER = 2 ** 31;

export interface Numeral {
  /** Infinity when it is beyond LARGEST_NUMBER. */
  readonly value: number;
  /** Offset after its last sign. */
  readonly end: number;
}

/** All ASCII digits from `start` on, leading zeros allowed; undefined when there is none. Digits of other scripts are letters here. */
export function parseArabic(bytes: Uint8Array, { start, end }: ByteRange): Numeral | undefined {
  let value = 0;
  let at = start;
  for (; at < end; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
    if (value > LARGEST_NUMBER) value = Infinity;
  }
  return at === start ? undefined : { value, end: at };
}

const ROMAN = /^M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/;
const ROMAN_LONGEST = "MMMDCCCLXXXVIII".length;
const ROMAN_VALUES: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };

/**
 * All roman letters of one case from `start` on, I to MMMCMXCIX (3999) in the canonical form, so that no number has
 * two spellings; undefined when they are none, or too many.
 */
export function parseRoman(bytes: Uint8Array, { start, end }: ByteRange): Numeral | undefined {
  const limit = Math.min(end, start + ROMAN_LONGEST + 1);
  const text = /^(?:[IVXLCDM]+|[ivxlcdm]+)/.exec(decodeText(bytes, { start, end: limit }))?.[0];
  if (text === undefined || !ROMAN.test(text.toUpperCase())) return undefined;
  const values = Array.from(text.toUpperCase(), (letter) => ROMAN_VALUES[letter] ?? 0);
  const value = values.reduce(
    (sum, part, index) => (part < (values[index + 1] ?? 0) ? sum - part : sum + part),
    0,
  );
  return { value, end: start + text.length };
}
