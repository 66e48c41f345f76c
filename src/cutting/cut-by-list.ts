// Cuts where a plan lists its units one by one, if together they cover every line exactly once.
import { quoteText } from "../diagnostics/visible-text.ts";
import type { ExplicitUnit } from "../model/generated/cut-plan.ts";
import type { ManifestRows } from "../model/manifest.ts";
import type { FaultList } from "./fault-list.ts";
import { addUnusable, type Cut } from "./level-rules.ts";
import { countLines, lineAfter } from "./lines.ts";
import { RowWriter } from "./manifest-rows.ts";
import { cleanTitle } from "./title.ts";

export type ListedCut = Cut & { readonly units: readonly ExplicitUnit[] };

/**
 * The rows of the listed units. A unit's parent is the earlier one with the longest address that its own continues
 * after a slash. Faults stand at the first line that the unit names, or the last line of the source: cut-rule-unusable,
 * cut-unit-outside-prefix, cut-address-doubled, cut-unit-lines-reversed, cut-units-overlap, cut-units-gap,
 * cut-unit-beyond-end.
 */
export function cutByList(cut: ListedCut, source: Uint8Array, faults: FaultList): ManifestRows {
  const lines = countLines(source);
  if (cut.units.length === 0) addUnusable(faults, "spec.cut.units is empty");
  else checkUnits(cut, lines, faults);
  return faults.isEmpty ? writeRows(cut.units, source, lines) : [];
}

function checkUnits({ prefix, units }: ListedCut, lines: number, faults: FaultList): void {
  const seen = new Map<string, number>();
  let end = 0;
  for (const unit of units) {
    const [from, to] = unitLines(unit);
    const line = Math.min(Math.max(from, 1), lines);
    const name = `unit ${quoteText(unit.address)}`;
    if (!unit.address.startsWith(`${prefix}/`)) {
      const expected = `an address that begins with "${prefix}/"`;
      faults.add({
        code: "cut-unit-outside-prefix",
        line,
        message: `${name} is not under the prefix`,
        expected,
      });
    }
    const other = seen.get(unit.address);
    if (other === undefined) seen.set(unit.address, from);
    else {
      const message = `${name} from line ${from} has the address of the unit from line ${other}`;
      faults.add({ code: "cut-address-doubled", line, message });
    }
    checkLines({ unit, name, line, end, lines }, faults);
    end = Math.max(end, from, to);
  }
  if (end < lines) addGap(faults, end + 1, lines);
}

interface ListedUnit {
  readonly unit: ExplicitUnit;
  readonly name: string;
  /** Where its faults are shown. */
  readonly line: number;
  /** The last line of the units before it. */
  readonly end: number;
  readonly lines: number;
}

function checkLines({ unit, name, line, end, lines }: ListedUnit, faults: FaultList): void {
  const [from, to] = unitLines(unit);
  if (!(from >= 1 && to >= from)) {
    const message = `${name} has the lines "${from}" to "${to}"`;
    faults.add({ code: "cut-unit-lines-reversed", line, message });
    return;
  }
  if (from <= end) {
    const message = `${name} begins at line ${from}, and line ${end} is in a unit before it`;
    faults.add({ code: "cut-units-overlap", line, message, expected: `line ${end + 1}` });
  }
  if (from > end + 1 && end < lines) addGap(faults, end + 1, Math.min(from - 1, lines));
  if (to > lines) {
    const message = `${name} ends at line ${to}, and the source has ${lines}`;
    faults.add({ code: "cut-unit-beyond-end", line, message });
  }
}

function addGap(faults: FaultList, from: number, to: number): void {
  const which = from === to ? `line ${from} is` : `lines ${from} to ${to} are`;
  faults.add({ code: "cut-units-gap", line: from, message: `${which} in no unit` });
}

/** First and last line; 0, which no line has, for what is not there. */
function unitLines({ lines }: ExplicitUnit): readonly [number, number] {
  return [lines[0] ?? 0, lines[1] ?? 0];
}

function writeRows(units: readonly ExplicitUnit[], source: Uint8Array, lines: number): ManifestRows {
  const rows = new RowWriter(source);
  const earlier = new Set<string>();
  let byte = 0;
  for (const unit of units) {
    const { address, title } = unit;
    const [from, to] = unitLines(unit);
    rows.begin({ address, parent: parentOf(address, earlier), title: cleanTitle(title), line: from, byte });
    for (let line = from; line <= to; line += 1) byte = lineAfter(source, byte);
    earlier.add(address);
  }
  return rows.finish(lines);
}

function parentOf(address: string, earlier: ReadonlySet<string>): string | null {
  for (let slash = address.lastIndexOf("/"); slash > 0; slash = address.lastIndexOf("/", slash - 1)) {
    const path = address.slice(0, slash);
    if (earlier.has(path)) return path;
  }
  return null;
}
