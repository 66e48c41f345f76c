// The facts of a target as they must read once a run's own steps are in it: what a run compares with before each step,
// so that a change by anybody else is seen.
import { compareBytewise } from "../model/bytewise.ts";
import type { Facts, UnitFact } from "../model/generated/facts.ts";
import type { Manifest } from "../model/manifest.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { SimulatedTables } from "./simulated-tables.ts";

export interface FactsPrediction {
  /** The facts that the run is pinned to. */
  readonly facts: Facts;
  readonly manifest: Manifest;
  /** The run's steps that the target holds, in order. */
  readonly done: readonly MutatingPhase[];
}

/**
 * The pinned facts after those steps: units under the prefix with their lifecycles, and the totals; all else is as it was.
 * Throws a Refusal for steps that no run of this manifest over these facts can have taken: STEP_REFUSED, UNIT_CONFLICT,
 * DATABASE_REFUSED.
 */
export function predictFacts({ facts, manifest, done }: FactsPrediction): Facts {
  const tables = new SimulatedTables({ facts, manifest });
  for (const step of done) tables.take(step);
  if (!tables.hasTaken("cut_leg_a")) return { ...facts, totals: tables.totals() };
  return { ...facts, units: mergeUnits(tables.unitsChanged(), facts.units), totals: tables.totals() };
}

/** Both sorted by address; where both have one, the run's has the say. */
function mergeUnits(changed: Iterable<UnitFact>, before: readonly UnitFact[]): readonly UnitFact[] {
  const merged: UnitFact[] = [];
  let at = 0;
  for (const unit of changed) {
    for (let old = before[at]; old !== undefined; old = before[at]) {
      const order = compareBytewise(old.address, unit.address);
      if (order > 0) break;
      if (order < 0) merged.push(old);
      at += 1;
    }
    merged.push(unit);
  }
  for (; at < before.length; at += 1) {
    const old = before[at];
    if (old !== undefined) merged.push(old);
  }
  return merged;
}
