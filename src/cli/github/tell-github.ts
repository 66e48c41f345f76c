// Says a finished check to GitHub: annotations on standard output, then the files. The comment goes first and the summary
// last, so that whatever comes after a file that cannot be written says so too.
import type { CheckReport } from "../check/check-report.ts";
import type { Terminal } from "../terminal.ts";
import { annotationLines } from "./annotations.ts";
import { commentBody } from "./comment-body.ts";
import { appendWhole, sizeOf, writeAnew, type ReportFiles } from "./report-files.ts";
import { outputsText, stepOutputs } from "./step-outputs.ts";
import { stepSummary, SUMMARY_LIMIT_BYTES } from "./step-summary.ts";

/** Throws a Refusal DISK_REFUSED where a file cannot be written. */
export function tellGithub(report: CheckReport, terminal: Terminal, files: ReportFiles): void {
  const { summary, outputs, comment } = files;
  for (const line of annotationLines(report.remarks, summary !== undefined)) terminal.out(`${line}\n`);
  if (comment !== undefined) writeAnew(comment, commentBody(report));
  if (outputs !== undefined) appendWhole(outputs, outputsText(stepOutputs(report, comment)));
  if (summary === undefined) {
    terminal.err("There is no summary: neither --summary nor GITHUB_STEP_SUMMARY names a file.\n");
    return;
  }
  const text = stepSummary(report, SUMMARY_LIMIT_BYTES - sizeOf(summary));
  if (text === undefined)
    terminal.err("There is no summary: the file holds as much already as GitHub shows of a step.\n");
  else appendWhole(summary, text);
}
