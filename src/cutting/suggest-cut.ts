// Proposes a cut for a document that has no plan yet: at its Markdown headings, or whole. A person reviews it.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Level } from "../model/generated/cut-plan.ts";
import { cutSource } from "./cut-source.ts";
import { FaultList } from "./fault-list.ts";
import type { Cut } from "./level-rules.ts";
import { countLines } from "./lines.ts";
import { markdownParts } from "./markdown-parts.ts";
import { checkText } from "./source-text.ts";

export type CutSuggestion =
  | {
      readonly kind: "suggested";
      /** What cutSource accepts for this source. */
      readonly cut: Cut;
      /** How many units it makes. */
      readonly units: number;
    }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

const LETTERS = ["C", "S", "A"];

/**
 * Levels for the heading depths that the document has, outermost first and three at most, counted (numbering:
 * ordinal), each with a code that is wide enough: `C{n:02}`, `S{n:02}`, `A{n:02}`; with preamble: unit where there is
 * text before the first heading. Depths that occur before the first outermost heading are left out, as they would
 * have no parent. Without headings, or with Markdown beyond the limits, the whole document is one unit.
 *
 * Faulty, with the diagnostics of cutSource, only where the source is no text; `file` is what they name.
 */
export function suggestCut(source: Uint8Array, prefix: string, file: string = "source"): CutSuggestion {
  const faults = new FaultList(file);
  checkText(source, faults);
  if (!faults.isEmpty) return { kind: "faulty", diagnostics: faults.toDiagnostics() };
  for (const cut of proposals(source, prefix)) {
    const outcome = cutSource({ file, cut, source });
    if (outcome.kind === "cut") return { kind: "suggested", cut, units: outcome.manifest.rows.length };
  }
  throw new Error("a document that is text cannot even be cut as a whole");
}

/** From the best to the one that always works. */
function* proposals(source: Uint8Array, prefix: string): Generator<Cut, void, undefined> {
  const levels = proposeLevels(source);
  if (levels.length > 0) {
    yield { prefix, levels, numbering: "ordinal" };
    yield { prefix, levels, numbering: "ordinal", preamble: "unit" };
  }
  yield {
    prefix,
    units: [{ address: `${prefix}/ALL`, title: "The whole document", lines: [1, countLines(source)] }],
  };
}

function proposeLevels(source: Uint8Array): readonly Level[] {
  const depths = [...markdownParts(source)].flatMap((part) => (part.kind === "heading" ? [part.depth] : []));
  const outermost = Math.min(...new Set(depths));
  const orphans = new Set(depths.slice(0, depths.indexOf(outermost)));
  return [...new Set(depths)]
    .filter((depth) => !orphans.has(depth))
    .sort((a, b) => a - b)
    .slice(0, LETTERS.length)
    .map((heading, index) => {
      const count = depths.filter((depth) => depth === heading).length;
      const width = Math.max(2, String(count).length);
      return { heading, code: `${LETTERS[index] ?? ""}{n:0${width}}` };
    });
}
