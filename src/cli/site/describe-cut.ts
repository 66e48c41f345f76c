// A cut as pages show it: each unit with its text, against what the target held at its address.
import type { Facts } from "../../model/generated/facts.ts";
import type { Manifest } from "../../model/manifest.ts";
import { changeOf, unitsByAddress } from "../../model/unit-changes.ts";
import type { SiteCut } from "../../site/site-data.ts";

export interface CutSource {
  /** From the root of the repository. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly manifest: Manifest;
}

/** Without facts nothing is said of what would change. */
export function describeCut({ path, sha256, bytes, manifest }: CutSource, facts: Facts | undefined): SiteCut {
  const found = facts === undefined ? undefined : unitsByAddress(facts);
  const [first] = manifest.rows;
  return {
    path,
    sha256,
    manifestSha256: manifest.sha256,
    before: textOf(bytes.subarray(0, first?.startByte)),
    units: Array.from(manifest.rows, (row) => {
      const unit = found?.get(row.address);
      return {
        row,
        text: textOf(bytes.subarray(row.startByte, row.endByte)),
        change: found === undefined ? undefined : changeOf(row, unit),
        found: unit,
      };
    }),
  };
}

/** A byte order mark is a part of the text. */
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

function textOf(bytes: Uint8Array): string {
  return DECODER.decode(bytes);
}
