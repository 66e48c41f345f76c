// Decides whether bytes are a text that can be cut: UTF-8 without BOM, NUL and lone CR, and not empty.
// It knows nothing of units and Markdown.
import { isUtf8 } from "node:buffer";
import type { FaultList } from "./fault-list.ts";
import { locate } from "./lines.ts";

const NUL = 0x00;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Adds one fault for each way in which the source is no text, at the first place of its kind: cut-source-empty,
 * cut-source-byte-order-mark, cut-source-not-utf8, cut-source-nul, cut-source-lone-cr.
 *
 * A byte order mark is refused, as it would become the first character of a unit; so is a lone CR, which CommonMark
 * takes for a line end and editors, git and we do not. CR LF stays as it is, byte for byte.
 */
export function checkText(source: Uint8Array, faults: FaultList): void {
  if (source.length === 0) {
    faults.add({ code: "cut-source-empty", line: 1, message: "the source has 0 bytes" });
    return;
  }
  if (source[0] === 0xef && source[1] === 0xbb && source[2] === 0xbf) {
    faults.add({
      code: "cut-source-byte-order-mark",
      line: 1,
      message: 'the source begins with a byte order mark ("EF BB BF")',
    });
  }
  checkEncoding(source, faults);
  checkBytes(source, NUL, { faults, code: "cut-source-nul", what: "NUL" });
  checkBytes(source, CR, { faults, code: "cut-source-lone-cr", what: "CR without LF" });
}

function checkEncoding(source: Uint8Array, faults: FaultList): void {
  if (isUtf8(source)) return;
  const at = firstMalformed(source);
  const bytes = [...source.subarray(at, at + 4)].map((byte) =>
    byte.toString(16).toUpperCase().padStart(2, "0"),
  );
  faults.add({
    code: "cut-source-not-utf8",
    ...locate(source, at),
    message: `no UTF-8 from byte ${at} on: "${bytes.join(" ")}"`,
  });
}

interface ByteFault {
  readonly faults: FaultList;
  readonly code: "cut-source-nul" | "cut-source-lone-cr";
  readonly what: string;
}

/** One fault for all such bytes; CR counts only where no LF follows. */
function checkBytes(source: Uint8Array, byte: number, { faults, code, what }: ByteFault): void {
  let first = -1;
  let count = 0;
  for (let at = source.indexOf(byte); at !== -1; at = source.indexOf(byte, at + 1)) {
    if (byte === CR && source[at + 1] === LF) continue;
    if (first === -1) first = at;
    count += 1;
  }
  if (count === 0) return;
  const times = count === 1 ? "once" : `${count} times, the first time`;
  faults.add({
    code,
    ...locate(source, first),
    message: `${what} stands in the source ${times} at byte ${first}`,
  });
}

function firstMalformed(source: Uint8Array): number {
  let at = 0;
  for (let length = 1; length > 0 && at < source.length; at += length) length = sequenceLength(source, at);
  return at;
}

/** Bytes of the well-formed sequence that begins here, or 0 (The Unicode Standard 16.0, table 3-7). */
function sequenceLength(source: Uint8Array, at: number): number {
  const lead = source[at] ?? 0;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = source[at + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let index = 2; index < length; index += 1) if (((source[at + index] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}
