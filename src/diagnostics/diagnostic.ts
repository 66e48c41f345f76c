// A fault in a document, as data. Diagnostics are collected and sorted by place; they are never thrown.
import type { DiagnosticCode } from "./codes.ts";
import type { Place } from "./place.ts";

export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly place: Place;
  /** The line that the place is in, as it stands, and how many code points of it are meant; undefined where a file has no text to show. */
  readonly excerpt: Excerpt | undefined;
  /** What is wrong, with the value in quotes. */
  readonly message: string;
  readonly expected: string;
  readonly fix: string;
}

export interface Excerpt {
  readonly text: string;
  /** Code points under the caret, at least 1. */
  readonly length: number;
}

/** By file, line, column, code: the order in which a reader meets them. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      compareText(a.place.file, b.place.file) ||
      a.place.line - b.place.line ||
      a.place.column - b.place.column ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
