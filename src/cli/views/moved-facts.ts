// Which of a target's facts are other than those a run is pinned to, in words: units first, then rows, then rights.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Facts, UnitFact } from "../../model/generated/facts.ts";
import { GOVERNED_TABLES } from "../../model/governed-tables.ts";
import { unitsByAddress } from "../../model/unit-changes.ts";
import { groupDigits } from "../../diagnostics/english.ts";

const ADDRESSES_SHOWN = 3;

/** One sentence each; none where nothing moved. */
export function movedFacts(before: Facts, now: Facts): readonly string[] {
  const [was, is] = [unitsByAddress(before), unitsByAddress(now)];
  const both = now.units.filter(({ address }) => was.has(address));
  return [
    ...unitWords(
      "came to be",
      now.units.filter(({ address }) => !was.has(address)),
    ),
    ...unitWords(
      "gone",
      before.units.filter(({ address }) => !is.has(address)),
    ),
    ...unitWords(
      "with another text",
      both.filter((unit) => was.get(unit.address)?.sha256 !== unit.sha256),
    ),
    ...unitWords(
      "with another lifecycle",
      both.filter((unit) => was.get(unit.address)?.lifecycle !== unit.lifecycle),
    ),
    ...GOVERNED_TABLES.filter((table) => before.totals[table] !== now.totals[table]).map(
      (table) =>
        `${table}: ${groupDigits(before.totals[table])} rows then, ${groupDigits(now.totals[table])} now`,
    ),
    ...(before.role === now.role
      ? []
      : [`read as ${visibleText(before.role)} then, as ${visibleText(now.role)} now`]),
    ...(before.driver === now.driver ? [] : [`target of driver ${before.driver} then, ${now.driver} now`]),
    ...(before.grants.snapshot_sha === now.grants.snapshot_sha
      ? []
      : ["the rights or functions of the target changed"]),
  ];
}

function unitWords(what: string, units: readonly UnitFact[]): readonly string[] {
  if (units.length === 0) return [];
  const first = units.slice(0, ADDRESSES_SHOWN).map(({ address }) => visibleText(address));
  const left = units.length - first.length;
  const more = left === 0 ? "" : ` and ${groupDigits(left)} more`;
  return [
    `${groupDigits(units.length)} ${units.length === 1 ? "unit" : "units"} ${what}: ${first.join(", ")}${more}`,
  ];
}
