// The cut as a value: rows in order, and the one digest over all of them.
import type { ManifestRow } from "./generated/manifest-row.ts";

/** Rows, read from the first on as often as one likes. An array is one; a cut makes each row anew when it is read. */
export interface ManifestRows extends Iterable<ManifestRow> {
  readonly length: number;
  values(): IteratorObject<ManifestRow, undefined>;
}

export interface Manifest {
  readonly rows: ManifestRows;
  /** SHA-256 in hex over each row's canonical JSON followed by a newline. */
  readonly sha256: string;
}
