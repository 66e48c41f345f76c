// How much of a document the Markdown parser is given at once. It takes memory per line and per sign, and its time is
// quadratic in some of what is open at once; the limits here keep the worst case in seconds and in some hundred MB.
import { lineAfter, type ByteRange } from "./lines.ts";
import type { LineSpan } from "./markdown-tree.ts";

export interface StretchStart {
  /** Where a line begins, counted from 0. */
  readonly byte: number;
  /** Counted from 1. */
  readonly line: number;
  /** How long it is to be at least. */
  readonly bytes: number;
}

export interface Stretch extends Omit<StretchStart, "bytes"> {
  readonly kind: "stretch";
  /** Where the line after it begins. */
  readonly end: number;
  readonly lines: number;
  /** It begins with front matter, and holds all of it. */
  readonly hasMatter: boolean;
  /** What is wrong if this is not enough: the stretch cannot be longer. */
  readonly limit: StretchFault | undefined;
}

/** From this line on the document is not for the parser. */
export interface StretchFault extends LineSpan {
  readonly kind: "fault";
  readonly code: "cut-markdown-too-deep" | "cut-markdown-block-too-large";
  readonly message: string;
}

const BYTES_LIMIT = 32 * 1024 * 1024;
const LINES_LIMIT = 20_000;
/** Signs at which the parser stops to look: each takes some 400 bytes until the stretch is done. */
const SIGNS_LIMIT = 500_000;
/** Quotes and lists that one line may seem to open; the parser's time for a line is quadratic in them. */
const OPENERS_LIMIT = 500;

const SIGNS = "[]!\\&<#*_`\t";
const SIGNS_OF_TEXT = tableOf(SIGNS);
const SIGNS_OF_HEADINGS = tableOf(`${SIGNS} `);

/**
 * Whole lines from here on: as many bytes as asked for, or all there are, or what the limits allow. A fault when that
 * is not one line, or less than the front matter, which the parser only knows when it sees its end.
 */
export function measureStretch(
  source: Uint8Array,
  { byte, line, bytes }: StretchStart,
): Stretch | StretchFault {
  const matterEnd = byte === 0 ? frontMatterEnd(source) : 0;
  const enough = Math.min(source.length, Math.max(byte + bytes, matterEnd));
  const hasMatter = matterEnd > 0;
  let stretch: Stretch = { kind: "stretch", byte, line, end: byte, lines: 0, hasMatter, limit: undefined };
  let signs = 0;
  while (stretch.end < enough) {
    const next = lineAfter(source, stretch.end);
    const { openers, at } = lineOpening(source, stretch.end);
    signs += countSigns(source, { start: stretch.end, end: next }, source[at] === HASH);
    const limit = checkLine({ stretch, next, signs, openers });
    const isUseless = stretch.lines === 0 || stretch.end < matterEnd;
    if (limit !== undefined) return isUseless ? limit : { ...stretch, limit };
    stretch = { ...stretch, end: next, lines: stretch.lines + 1 };
  }
  return stretch;
}

interface NextLine {
  readonly stretch: Stretch;
  /** Where the line ends that would be added. */
  readonly next: number;
  /** Signs in the stretch and the line. */
  readonly signs: number;
  readonly openers: number;
}

function checkLine({ stretch, next, signs, openers }: NextLine): StretchFault | undefined {
  const { byte, line, lines } = stretch;
  // Both stand where the stretch begins: of what comes after nothing is known.
  if (openers > OPENERS_LIMIT) {
    const message = `line ${line + lines} begins with more than ${OPENERS_LIMIT} signs of quotes and lists`;
    return faultAt(line, "cut-markdown-too-deep", message);
  }
  if (lines < LINES_LIMIT && signs <= SIGNS_LIMIT && next - byte <= BYTES_LIMIT) return undefined;
  const message = "the block that begins here is too large to look for headings in it";
  return faultAt(line, "cut-markdown-block-too-large", message);
}

/** A fault from this line on. */
export function faultAt(line: number, code: StretchFault["code"], message: string): StretchFault {
  return { kind: "fault", code, line, endLine: line, message };
}

function countSigns(source: Uint8Array, { start, end }: ByteRange, isHeading: boolean): number {
  const table = isHeading ? SIGNS_OF_HEADINGS : SIGNS_OF_TEXT;
  let signs = 0;
  for (let at = start; at < end; at += 1) signs += table[source[at] ?? 0] ?? 0;
  return signs;
}

function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

const [TAB, SPACE, HASH, BRACKET, STAR, PLUS, DASH, DOT, QUOTE] = Buffer.from("\t #)*+-.>");

/** How many quotes and list items the line seems to begin with, whether or not they count there, and what is after them. */
function lineOpening(source: Uint8Array, line: number): { readonly openers: number; readonly at: number } {
  let openers = 0;
  let at = skipSpace(source, line);
  for (let length = openerLength(source, at); length > 0; length = openerLength(source, at)) {
    openers += 1;
    at = skipSpace(source, at + length);
  }
  return { openers, at };
}

/** Bytes of the `>`, `-`, `+`, `*`, `1.` or `1)` that stands here, or 0. */
function openerLength(source: Uint8Array, at: number): number {
  const sign = source[at];
  if (sign === QUOTE) return 1;
  let end = at;
  while (end < at + 9 && isDigit(source[end])) end += 1;
  const last = source[end];
  const isMarker =
    end > at ? last === DOT || last === BRACKET : last === DASH || last === PLUS || last === STAR;
  const after = source[end + 1];
  return isMarker && (after === SPACE || after === TAB || isLineEnd(after)) ? end + 1 - at : 0;
}

function skipSpace(source: Uint8Array, at: number): number {
  let next = at;
  while (source[next] === SPACE || source[next] === TAB) next += 1;
  return next;
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39;
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === undefined || byte === 0x0a || byte === 0x0d;
}

/** Where the line after the front matter begins: after a second line like the first one, `---` or `+++`. 0 without. */
function frontMatterEnd(source: Uint8Array): number {
  const fence = source[0];
  if (!isFence(source, 0, fence)) return 0;
  for (let line = lineAfter(source, 0); line < source.length; line = lineAfter(source, line)) {
    if (isFence(source, line, fence)) return lineAfter(source, line);
  }
  return 0;
}

function isFence(source: Uint8Array, line: number, fence: number | undefined): boolean {
  if (fence !== DASH && fence !== PLUS) return false;
  if (source[line] !== fence || source[line + 1] !== fence || source[line + 2] !== fence) return false;
  return isLineEnd(source[skipSpace(source, line + 3)]);
}
