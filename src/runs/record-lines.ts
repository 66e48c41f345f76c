// Evidence as lines: which of two records counts when a run is both in the work tree and in the commit (a run only grows,
// so the longer one when it begins with the other, and neither when they disagree), and what is torn. Pure.
import { attestedBytes } from "../model/attestation-line.ts";
import type { AppendedStatement } from "../model/ports.ts";

export type Merged =
  | { readonly kind: "disk" }
  /** The work tree is behind: this much of the commit's whole lines is missing there. */
  | { readonly kind: "committed"; readonly missing: Uint8Array }
  | { readonly kind: "rewritten"; readonly line: number };

/** Compares whole lines only; what is torn on either side is no record. `line` is the first that differs, from 1. */
export function compareRecords(disk: Uint8Array, committed: Uint8Array): Merged {
  const limit = Math.min(disk.length, committed.length);
  const differs = Buffer.compare(disk.subarray(0, limit), committed.subarray(0, limit)) !== 0;
  if (differs) return { kind: "rewritten", line: firstDifferingLine(disk, committed) };
  return disk.length >= committed.length
    ? { kind: "disk" }
    : { kind: "committed", missing: committed.subarray(limit) };
}

/** Whole lines, each with its newline, and the bytes after the last one. */
export function splitTorn(bytes: Uint8Array): { readonly whole: Uint8Array; readonly torn: Uint8Array } {
  const end = bytes.lastIndexOf(0x0a) + 1;
  return { whole: bytes.subarray(0, end), torn: bytes.subarray(end) };
}

function firstDifferingLine(a: Uint8Array, b: Uint8Array): number {
  let line = 1;
  for (let at = 0; a[at] === b[at]; at += 1) {
    if (a[at] === 0x0a) line += 1;
  }
  return line;
}

/** Throws an assertion unless the statement is one line with its newline, and the attestation one over that line. */
export function assertAppended({ line, attestation }: AppendedStatement): void {
  if (!isLine(line)) throw new Error("a statement is one line with its newline");
  if (attestation === undefined) return;
  const attested = isLine(attestation) ? attestedBytes(attestation) : undefined;
  if (attested === undefined || Buffer.compare(attested, line.subarray(0, -1)) !== 0)
    throw new Error("an attestation is one line with its newline, over the statement beside it");
}

function isLine(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes.indexOf(0x0a) === bytes.length - 1;
}
