// The rows of a throw-away target that is nothing but its seed: with them, and with what a run adds and changes, the whole
// content of a sandbox can be told beforehand.
import { compareBytewise } from "../model/bytewise.ts";
import type { SeedUnit } from "../model/generated/target.ts";
import type { GovernedTable } from "../model/governed-tables.ts";

type KnownRow = readonly (string | null)[];

/** Where a unit has been before, and where it stands. */
const LIVES = {
  draft: [null, "draft"],
  enacted: [null, "draft", "enacted"],
  retired: [null, "draft", "enacted", "retired"],
} as const satisfies Record<SeedUnit["lifecycle"], readonly (string | null)[]>;

/**
 * The rows of each table in the columns of GOVERNED_COLUMNS, sorted by key. A seed knows neither texts nor titles: a unit
 * is titled by its address, belongs to the document that is its first part, stands in no other unit, and has one version
 * without a body. It came about in no change set.
 */
export function seedRows(seed: readonly SeedUnit[]): (table: GovernedTable) => Iterable<KnownRow> {
  const units = seed.toSorted((one, other) => compareBytewise(one.address, other.address));
  return (table) => units.values().flatMap((unit) => rowsOf(table, unit));
}

function rowsOf(table: GovernedTable, { address, sha256, lifecycle }: SeedUnit): readonly KnownRow[] {
  if (table === "public.information_unit")
    return [[address, address.split("/", 1).join(), null, address, lifecycle]];
  if (table === "public.unit_version") return [[address, "1", null, `\\x${sha256}`, null]];
  if (table !== "public.iu_lifecycle_log") return [];
  const life: readonly (string | null)[] = LIVES[lifecycle];
  return life.slice(1).map((to, index) => [address, String(index + 1), life[index] ?? null, to, null, null]);
}
