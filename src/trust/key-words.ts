// A public key in text, as a .pub file and both lists write it: type, base64, comment. Finds the words and what they stand
// for; whether the key may sign is asked in public-key.ts.
import type { ListLine, Word } from "./list-fault.ts";
import { parseBase64 } from "./base64.ts";

export interface KeyWords {
  readonly type: Word;
  readonly base64: Word;
  /** The rest of the line, a space before it not counted; empty when there is none. */
  readonly comment: string;
  /** Where the comment begins, or the line ends. */
  readonly end: number;
}

/** The next word from that place on; empty at the end of the line. Spaces inside double quotes belong to a word. */
export function takeWord(text: string, from: number): Word {
  const start = from + (/^ */.exec(text.slice(from))?.[0].length ?? 0);
  const word = /^(?:"[^"]*"?|[^ "])*/.exec(text.slice(start))?.[0] ?? "";
  return { text: word, start };
}

/** The words of a key that begins at that place; both words may be empty. */
export function takeKeyWords(text: string, from: number): KeyWords {
  const type = takeWord(text, from);
  const base64 = takeWord(text, endOfWord(type));
  const end = endOfWord(base64);
  return { type, base64, comment: text.slice(end).replace(/^ /, ""), end };
}

export function endOfWord({ text, start }: Word): number {
  return start + text.length;
}

/** The first run of spaces that should not be there: at either end of the line, or two in a row before the comment. */
export function findSurplusSpaces({ text }: ListLine, commentAt: number): Word | undefined {
  const match = /^ +| {2,}/.exec(text.slice(0, commentAt + 2)) ?? / +$/.exec(text);
  return match === null ? undefined : { text: match[0], start: match.index };
}

/** The blob of a key in base64 that begins with the type written before it, or half a sentence on what is wrong. */
export function parseKeyText(type: string, base64: string): Uint8Array | string {
  const blob = parseBase64(base64);
  if (blob === undefined) return "is not in canonical base64";
  const name = Buffer.from(type);
  const length = blob.length < LENGTH_BYTES ? undefined : Buffer.from(blob).readUInt32BE();
  const isNamed =
    length === name.length && name.equals(blob.subarray(LENGTH_BYTES, LENGTH_BYTES + name.length));
  return isNamed ? blob : `is of another type than the "${type}" before it`;
}

const LENGTH_BYTES = 4;
