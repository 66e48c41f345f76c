// Takes a list of keys apart into lines, and says where its bytes are no plain text. What a line means is not known here.
import { isUtf8 } from "node:buffer";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { HIDDEN_CHARACTER, nameCharacter } from "../diagnostics/hidden-characters.ts";
import { endOf, faultAt, type ListLine } from "./list-fault.ts";

/** A list as it was committed. */
export interface ListFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ListLines {
  /** Those that are neither empty nor a comment, and hold no hidden character. */
  readonly entries: readonly ListLine[];
  readonly diagnostics: readonly Diagnostic[];
}

const LARGEST_FILE_BYTES = 256 * 1024;
const LONGEST_LIST = 1000;
const HIDDEN_CHARACTERS = new RegExp(HIDDEN_CHARACTER, "gv");
const BYTE_ORDER_MARK = "\u{feff}";
const REPLACEMENT = "\u{fffd}";
const TAB_ADVICE = { expected: "spaces, no tabs", fix: "replace the tab by one space" };

/**
 * The lines that say something. Faults: document-too-large, text-not-utf8 (then there are no lines), list-too-long,
 * list-final-newline, and for each hidden character, tabs too, where it stands first and how often: text-carriage-return,
 * text-byte-order-mark, text-hidden-character.
 */
export function parseListLines({ path, bytes }: ListFile): ListLines {
  const lines = splitLines(path, bytes);
  const [first = { path, number: 1, text: "" }] = lines;
  if (bytes.length > LARGEST_FILE_BYTES) return { entries: [], diagnostics: [tooLarge(first, bytes.length)] };
  if (!isUtf8(bytes)) return { entries: [], diagnostics: [notUtf8(lines, bytes)] };
  const last = lines.at(-1) ?? first;
  const ended = last.text === "" ? lines.slice(0, -1) : lines;
  const kept = ended.slice(0, LONGEST_LIST);
  const surplus = ended[LONGEST_LIST];
  return {
    entries: kept.filter(({ text }) => text !== "" && !text.startsWith("#") && !HIDDEN_CHARACTER.test(text)),
    diagnostics: [
      ...findHidden(kept),
      ...(surplus === undefined ? [] : [tooLong(surplus, ended.length)]),
      ...(last.text === "" ? [] : [notEnded(last)]),
    ],
  };
}

/** A line too large to be shown is not taken apart. Broken sequences are replaced, and never hold a newline. */
function splitLines(path: string, bytes: Uint8Array): readonly ListLine[] {
  if (bytes.length > LARGEST_FILE_BYTES) return [];
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  return text.split("\n").map((line, index) => ({ path, number: index + 1, text: line }));
}

function tooLarge(line: ListLine, size: number): Diagnostic {
  const message = `the file has ${size} bytes, more than 256 KiB`;
  const fix = "delete what is no longer needed";
  return {
    ...faultAt("document-too-large", { line, word: endOf(line) }, { message, fix }),
    excerpt: undefined,
  };
}

/** The first line with a broken sequence; the decoder put its sign of replacement there. */
function notUtf8(lines: readonly ListLine[], bytes: Uint8Array): Diagnostic {
  let start = 0;
  let number = 1;
  for (let end = lineEnd(bytes, start); isUtf8(bytes.subarray(start, end)); end = lineEnd(bytes, start)) {
    start = end + 1;
    number += 1;
  }
  const line = lines[number - 1] ?? { path: "", number, text: "" };
  const word = { text: REPLACEMENT, start: Math.max(0, line.text.indexOf(REPLACEMENT)) };
  return faultAt("text-not-utf8", { line, word }, { message: "the bytes here are no UTF-8" });
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const newline = bytes.indexOf(0x0a, start);
  return newline === -1 ? bytes.length : newline;
}

function tooLong(line: ListLine, count: number): Diagnostic {
  const message = `the list has ${count} lines, more than ${LONGEST_LIST}; this is the first that is too many`;
  return faultAt("list-too-long", { line, word: { text: line.text, start: 0 } }, { message });
}

function notEnded(line: ListLine): Diagnostic {
  const message = "the last line of the file does not end in a newline";
  return faultAt("list-final-newline", { line, word: endOf(line) }, { message });
}

interface Hidden {
  readonly line: ListLine;
  readonly start: number;
  readonly count: number;
}

function findHidden(lines: readonly ListLine[]): readonly Diagnostic[] {
  const found = new Map<string, Hidden>();
  for (const line of lines)
    for (const { 0: character, index: start } of line.text.matchAll(HIDDEN_CHARACTERS)) {
      const known = found.get(character) ?? { line, start, count: 0 };
      found.set(character, { ...known, count: known.count + 1 });
    }
  return [...found].map(([character, hidden]) => describeHidden(character, hidden));
}

function describeHidden(character: string, { line, start, count }: Hidden): Diagnostic {
  const at = { line, word: { text: character, start } };
  const times = count === 1 ? "once" : `${count} times`;
  const name = nameCharacter(character);
  if (character === "\r")
    return faultAt("text-carriage-return", at, {
      message: `the file has carriage returns (${name}), ${times}`,
    });
  if (character === BYTE_ORDER_MARK && line.number === 1 && start === 0)
    return faultAt("text-byte-order-mark", at, {
      message: `the file begins with a byte order mark (${name})`,
    });
  const message = `the file holds the hidden character ${name}, ${times}`;
  return faultAt("text-hidden-character", at, { message, ...(character === "\t" ? TAB_ADVICE : {}) });
}
