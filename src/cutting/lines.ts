// Where lines begin and end in bytes, and their text. A line ends after LF; the CR of CR LF belongs to its line.
// The source is taken to be checked already (source-text.ts): UTF-8 without lone CR.

/** Bytes from `start` up to but without `end`, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

const LF = 0x0a;
const CR = 0x0d;
// Decodes parts that may begin with U+FEFF, which is text there, or end inside a character.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** How many lines there are; a last line without LF counts, nothing after a last LF does. */
export function countLines(source: Uint8Array): number {
  let lines = 0;
  for (let start = 0; start < source.length; start = lineAfter(source, start)) lines += 1;
  return lines;
}

/** Offset of the line after the one that `at` is in: one after its LF, or the end of the source. */
export function lineAfter(source: Uint8Array, at: number): number {
  const lf = source.indexOf(LF, at);
  return lf === -1 ? source.length : lf + 1;
}

/** The line's bytes without its LF or CR LF, given where it and the line after it begin. */
export function lineContent(source: Uint8Array, line: ByteRange): ByteRange {
  let end = line.end;
  if (end > line.start && source[end - 1] === LF) end -= 1;
  if (end > line.start && source[end - 1] === CR) end -= 1;
  return { start: line.start, end };
}

/** At most the first `bytes` of these, and no part of a character. */
export function firstBytes(source: Uint8Array, { start, end }: ByteRange, bytes: number): ByteRange {
  let cut = Math.min(end, start + bytes);
  while (cut < end && cut > start && isContinuation(source[cut])) cut -= 1;
  return { start, end: cut };
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** The text of these bytes; what is no UTF-8 becomes U+FFFD. */
export function decodeText(source: Uint8Array, { start, end }: ByteRange): string {
  return decoder.decode(source.subarray(start, end));
}

/** Offset of the first byte that is not ASCII white space (space, tab, line ends, vertical tab, form feed), or `end`. */
export function firstInk(source: Uint8Array, { start, end }: ByteRange): number {
  let at = start;
  while (at < end && isSpace(source[at] ?? 0)) at += 1;
  return at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}

/** Line and column of a byte of the source, counted from 1, the column in code points. Reads everything before it. */
export function locate(source: Uint8Array, at: number): { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  for (let next = lineAfter(source, 0); next <= at && next < source.length; next = lineAfter(source, start)) {
    line += 1;
    start = next;
  }
  return { line, column: countPoints(source, { start, end: at }) + 1 };
}

/** Code points in these bytes: those that do not continue a sequence. */
export function countPoints(source: Uint8Array, { start, end }: ByteRange): number {
  let points = 0;
  for (let at = start; at < end; at += 1) if (!isContinuation(source[at])) points += 1;
  return points;
}
