// How deep each unit lies below the units that hold it, by the parents that the manifest names.
import type { SiteUnit } from "./site-data.ts";

/** For each unit in order, 0 for one without a parent among those before it. */
export function unitDepths(units: readonly SiteUnit[]): readonly number[] {
  const depths = new Map<string, number>();
  return units.map(({ row }) => {
    const above = row.parent === null ? undefined : depths.get(row.parent);
    const depth = above === undefined ? 0 : above + 1;
    depths.set(row.address, depth);
    return depth;
  });
}
