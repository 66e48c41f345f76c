// Cutting at markers, told once more as plainly as can be: lines as strings, every row an object, one digest over the
// joined texts. It shares nothing with the cutting room.
import { createHash } from "node:crypto";
import { canonicalText } from "../../src/model/canonical-json.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";

export interface PlainRules {
  /** The word before the number, and the letter before it in the code. */
  readonly levels: readonly { readonly word: string; readonly letter: string }[];
  readonly numbering: "declared" | "ordinal";
  readonly preamble: "unit" | "refuse";
}

export interface PlainCut {
  readonly rows: readonly ManifestRow[];
  readonly sha256: string;
  /** Codes of the faults, in the order of the source. */
  readonly faults: readonly string[];
}

/** Cuts whole lines, without their LF, under the prefix DOC. */
export function plainCut(lines: readonly string[], rules: PlainRules): PlainCut {
  const starts = startsOf(lines, rules);
  if (starts.length === 0) return { rows: [], sha256: "", faults: ["cut-no-units"] };
  const { units, faults } = nameUnits(starts, rules);
  const [{ line: first } = { line: 0 }] = starts;
  const isPreamble = lines.slice(0, first).some((line) => line.trim() !== "");
  const heads = isPreamble
    ? [PREAMBLE, ...units]
    : units.map((unit, index) => (index === 0 ? { ...unit, line: 0 } : unit));
  if (isPreamble && rules.preamble === "refuse") faults.unshift("cut-text-before-first-unit");
  if (faults.length > 0) return { rows: [], sha256: "", faults };
  const rows = rowsOf(lines, heads);
  const text = rows.map((row) => `${canonicalText(row)}\n`).join("");
  return { rows, sha256: sha256Of(text), faults };
}

interface Start {
  /** Counted from 0. */
  readonly line: number;
  readonly level: number;
  readonly declared: number;
}

interface Unit {
  readonly line: number;
  readonly address: string;
  readonly parent: string | null;
  /** Undefined: the unit's first line says it. */
  readonly title?: string;
}

const PREAMBLE: Unit = { line: 0, address: "DOC/PREAMBLE", parent: null, title: "Preamble" };

function startsOf(lines: readonly string[], { levels }: PlainRules): readonly Start[] {
  const markers = levels.map(({ word }) => new RegExp(`^${word} ([0-9]+)(?![\\p{L}\\p{M}\\p{N}])`, "u"));
  return lines.flatMap((text, line) => {
    const level = markers.findIndex((marker) => marker.test(text));
    return level === -1 ? [] : [{ line, level, declared: Number(markers[level]?.exec(text)?.[1]) }];
  });
}

function nameUnits(starts: readonly Start[], { levels, numbering }: PlainRules) {
  const faults: string[] = [];
  const open: (string | undefined)[] = [];
  const last: (number | undefined)[] = [];
  const mayRestart = levels.map(() => true);
  const units = starts.map(({ line, level, declared }): Unit => {
    const before = last[level];
    const number = numbering === "declared" ? declared : mayRestart[level] === true ? 1 : (before ?? 0) + 1;
    const isNext = number === (before ?? 0) + 1 || (mayRestart[level] === true && number <= 1);
    if (!isNext) faults.push(breakOf(number, before));
    const parent = open.slice(0, level).findLast((address) => address !== undefined) ?? null;
    if (parent === null && level > 0) faults.push("cut-level-without-parent");
    const address = `${parent ?? "DOC"}/${levels[level]?.letter}${number}`;
    open.length = level + 1;
    open[level] = address;
    last[level] = number;
    mayRestart.fill(true, level + 1);
    mayRestart[level] = false;
    return { line, address, parent };
  });
  return { units, faults };
}

function breakOf(number: number, before: number | undefined): string {
  if (before === undefined || number > before) return "cut-number-missing";
  return number === before ? "cut-number-doubled" : "cut-number-backwards";
}

function rowsOf(lines: readonly string[], units: readonly Unit[]): readonly ManifestRow[] {
  let startByte = 0;
  return units.map(({ line, address, parent, title }, index) => {
    const endLine = units[index + 1]?.line ?? lines.length;
    const body = lines
      .slice(line, endLine)
      .map((text) => `${text}\n`)
      .join("");
    const endByte = startByte + Buffer.byteLength(body);
    const row = {
      ord: index + 1,
      address,
      parent,
      title: title ?? titleOf(body),
      startLine: line + 1,
      endLine,
      startByte,
      endByte,
      sha256: sha256Of(body),
    };
    startByte = endByte;
    return row;
  });
}

/** The first line that is not empty, in at most 200 letters. */
function titleOf(body: string): string {
  const [line = ""] = body.trimStart().split("\n");
  const letters = Array.from(line.replaceAll(/\s+/g, " ").trim());
  return letters.length <= 200 ? letters.join("") : `${letters.slice(0, 199).join("")}…`;
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
