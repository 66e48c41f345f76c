// reconcile validate: checks every document of the commit and shows all faults in one go. Reads no run and no target.
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { PLANS_AT_A_TIME } from "../../reconcile/list-plans.ts";
import { surveyDocuments } from "../../reconcile/survey-documents.ts";
import type { Validated } from "../check/validate-report.ts";
import { reportFilesFor, type ReportFiles } from "../github/report-files.ts";
import { EXIT, exitOfRefusal, highestExit } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { diagnosticEvent, emit } from "../views/events.ts";
import { layOut, printLines } from "../views/lay-out.ts";
import { groupDigits } from "../../diagnostics/english.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const files = reportFilesFor(context.flags, context.options, process.env);
  return withSession(
    context.options,
    { recordsAs: undefined },
    async ({ objects, pin, trustPin, threads }) => {
      const { format } = context.options;
      const isForTools = format === "github" || format === "sarif";
      const pins = { plans: pin, trust: trustPin };
      const survey = await surveyDocuments(objects, pins, {
        asked: context.plans,
        plansAtATime: isForTools ? Infinity : PLANS_AT_A_TIME,
        threads,
      });
      const { plans, faults, strays, unread, last } = survey;
      const exit = highestExit([
        ...(faults.length > 0 ? [EXIT.invalid] : []),
        ...unread.map(({ code }) => exitOfRefusal(code)),
      ]);
      const shown = { faults, unread: unread.map(({ message }) => message), plans };
      if (isForTools) {
        await tellTools({ pin, loaded: last, plans, strays, exit }, { context, files, shown });
      } else if (format === "json") {
        for (const fault of faults) emit(context.terminal, diagnosticEvent(fault));
        for (const { code, message, expected, todo } of unread)
          emit(context.terminal, { type: "refusal", code, message, expected, todo });
      } else print(context, shown);
      return { exit, plans: plans.length };
    },
  );
}

interface Telling {
  readonly context: CommandContext;
  readonly files: ReportFiles;
  readonly shown: Shown;
}

/** What only a workflow asks for is loaded only then. */
async function tellTools(validated: Validated, { context, files, shown }: Telling): Promise<void> {
  const { terminal, options } = context;
  const { validateReport } = await import("../check/validate-report.ts");
  const report = validateReport(validated);
  if (options.format === "sarif") {
    (await import("../sarif/sarif-view.ts")).tellSarif(report, terminal);
    return;
  }
  const { tellValidated } = await import("../github/tell-validated.ts");
  tellValidated({ report, files, print: (inner) => print({ terminal: inner, options }, shown) }, terminal);
}

interface Shown {
  readonly faults: readonly Diagnostic[];
  readonly unread: readonly string[];
  readonly plans: readonly string[];
}

function print(
  { terminal, options }: Pick<CommandContext, "terminal" | "options">,
  { faults, unread, plans }: Shown,
): void {
  for (const fault of faults) terminal.err(`${renderDiagnostic(fault, terminal)}\n\n`);
  for (const message of unread)
    terminal.err(
      `${layOut([{ lead: "unreadable  ", text: visibleText(message) }], terminal.columns).join("\n")}\n\n`,
    );
  if (options.quiet) return;
  const files = new Set(faults.map(({ place }) => place.file)).size;
  const found =
    faults.length === 0 ? "no fault" : `${count(faults.length, "fault")} in ${count(files, "file")}`;
  printLines(terminal, [
    `${count(plans.length, "plan")}: ${found}${unread.length === 0 ? "" : `; ${unread.length} unreadable`}`,
  ]);
}

function count(value: number, unit: string): string {
  return `${groupDigits(value)} ${unit}${value === 1 ? "" : "s"}`;
}
