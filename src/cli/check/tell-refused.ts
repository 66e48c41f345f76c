// Says to GitHub, or as SARIF, that a command was refused. `instead`: there is nothing else to say, so the files that later
// steps look for say it too. `after`: the plans were told of, and the files name it already.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { annotationLines } from "../github/annotations.ts";
import { reportFilesFor } from "../github/report-files.ts";
import { tellGithub } from "../github/tell-github.ts";
import type { Format } from "../options.ts";
import { tellSarif } from "../sarif/sarif-view.ts";
import type { Terminal } from "../terminal.ts";
import { refusedReport } from "./refused-report.ts";

export interface RefusedCommand {
  readonly terminal: Terminal;
  readonly format: Format;
  readonly command: "run" | "validate";
  readonly flags: Readonly<Record<string, unknown>>;
}

export function tellRefused(refusal: Refusal, refused: RefusedCommand, when: "instead" | "after"): void {
  const { terminal, format, command, flags } = refused;
  const report = refusedReport(refusal, command);
  if (format === "sarif") {
    if (when === "instead") tellSarif(report, terminal);
    return;
  }
  if (when === "after") {
    for (const line of annotationLines(report.remarks, true)) terminal.out(`${line}\n`);
    return;
  }
  try {
    tellGithub(report, terminal, reportFilesFor(flags, { format: "github" }, process.env));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    terminal.err(`No file tells of it: ${visibleText(error.message)}\n`);
  }
}
