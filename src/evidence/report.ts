// report.md of a run: what a person reads at each pause and at closeout, a minute for whoever decides and ten for whoever
// checks. A view of the statements: it reads no clock, decides nothing, and its last line names the statement it was made
// after. Text of documents is shown in code spans only.
import { renderHeadLine } from "./head.ts";
import { codeSpan } from "./markdown-text.ts";
import { checkSections } from "./report-checks.ts";
import { gateSections } from "./report-gates.ts";
import { NO_WORDS, type ConsentWords, type ReportInput } from "./report-input.ts";
import { filesTable, pinsTable } from "./report-inputs.ts";
import { rowsTable } from "./report-rows.ts";
import { refusedLines, stepsTable, tornSections } from "./report-steps.ts";
import { modeBanner, summaryLines } from "./report-summary.ts";

export type { ConsentWords, ReportInput };

/** The report as Markdown, with a newline at its end. */
export function renderReport(input: ReportInput): string {
  const { title, statements, head, words = NO_WORDS } = input;
  const predicates = statements.map(({ predicate }) => predicate);
  const last = predicates.at(-1);
  if (last === undefined) throw new Error("a run without statements has no report");
  const sections = [
    [`# Run ${codeSpan(last.run.id)}, ${last.run.mode}`],
    [codeSpan(title)],
    [modeBanner(predicates)],
    summaryLines(input),
    ...titled("## Rows of the governed tables", [rowsTable(predicates)]),
    ["## Steps"],
    stepsTable(predicates, head),
    ...titled("## Refused or failed on the way", [refusedLines(predicates)]),
    ...tornSections(predicates),
    ...titled("## Gates", gateSections(predicates, words)),
    ["## Inputs"],
    pinsTable(predicates),
    filesTable(statements),
    ...titled("## How to check this", checkSections(input)),
    [renderHeadLine(head)],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

/** Sections under a heading; neither where none of them has a line. */
function titled(heading: string, sections: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const filled = sections.filter((lines) => lines.length > 0);
  return filled.length === 0 ? [] : [[heading], ...filled];
}
