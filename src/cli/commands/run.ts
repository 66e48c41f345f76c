// reconcile run: carries every plan as far as its approvals allow, and records it. The command only wires; what happens
// is decided in reconcile/, what is shown in views/.
import { Refusal } from "../../diagnostics/refusal.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { carryCase, publishOrTell } from "../carry-case.ts";
import { EXIT, exitOfOutcome, exitOfRefusal, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import type { CheckReport } from "../check/check-report.ts";
import type { RunGround } from "../check/run-report.ts";
import { reportFilesFor, type ReportFiles } from "../github/report-files.ts";
import { jsonView } from "../views/json-view.ts";
import { liveView } from "../views/live-view.ts";
import { plainView, quietView } from "../views/plain-view.ts";
import { withProgress } from "../views/progress.ts";
import type { RunEnding, RunView } from "../views/run-view.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans, flags } = context;
  const files = reportFilesFor(flags, options, process.env);
  return withSession(options, { recordsAs: ["run", ...plans].join(" ") }, async (session) => {
    const { edges, pin, trustPin } = session;
    const reconciliation = await withProgress(context.terminal, options, (tell) => {
      tell({ what: "reading plans, runs and facts" });
      return openReconciliation(edges, { pins: { plans: pin, trust: trustPin }, plans, readsFacts: true });
    });
    const { loaded, strays, cases } = reconciliation;
    const view = await chooseView(context, { files, pin, reconciliation });
    const recording = edges.store.recording;
    view.begin({ pin, recording, diagnostics: loaded.checked.diagnostics });
    const outcomes = await view.drive(cases, (found, onStep) => carryCase(session, found, onStep));
    const exitOf = (outcome: PlanOutcome): ExitCode => exitOfOutcome(outcome, options.detailedExitcode);
    const exit = highestExit([...outcomes.map(exitOf), ...(strays.length > 0 ? [EXIT.invalid] : [])]);
    const published = await publishOrTell(session, options, outcomes);
    const statements = outcomes.reduce((sum, outcome) => sum + outcome.steps.length, 0);
    const refusal = published instanceof Refusal ? published : undefined;
    const ended = refusal === undefined ? exit : highestExit([exit, exitOfRefusal(refusal.code)]);
    const done = published instanceof Refusal ? undefined : published;
    view.end({ outcomes, strays, exitOf, recording, published: done, exit: ended, refusal });
    const counts = { plans: outcomes.length, statements };
    return { ...counts, exit: ended, ...(refusal === undefined ? {} : { refusal }) };
  });
}

interface Reporting extends RunGround {
  readonly files: ReportFiles;
}

/** What only a workflow asks for is loaded only then. */
async function chooseView(
  { options, terminal }: CommandContext,
  { pin, reconciliation, files }: Reporting,
): Promise<RunView> {
  const { format, quiet, verbose } = options;
  if (format === "github" || format === "sarif") {
    const { runReport } = await import("../check/run-report.ts");
    const report = (ending: RunEnding): CheckReport => runReport({ pin, reconciliation }, ending);
    if (format === "sarif") return (await import("../sarif/sarif-view.ts")).sarifView(terminal, report);
    const { githubView } = await import("../github/github-view.ts");
    return githubView(terminal, { files, report, quiet, verbose });
  }
  if (format === "json") return jsonView(terminal);
  if (quiet) return quietView(terminal);
  return terminal.isLive ? liveView(terminal, verbose) : plainView(terminal, verbose);
}
