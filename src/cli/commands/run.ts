// reconcile run: carries every plan as far as its approvals allow, and records it. The command only wires; what happens
// is decided in reconcile/, what is shown in views/.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { OnCut } from "../../reconcile/load-repository.ts";
import {
  openReconciliation,
  openUnsettled,
  type Reconciliation,
} from "../../reconcile/open-reconciliation.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { carryCase, publishOrTell } from "../carry-case.ts";
import { EXIT, exitOfOutcome, exitOfRefusal, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import type { CommonOptions } from "../options.ts";
import { withSession, type Session } from "../session.ts";
import type { CheckReport } from "../check/check-report.ts";
import type { RunGround } from "../check/run-report.ts";
import { reportFilesFor, type ReportFiles } from "../github/report-files.ts";
import { jsonView } from "../views/json-view.ts";
import { plainView, quietView } from "../views/plain-view.ts";
import { cutTeller, withProgress } from "../views/progress.ts";
import type { RunEnding, RunView } from "../views/run-view.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans, flags } = context;
  const files = reportFilesFor(flags, options, process.env);
  const needs = { recordsAs: ["run", ...plans].join(" "), settles: !isForTools(options) };
  return withSession(options, needs, async (session) => {
    const { edges, pin } = session;
    const { reconciliation, ground } = await withProgress(context.terminal, options, (tell) => {
      const reading = { what: "reading plans, runs and facts" };
      tell(reading);
      return open(session, context, cutTeller(tell, reading));
    });
    const { diagnostics, strays, cases } = reconciliation;
    const recording = edges.store.recording;
    const view = await chooseView(context, { files, ground });
    view.begin({ pin, recording, diagnostics });
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

/** Tools are told where in which document, and shown every cut: for them nothing is passed over or let go. */
function isForTools({ format }: CommonOptions): boolean {
  return format === "github" || format === "sarif";
}

interface Opened {
  readonly reconciliation: Reconciliation;
  /** For tools only. */
  readonly ground: RunGround | undefined;
}

async function open(
  { edges, pin, trustPin }: Session,
  { options, plans }: CommandContext,
  onCut: OnCut,
): Promise<Opened> {
  const request = { pins: { plans: pin, trust: trustPin }, plans, readsFacts: true, onCut };
  if (!isForTools(options)) return { reconciliation: await openUnsettled(edges, request), ground: undefined };
  const reconciliation = await openReconciliation(edges, request);
  return { reconciliation, ground: { pin, reconciliation } };
}

interface Reporting {
  readonly files: ReportFiles;
  readonly ground: RunGround | undefined;
}

/** What only a workflow or a terminal asks for is loaded only then. */
async function chooseView(
  { options, terminal }: CommandContext,
  { ground, files }: Reporting,
): Promise<RunView> {
  const { format, quiet, verbose } = options;
  if (ground !== undefined) {
    const { runReport } = await import("../check/run-report.ts");
    const report = (ending: RunEnding): CheckReport => runReport(ground, ending);
    if (format === "sarif") return (await import("../sarif/sarif-view.ts")).sarifView(terminal, report);
    const { githubView } = await import("../github/github-view.ts");
    return githubView(terminal, { files, report, quiet, verbose });
  }
  if (format === "json") return jsonView(terminal);
  if (quiet) return quietView(terminal);
  if (!terminal.isLive) return plainView(terminal, verbose);
  const { liveView } = await import("../views/live-view.ts");
  return liveView(terminal, verbose);
}
