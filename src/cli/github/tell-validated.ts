// Says to GitHub what reconcile validate found: its own account in the log, then annotations and files, as reconcile run
// does.
import type { CheckReport } from "../check/check-report.ts";
import type { Terminal } from "../terminal.ts";
import { openAccount } from "./plain-account.ts";
import type { ReportFiles } from "./report-files.ts";
import { tellGithub } from "./tell-github.ts";

export interface Validation {
  readonly report: CheckReport;
  readonly files: ReportFiles;
  /** Prints what a person at a terminal would read. */
  readonly print: (terminal: Terminal) => void;
}

export function tellValidated({ report, files, print }: Validation, terminal: Terminal): void {
  const account = openAccount(terminal);
  print(account.terminal);
  account.close();
  tellGithub(report, terminal, files);
}
