// One thing that a check has to say about a place in a file, for tools that show it there: annotations, code scanning.
// Plain values with text as documents hold it; whoever shows a remark makes that text fit for its reader.
import type { Excerpt } from "../../diagnostics/diagnostic.ts";
import type { Place } from "../../diagnostics/place.ts";

/** error: the check fails because of it. warning: it does not, and somebody should look. notice: good to know. */
export type RemarkLevel = "error" | "warning" | "notice";

export interface Remark {
  readonly level: RemarkLevel;
  /** A diagnostic's code, or the word of a refusal, a failure or a verdict. */
  readonly code: string;
  /** Undefined where it is about no file. */
  readonly place: Place | undefined;
  readonly excerpt: Excerpt | undefined;
  /** What is wrong, with the value in quotes. */
  readonly message: string;
  readonly expected: string | undefined;
  readonly todo: string | undefined;
  /** The plan that it stops; undefined where it is about a document. */
  readonly plan: string | undefined;
}

const LEVELS: readonly RemarkLevel[] = ["error", "warning", "notice"];

/**
 * The most important first: by level, and within one by turns, the first of every file before the second of any. Where a
 * tool shows only so many, no file with hundreds of faults hides that others have some too.
 */
export function sortRemarks(remarks: readonly Remark[]): readonly Remark[] {
  const met = new Map<string, number>();
  const ranked = remarks.map((remark) => {
    const key = `${remark.level} ${remark.place?.file ?? ""}`;
    const turn = met.get(key) ?? 0;
    met.set(key, turn + 1);
    return { remark, level: LEVELS.indexOf(remark.level), turn };
  });
  return ranked.sort((a, b) => a.level - b.level || a.turn - b.turn).map(({ remark }) => remark);
}
