// Bytes of a document → its text, or why it is no text that everyone sees alike. Looks at characters, not at YAML.
import { isUtf8 } from "node:buffer";
import { HIDDEN_CHARACTER, nameCharacter } from "../diagnostics/hidden-characters.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { MAX_DOCUMENT_BYTES, type DocumentFile } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import { locateText, spotOfFile, type LocatedText } from "./syntax-tree.ts";

export type DecodedText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

const PLAIN = /^[\n\x20-\x7e]*$/u;
const HIDDEN_CHARACTERS = new RegExp(HIDDEN_CHARACTER, "gv");
const BYTE_ORDER_MARK = "\u{feff}";

/**
 * The text of the file, or the first of each kind of fault: document-too-large, text-not-utf8, text-byte-order-mark,
 * text-carriage-return, text-hidden-character (one for each character, with how often it is there).
 */
export function decodeText(file: DocumentFile): DecodedText {
  if (file.bytes.length > MAX_DOCUMENT_BYTES) return faulty([tooLarge(file.path)]);
  if (!isUtf8(file.bytes)) return faulty([notUtf8(file)]);
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(file.bytes);
  if (PLAIN.test(text)) return { kind: "text", text };
  const faults = hiddenCharacters(locateText(file.path, text));
  return faults.length === 0 ? { kind: "text", text } : faulty(faults);
}

/** The fault of a document whose blob is so large that its bytes were never read. */
export function tooLarge(path: string): Diagnostic {
  return faultAt("document-too-large", spotOfFile(path), { message: `the file is larger than 256 KiB` });
}

function faulty(diagnostics: readonly Diagnostic[]): DecodedText {
  return { kind: "faulty", diagnostics };
}

/** Newlines never stand inside a UTF-8 sequence, so the first broken line holds the first broken byte. */
function notUtf8(file: DocumentFile): Diagnostic {
  const { bytes, path } = file;
  let start = 0;
  let line = 1;
  for (let end = lineEnd(bytes, start); isUtf8(bytes.subarray(start, end)); end = lineEnd(bytes, start)) {
    start = end + 1;
    line += 1;
  }
  const broken = bytes.subarray(start, lineEnd(bytes, start));
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(broken);
  const good = countGoodPoints(broken, text);
  return faultAt(
    "text-not-utf8",
    { place: { file: path, line, column: good + 1 }, excerpt: { text, length: 1 } },
    {
      message: "the bytes here are no UTF-8",
      fix: 'save the file as UTF-8, not as Latin-1 or "Unicode" (UTF-16)',
    },
  );
}

function lineEnd(bytes: Uint8Array, start: number): number {
  const newline = bytes.indexOf(0x0a, start);
  return newline === -1 ? bytes.length : newline;
}

/** Code points before the first byte that the decoder had to replace. */
function countGoodPoints(bytes: Uint8Array, text: string): number {
  const encoder = new TextEncoder();
  let offset = 0;
  let count = 0;
  for (const character of text) {
    const encoded = encoder.encode(character);
    if (encoded.some((byte, index) => bytes[offset + index] !== byte)) break;
    offset += encoded.length;
    count += 1;
  }
  return count;
}

function hiddenCharacters(located: LocatedText): readonly Diagnostic[] {
  const found = new Map<string, { readonly first: number; count: number }>();
  for (const { 0: character, index } of located.text.matchAll(HIDDEN_CHARACTERS)) {
    if (character === "\n" || character === "\t") continue;
    const known = found.get(character);
    if (known === undefined) found.set(character, { first: index, count: 1 });
    else known.count += 1;
  }
  return [...found].map(([character, { first, count }]) => {
    const spot = located.spotAt(first, first + character.length);
    const times = count === 1 ? "once" : `${count} times`;
    if (character === "\r")
      return faultAt("text-carriage-return", spot, {
        message: `the file has carriage returns (${nameCharacter(character)}), ${times}`,
      });
    if (character === BYTE_ORDER_MARK && first === 0)
      return faultAt("text-byte-order-mark", spot, {
        message: "the file begins with a byte order mark (U+FEFF)",
      });
    return faultAt("text-hidden-character", spot, {
      message: `the file holds the hidden character ${nameCharacter(character)}, ${times}`,
      fix: `delete the character here${count === 1 ? "" : " and where it stands again"}`,
    });
  });
}
