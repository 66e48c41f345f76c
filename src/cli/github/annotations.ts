// Remarks as annotations, within what GitHub shows of one step: ten of each level. What is more is counted in the tenth.
import type { Remark, RemarkLevel } from "../check/remark.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { annotationCommand } from "./workflow-command.ts";

/** Of each level and step (GitHub REST, "Create a check run"); the runner drops what comes after. */
const SHOWN_A_LEVEL = 10;

/** The lines to print, the most important first. Where `summary` was written, the last of a level points to it. */
export function annotationLines(remarks: readonly Remark[], hasSummary: boolean): readonly string[] {
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const all = remarks.filter((remark) => remark.level === level);
    if (all.length <= SHOWN_A_LEVEL) return all.map(annotate);
    const shown = all.slice(0, SHOWN_A_LEVEL - 1);
    return [...shown.map(annotate), restLine(level, all.length - shown.length, hasSummary)];
  });
}

function annotate({ level, code, place, excerpt, message, expected, todo }: Remark): string {
  const end = place === undefined || excerpt === undefined ? undefined : place.column + excerpt.length;
  return annotationCommand(
    level,
    {
      ...(place === undefined ? {} : { file: place.file, line: place.line, col: place.column }),
      ...(end === undefined ? {} : { endColumn: end }),
      title: code,
    },
    [
      message,
      ...(expected === undefined ? [] : [`expected: ${expected}`]),
      ...(todo === undefined ? [] : [`do: ${todo}`]),
    ],
  );
}

const WORDS = {
  error: ["error", "errors"],
  warning: ["warning", "warnings"],
  notice: ["notice", "notices"],
} as const;

function restLine(level: RemarkLevel, count: number, hasSummary: boolean): string {
  const where = hasSummary ? "the summary of this job" : "the log of this step";
  const [, many] = WORDS[level];
  return annotationCommand(level, { title: `${groupDigits(count)} more` }, [
    `${groupDigits(count)} more ${many} are not shown here: GitHub shows ten of a step. They are in ${where}.`,
  ]);
}
