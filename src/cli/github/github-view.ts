// The view for GitHub Actions. Standard output holds the plain account and after it the annotations; summary, outputs and
// comment go to their files.
import type { CheckReport } from "../check/check-report.ts";
import type { Terminal } from "../terminal.ts";
import { plainView, quietView } from "../views/plain-view.ts";
import type { RunEnding, RunView } from "../views/run-view.ts";
import { openAccount } from "./plain-account.ts";
import type { ReportFiles } from "./report-files.ts";
import { tellGithub } from "./tell-github.ts";

export interface GithubViewOptions {
  readonly files: ReportFiles;
  readonly report: (ending: RunEnding) => CheckReport;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

export function githubView(
  terminal: Terminal,
  { files, report, quiet, verbose }: GithubViewOptions,
): RunView {
  const account = openAccount(terminal);
  const inner = quiet ? quietView(account.terminal) : plainView(account.terminal, verbose);
  return {
    begin: inner.begin,
    drive: async (cases, carry) => {
      try {
        return await inner.drive(cases, carry);
      } catch (error) {
        // Whoever tells of the error may need an annotation for it.
        account.close();
        throw error;
      }
    },
    end: (ending) => {
      inner.end(ending);
      account.close();
      tellGithub(report(ending), terminal, files);
    },
  };
}
