// The cut as a value: rows in order, and the one digest over all of them.
import type { ManifestRow } from "./generated/manifest-row.ts";

export interface Manifest {
  readonly rows: readonly ManifestRow[];
  /** SHA-256 in hex over each row's canonical JSON followed by a newline. */
  readonly sha256: string;
}
