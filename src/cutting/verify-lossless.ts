// Checks a manifest against the source, without knowing how it was cut: the units in order are the source, byte for
// byte. Run in every run; it trusts nothing that cut-source.ts found out.
import { sha256Hex } from "../model/digest.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Manifest } from "../model/manifest.ts";

interface End {
  readonly byte: number;
  readonly line: number;
}

/**
 * Undefined when the cut is lossless, else the first thing that is wrong, as one sentence: rows are numbered 1 to n,
 * each begins at the byte and the line where the one before it ended (the first at byte 0, line 1), holds at least
 * one byte and has the SHA-256 of its bytes, and the last ends with the source. No rows are never lossless. The
 * manifest's own digest is not looked at.
 */
export function verifyLossless(manifest: Manifest, source: Uint8Array): string | undefined {
  if (manifest.rows.length === 0) return "the manifest has no units";
  let end: End = { byte: 0, line: 0 };
  let ord = 0;
  for (const row of manifest.rows) {
    ord += 1;
    const fault = checkOrder(row, ord, end) ?? checkBytes(row, source);
    if (fault !== undefined) return `unit ${ord}: ${fault}`;
    end = { byte: row.endByte, line: row.endLine };
  }
  return end.byte === source.length
    ? undefined
    : `the units end at byte ${end.byte}, the source at byte ${source.length}`;
}

function checkOrder(row: ManifestRow, ord: number, end: End): string | undefined {
  if (row.ord !== ord) return `its ordinal is ${row.ord}, not ${ord}`;
  if (row.startByte !== end.byte) return `it begins at byte ${row.startByte}, not at byte ${end.byte}`;
  if (row.startLine !== end.line + 1)
    return `it begins at line ${row.startLine}, not at line ${end.line + 1}`;
  if (row.endLine < row.startLine) return `it ends at line ${row.endLine}, before it begins`;
  return undefined;
}

function checkBytes(row: ManifestRow, source: Uint8Array): string | undefined {
  if (row.endByte <= row.startByte)
    return `it ends at byte ${row.endByte}, having begun at byte ${row.startByte}`;
  if (row.endByte > source.length)
    return `it ends at byte ${row.endByte}, the source at byte ${source.length}`;
  const sha256 = sha256Hex(source.subarray(row.startByte, row.endByte));
  return row.sha256 === sha256 ? undefined : `its digest is ${row.sha256}, that of its bytes is ${sha256}`;
}
