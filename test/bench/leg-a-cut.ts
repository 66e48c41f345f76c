// What B6 cuts, and into what: a source of so many units under a prefix of its own, and the units that are there before.
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex, sha256OfLines } from "../../src/model/digest.ts";
import type { ActuatorContext } from "../../src/model/effect.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";

export interface LegAQuestion {
  readonly units: number;
  readonly round: number;
}

export const UNIT_BYTES = 200;
/** Enough, and analyzed, for the plans of the foreign keys to be those of tables in use. */
const SEED_UNITS = 5_000;

export const SEED: readonly SeedUnit[] = Array.from({ length: SEED_UNITS }, (_, index) => ({
  address: `SEED/U${index}`,
  sha256: sha256Hex(String(index)),
  lifecycle: "enacted",
}));

/** psql makes the same texts by itself. */
export function cutOf(prefix: string, units: number): Pick<ActuatorContext, "source" | "manifest"> {
  const source = Buffer.alloc(units * UNIT_BYTES);
  const rows = Array.from({ length: units }, (_, index): ManifestRow => {
    const ord = index + 1;
    const [startByte, endByte] = [index * UNIT_BYTES, ord * UNIT_BYTES];
    const text = `${`Article ${ord} `.padEnd(UNIT_BYTES - 1, "x")}\n`;
    source.write(text, startByte, "latin1");
    return {
      ord,
      address: `${prefix}/A${String(ord).padStart(7, "0")}`,
      parent: null,
      title: `Article ${ord}`,
      startLine: ord,
      endLine: ord,
      startByte,
      endByte,
      sha256: sha256Hex(text),
    };
  });
  return { source, manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) } };
}
