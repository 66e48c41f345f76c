// The cut against the target's facts, as much of it as a reader is shown: counted in full, listed in part. It holds a few
// rows and not the facts, so that the outcomes of thousands of plans can lie side by side.
import type { Facts, UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Manifest } from "../model/manifest.ts";
import { changeOf, type UnitConflict } from "../model/unit-changes.ts";

/**
 * new: not in the target. unchanged: there with the same text. changed: there with another text. retired: there, and
 * retired. The last two are conflicts, because no unit is ever written over.
 */
export type UnitState = "new" | "unchanged" | "changed" | "retired";

export interface UnitOutlook {
  readonly counts: Readonly<Record<UnitState, number>>;
  /** Units of the target under the same prefix that the cut does not have; nothing happens to them. */
  readonly others: number;
  /** The first rows, in the order of the source. */
  readonly first: readonly { readonly row: ManifestRow; readonly state: UnitState }[];
  /** The first conflicts, with the line of the source where the unit begins. */
  readonly conflicts: readonly (UnitConflict & { readonly line: number })[];
}

const ROWS_KEPT = 20;

export function lookAtUnits(
  manifest: Manifest,
  facts: Facts,
  found: ReadonlyMap<string, UnitFact>,
): UnitOutlook {
  const counts = { new: 0, unchanged: 0, changed: 0, retired: 0 };
  const first: UnitOutlook["first"][number][] = [];
  const conflicts: UnitOutlook["conflicts"][number][] = [];
  let met = 0;
  for (const row of manifest.rows) {
    const unit = found.get(row.address);
    if (unit !== undefined) met += 1;
    const state = stateOf(row, unit);
    counts[state] += 1;
    if (first.length < ROWS_KEPT) first.push({ row, state });
    if (conflicts.length < ROWS_KEPT && unit !== undefined && (state === "changed" || state === "retired"))
      conflicts.push({
        address: row.address,
        expectedSha256: row.sha256,
        foundSha256: unit.sha256,
        lifecycle: unit.lifecycle,
        line: row.startLine,
      });
  }
  return { counts, others: facts.units.length - met, first, conflicts };
}

function stateOf(row: ManifestRow, unit: UnitFact | undefined): UnitState {
  const change = changeOf(row, unit);
  if (change !== "conflict") return change;
  return unit?.lifecycle === "retired" ? "retired" : "changed";
}
