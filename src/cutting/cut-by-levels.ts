// Cuts where headings and markers begin units: gives each its number, its address and its parent.
import type { Level } from "../model/generated/cut-plan.ts";
import type { ManifestRows } from "../model/manifest.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { renderCode } from "./code-template.ts";
import type { Fault, FaultList } from "./fault-list.ts";
import { parseLevels, type Cut, type LevelRule } from "./level-rules.ts";
import {
  countLines,
  countPoints,
  decodeText,
  firstBytes,
  firstInk,
  lineAfter,
  lineContent,
  locate,
} from "./lines.ts";
import { RowWriter } from "./manifest-rows.ts";
import { DeclaredNumbering, OrdinalNumbering, type Numbering } from "./numbering.ts";
import { unitStarts, type UnitStart } from "./unit-starts.ts";

/** What is shown of a line of any length. */
const EXCERPT_BYTES = 800;

export type LeveledCut = Cut & { readonly levels: readonly Level[] };

export interface SourceToCut {
  readonly source: Uint8Array;
  /** Called at each unit that a level begins, with the byte where it does. */
  readonly onUnit?: (byte: number) => void;
}

/**
 * The rows of the units. A unit begins with the line of its heading or marker and ends where the next unit begins, of
 * whichever level: a chapter's own unit is its heading and the text up to its first article. Its parent is the last
 * unit of the nearest outer level that has one since the level above began; a level may be passed over, but a unit of
 * an inner level needs one of an outer level before it (cut-level-without-parent).
 *
 * Text before the first unit is the unit PREFIX/PREAMBLE, or cut-text-before-first-unit. Nothing but ASCII white space
 * there belongs to the first unit, whatever `preamble` says, so that every byte is in a unit. No unit at all is
 * cut-no-units, with a preamble too: rules that match nothing are a mistake.
 */
export function cutByLevels(
  cut: LeveledCut,
  { source, onUnit }: SourceToCut,
  faults: FaultList,
): ManifestRows {
  const rules = parseLevels(cut.levels, faults);
  if (!faults.isEmpty) return [];
  const work = new LevelCut({ cut, rules, source, faults });
  for (const start of unitStarts(rules, source, faults)) {
    work.add(start);
    onUnit?.(start.byte);
  }
  return work.finish();
}

interface LevelWork {
  readonly cut: LeveledCut;
  readonly rules: readonly LevelRule[];
  readonly source: Uint8Array;
  readonly faults: FaultList;
}

class LevelCut {
  readonly #work: LevelWork;
  readonly #rows: RowWriter;
  readonly #numbering: Numbering;
  /** Addresses of the units that are open, by level. */
  readonly #path: (string | undefined)[];
  /** Lines by address within the open unit of the outermost level. */
  readonly #siblings = new Map<string, number>();
  #isEmpty = true;

  constructor(work: LevelWork) {
    const { cut, rules, source } = work;
    this.#work = work;
    this.#rows = new RowWriter(source);
    const isOrdinal = cut.numbering === "ordinal";
    this.#numbering = isOrdinal ? new OrdinalNumbering(rules.length) : new DeclaredNumbering(rules.length);
    this.#path = rules.map(() => undefined);
  }

  add(start: UnitStart): void {
    const { cut, rules, faults } = this.#work;
    const begin = this.#isEmpty ? this.#beginning(start) : start;
    this.#isEmpty = false;
    const number = this.#numbering.next(start.level, start.declared);
    if (typeof number !== "number") faults.add({ ...number, ...placeOf(start, this.#work.source) });
    const parent = this.#parentOf(start);
    const template = rules[start.level]?.code;
    const code = typeof number === "number" && template !== undefined ? renderCode(template, number) : "?";
    const address = `${parent ?? cut.prefix}/${code}`;
    if (typeof number === "number") this.#checkAddress(address, start);
    this.#open(start.level, address);
    if (!faults.isEmpty) return;
    const { line, byte } = begin;
    this.#rows.begin({ address, parent, title: start.title === "" ? code : start.title, line, byte });
  }

  finish(): ManifestRows {
    const { source, faults } = this.#work;
    const message = "no line begins a unit";
    if (this.#isEmpty && faults.isEmpty) faults.add({ code: "cut-no-units", line: 1, message });
    return faults.isEmpty ? this.#rows.finish(countLines(source)) : [];
  }

  /** Where the first unit begins, having dealt with what stands before it. */
  #beginning(start: UnitStart): Pick<UnitStart, "line" | "byte"> {
    const { cut, source, faults } = this.#work;
    const ink = firstInk(source, { start: 0, end: start.byte });
    if (ink === start.byte) return { line: 1, byte: 0 };
    if (cut.preamble === "unit") {
      const address = `${cut.prefix}/PREAMBLE`;
      this.#rows.begin({ address, parent: null, title: "Preamble", line: 1, byte: 0 });
    } else {
      const message = `the first unit begins at line ${start.line}, and there is text before it`;
      faults.add({ code: "cut-text-before-first-unit", ...locate(source, ink), message });
    }
    return start;
  }

  #parentOf(start: UnitStart): string | null {
    const { source, faults } = this.#work;
    const parent = this.#path.findLast((address, level) => level < start.level && address !== undefined);
    if (parent === undefined && start.level > 0) {
      const message = `a unit of level ${start.level + 1} stands before any unit of an outer level`;
      faults.add({ code: "cut-level-without-parent", ...placeOf(start, source), message });
    }
    return parent ?? null;
  }

  /**
   * At one level under one parent numbers only grow, so with two levels no address comes twice. With more, units of
   * the second and the third may be siblings, and their codes may read alike.
   */
  #checkAddress(address: string, start: UnitStart): void {
    const { rules, source, faults } = this.#work;
    if (rules.length < 3) return;
    if (start.level === 0) this.#siblings.clear();
    const other = this.#siblings.get(address);
    this.#siblings.set(address, other ?? start.line);
    if (other === undefined) return;
    const message = `the unit has the address ${quoteText(address)} of the unit at line ${other}`;
    faults.add({ code: "cut-address-doubled", ...placeOf(start, source), message });
  }

  #open(level: number, address: string): void {
    this.#path[level] = address;
    this.#path.fill(undefined, level + 1);
  }
}

/** The heading or marker line, whole: its text is the unit's title, which manifests show too. */
function placeOf({ line, byte }: UnitStart, source: Uint8Array): Pick<Fault, "line" | "column" | "excerpt"> {
  const content = lineContent(source, { start: byte, end: lineAfter(source, byte) });
  const shown = firstBytes(source, content, EXCERPT_BYTES);
  const ink = firstInk(source, shown);
  const column = countPoints(source, { start: byte, end: ink }) + 1;
  const length = Math.max(1, countPoints(source, { start: ink, end: shown.end }));
  return { line, column, excerpt: { text: decodeText(source, shown), length } };
}
