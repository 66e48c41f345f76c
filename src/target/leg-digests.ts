// The digests over the two legs of a change set, as both the simulator and the live adapter write them into
// dot_pair_signature: what was cut, what was recorded of it, and that they belong together.
import { createHash } from "node:crypto";
import { sha256OfLines } from "../model/digest.ts";
import type { IuCreateResult } from "../model/effect.ts";

/** A created unit as it stands in cut_change_set_affected_row. */
export interface AffectedRow {
  readonly ord: number;
  readonly address: string;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

// Lines are RFC 8785, written out for speed: keys by code unit, and strings and integers as JSON.stringify writes them.

/** SHA-256 in hex over the canonical JSON of `{ord, address, status}` of every unit, in manifest order, each with a newline. */
export function legASha256(results: Iterable<IuCreateResult>): string {
  return sha256OfLines(
    Iterator.from(results).map(({ address, ord, status }) => JSON.stringify({ address, ord, status })),
  );
}

/** SHA-256 in hex over the canonical JSON of `{ord, address, sha256}` of every created unit, in manifest order, each with a newline. */
export function legBSha256(rows: Iterable<AffectedRow>): string {
  return sha256OfLines(
    Iterator.from(rows).map(({ address, ord, sha256 }) => JSON.stringify({ address, ord, sha256 })),
  );
}

/** SHA-256 in hex over the 64 raw bytes of both digests, which the database checks too. */
export function pairSha256(legA: string, legB: string): string {
  return createHash("sha256").update(legA, "hex").update(legB, "hex").digest("hex");
}
