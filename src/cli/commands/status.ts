// reconcile status: where each run stands, as a table. Reads documents and runs; asks no target and moves nothing.
import type { Target } from "../../model/generated/target.ts";
import { openUnsettled } from "../../reconcile/open-reconciliation.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { EXIT, exitOfOutcome, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { jsonView } from "../views/json-view.ts";
import { printLines, type Line } from "../views/lay-out.ts";
import { countStates, reportFaults, tellWrong } from "../views/plain-view.ts";
import { withProgress } from "../views/progress.ts";
import { needsSomebody, statusTable } from "../views/status-table.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor } from "../views/style.ts";

export async function run({ options, plans, terminal }: CommandContext): Promise<CommandResult> {
  return withSession(options, { recordsAs: undefined, settles: true }, async ({ edges, pin, trustPin }) => {
    const pins = { plans: pin, trust: trustPin };
    const { diagnostics, strays, cases } = await withProgress(terminal, options, (tell) => {
      tell({ what: "reading plans and runs" });
      return openUnsettled(edges, { pins, plans, readsFacts: false });
    });
    const outcomes = cases.map(whereItStands);
    const exitOf = (outcome: PlanOutcome): ExitCode => exitOfOutcome(outcome, options.detailedExitcode);
    const exit = highestExit([...outcomes.map(exitOf), ...(strays.length > 0 ? [EXIT.invalid] : [])]);
    if (options.json) {
      const view = jsonView(terminal);
      view.begin({ pin, recording: false, diagnostics });
      view.end({ outcomes, strays, exitOf, recording: false, published: undefined });
      return { exit, plans: outcomes.length };
    }
    if (options.quiet) tellWrong(terminal, { outcomes, strays, exitOf });
    else {
      printLines(terminal, [...statusTable(outcomes, terminal), ""]);
      reportFaults(terminal, { outcomes, strays });
      printLines(terminal, [...variableLines(cases, terminal.color), summaryLine(outcomes)]);
    }
    return { exit, plans: outcomes.length };
  });
}

/** `3 plans: 1 closed, 1 waiting, 1 refused; 2 need somebody` */
function summaryLine(outcomes: readonly PlanOutcome[]): string {
  const needy = outcomes.filter(needsSomebody).length;
  const who =
    needy === 0
      ? "nobody has to do anything"
      : `${groupDigits(needy)} need${needy === 1 ? "s" : ""} somebody`;
  return `${countStates(outcomes)}; ${who}`;
}

/** What this machine lacks for the plans that would read a database next: known without asking any target. */
function variableLines(cases: readonly PlanCase[], color: boolean): readonly Line[] {
  const paint = paintFor(color);
  const moving = cases.flatMap((found) =>
    found.kind === "work" && found.work.refusal === undefined && found.work.difference.kind !== "converged"
      ? [found.work]
      : [],
  );
  const byVariable = Map.groupBy(
    moving.filter(({ target }) => isUnset(target)),
    ({ target }) => target.spec.connection?.env ?? "",
  );
  const notes = [...byVariable].map(([variable, works]) => ({
    lead: `${paint("wait", "!")} `,
    text: `the variable ${variable} is not set here; without it reconcile cannot read target ${works[0]?.target.metadata.name ?? ""} for ${works.map(({ plan }) => plan).join(", ")}`,
  }));
  return notes.length === 0 ? [] : [...notes, ""];
}

function isUnset({ spec: { connection } }: Target): boolean {
  return connection !== undefined && (process.env[connection.env] ?? "") === "";
}
