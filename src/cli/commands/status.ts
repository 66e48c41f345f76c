// reconcile status: where each run stands, as a table. Reads documents and runs; asks no target and moves nothing.
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { EXIT, exitOfOutcome, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { jsonView } from "../views/json-view.ts";
import { reportFaults } from "../views/plain-view.ts";
import { statusTable } from "../views/status-table.ts";

export async function run({ options, plans, terminal }: CommandContext): Promise<CommandResult> {
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin, trustPin }) => {
    const pins = { plans: pin, trust: trustPin };
    const { loaded, strays, cases } = await openReconciliation(edges, { pins, plans, readsFacts: false });
    const outcomes = cases.map(whereItStands);
    const exitOf = (outcome: PlanOutcome): ExitCode => exitOfOutcome(outcome, options.detailedExitcode);
    const exit = highestExit([...outcomes.map(exitOf), ...(strays.length > 0 ? [EXIT.invalid] : [])]);
    if (options.json) {
      const view = jsonView(terminal);
      view.begin({ pin, recording: false, diagnostics: loaded.checked.diagnostics });
      view.end({ outcomes, strays, exitOf, recording: false, published: undefined });
      return { exit, plans: outcomes.length };
    }
    if (!options.quiet) terminal.out(`${statusTable(outcomes, terminal).join("\n")}\n`);
    reportFaults(terminal, { outcomes, strays });
    return { exit, plans: outcomes.length };
  });
}
