// Decides whether a line begins with a marker, and which number stands in it. Works on bytes, so that lines which do
// not match cost next to nothing and no expression is built from what a plan says.
import { decodeText, type ByteRange } from "./lines.ts";
import { parseArabic, parseRoman, type Numeral } from "./numeral.ts";

export interface Marker {
  readonly before: Uint8Array;
  readonly style: "arabic" | "roman";
  readonly after: Uint8Array;
}

const encoder = new TextEncoder();

/** A marker from the text of a plan, or undefined unless it has exactly one place for a number: {n} or {n:roman}. */
export function parseMarker(text: string): Marker | undefined {
  const places = [...text.matchAll(/\{n[^{}]*\}/g)];
  const [place] = places;
  if (place === undefined || places.length > 1 || !["{n}", "{n:roman}"].includes(place[0])) return undefined;
  return {
    before: encoder.encode(text.slice(0, place.index)),
    style: place[0] === "{n}" ? "arabic" : "roman",
    after: encoder.encode(text.slice(place.index + place[0].length)),
  };
}

/**
 * The number of a line that begins with the marker, or undefined. Everything is compared byte for byte: spaces at the
 * beginning, capitals, and composed or decomposed letters count. The number takes all digits (or roman letters of one
 * case) that there are; where the marker ends with it, no letter, digit or combining mark may follow: "Article {n}"
 * is not in "Article 5a".
 */
export function matchMarker(marker: Marker, bytes: Uint8Array, line: ByteRange): Numeral | undefined {
  if (!startsWith(bytes, line, marker.before)) return undefined;
  const rest = { start: line.start + marker.before.length, end: line.end };
  const numeral = marker.style === "arabic" ? parseArabic(bytes, rest) : parseRoman(bytes, rest);
  if (numeral === undefined) return undefined;
  const after = { start: numeral.end, end: line.end };
  const isWhole =
    marker.after.length > 0 ? startsWith(bytes, after, marker.after) : !continuesWord(bytes, after);
  return isWhole ? numeral : undefined;
}

function startsWith(bytes: Uint8Array, { start, end }: ByteRange, part: Uint8Array): boolean {
  if (end - start < part.length) return false;
  for (let index = 0; index < part.length; index += 1) if (bytes[start + index] !== part[index]) return false;
  return true;
}

function continuesWord(bytes: Uint8Array, { start, end }: ByteRange): boolean {
  // Four bytes hold the next character, whichever it is.
  return /^[\p{L}\p{M}\p{N}]/u.test(decodeText(bytes, { start, end: Math.min(end, start + 4) }));
}
