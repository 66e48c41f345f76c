// The cut against the facts, unit by unit: what is new, what is there already, what is there otherwise.
import type { Facts, UnitFact } from "./generated/facts.ts";
import type { ManifestRow } from "./generated/manifest-row.ts";
import type { Manifest } from "./manifest.ts";

export type UnitChange = "new" | "unchanged" | "conflict";

export interface UnitConflict {
  readonly address: string;
  readonly expectedSha256: string;
  readonly foundSha256: string;
  readonly lifecycle: UnitFact["lifecycle"];
}

export interface UnitChanges {
  readonly counts: Readonly<Record<UnitChange, number>>;
  readonly conflicts: readonly UnitConflict[];
}

/** Compares every row with the unit of the same address, where there is one. */
export function compareUnits(manifest: Manifest, facts: Facts): UnitChanges {
  const found = unitsByAddress(facts);
  const counts = { new: 0, unchanged: 0, conflict: 0 };
  const conflicts: UnitConflict[] = [];
  for (const row of manifest.rows) {
    const unit = found.get(row.address);
    const change = changeOf(row, unit);
    counts[change] += 1;
    if (change === "conflict" && unit !== undefined) conflicts.push(conflictOf(row, unit));
  }
  return { counts, conflicts };
}

export function unitsByAddress(facts: Facts): ReadonlyMap<string, UnitFact> {
  return new Map(facts.units.map((unit) => [unit.address, unit]));
}

/** A unit with the same digest is unchanged; with another digest, or retired, it is a conflict. */
export function changeOf(row: ManifestRow, unit: UnitFact | undefined): UnitChange {
  if (unit === undefined) return "new";
  return unit.sha256 === row.sha256 && unit.lifecycle !== "retired" ? "unchanged" : "conflict";
}

function conflictOf(row: ManifestRow, unit: UnitFact): UnitConflict {
  return {
    address: row.address,
    expectedSha256: row.sha256,
    foundSha256: unit.sha256,
    lifecycle: unit.lifecycle,
  };
}
