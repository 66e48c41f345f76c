// The view for code scanning: one SARIF log on standard output when all is done, and nothing else there.
import type { CheckReport } from "../check/check-report.ts";
import type { Terminal } from "../terminal.ts";
import { driveInOrder, type RunEnding, type RunView } from "../views/run-view.ts";
import { sarifLog } from "./sarif-log.ts";

export function sarifView(terminal: Terminal, report: (ending: RunEnding) => CheckReport): RunView {
  return {
    begin: () => undefined,
    drive: (cases, carry) => driveInOrder(cases, carry, { step: () => undefined, plan: () => undefined }),
    end: (ending) => tellSarif(report(ending), terminal),
  };
}

export function tellSarif(report: CheckReport, terminal: Terminal): void {
  terminal.out(`${JSON.stringify(sarifLog(report), undefined, 2)}\n`);
}
