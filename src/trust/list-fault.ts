// How the trust room writes a diagnostic: a stretch of a line, and the code's own words for what was expected and what to do,
// unless the finder knows better. It decides nothing.
import { CODES, type DiagnosticCode } from "../diagnostics/codes.ts";
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";

/** One line of a list of keys. */
export interface ListLine {
  /** From the root of the repository. */
  readonly path: string;
  /** Counted from 1. */
  readonly number: number;
  /** Without its newline. */
  readonly text: string;
}

/** A stretch of a line, in UTF-16 units from its beginning. */
export interface Word {
  readonly text: string;
  readonly start: number;
}

export interface FaultText {
  /** What is wrong, with the value in quotes. Values go through quoteText first. */
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
}

export function faultAt(
  code: DiagnosticCode,
  { line, word }: { readonly line: ListLine; readonly word: Word },
  { message, expected = CODES[code].expected, fix = CODES[code].fix }: FaultText,
): Diagnostic {
  return {
    code,
    place: { file: line.path, line: line.number, column: countPoints(line.text.slice(0, word.start)) + 1 },
    excerpt: { text: line.text, length: Math.max(1, countPoints(word.text)) },
    message,
    expected,
    fix,
  };
}

const MOST_FAULTS = 1000;

/** The faults by their place; behind the first thousand one that counts the others (faults-cut-off). */
export function limitFaults(faults: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = sortDiagnostics(faults);
  const next = sorted[MOST_FAULTS];
  if (next === undefined) return sorted;
  const { expected, fix } = CODES["faults-cut-off"];
  const message = `${sorted.length - MOST_FAULTS} more faults are not shown; the first of them is here`;
  const rest: Diagnostic = {
    code: "faults-cut-off",
    place: next.place,
    excerpt: undefined,
    message,
    expected,
    fix,
  };
  return [...sorted.slice(0, MOST_FAULTS), rest];
}

/** The place behind the last character, for what is missing there. */
export function endOf({ text }: ListLine): Word {
  return { text: "", start: text.length };
}

function countPoints(text: string): number {
  return Array.from(text).length;
}
