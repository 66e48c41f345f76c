// Tells the faults of documents that keep a command from doing anything, and ends it.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { diagnosticEvent, emit } from "./events.ts";

export function tellFaults(
  { options, terminal }: Pick<CommandContext, "options" | "terminal">,
  faults: readonly Diagnostic[],
): CommandResult {
  for (const fault of faults) {
    if (options.json) emit(terminal, diagnosticEvent(fault));
    else terminal.err(`${renderDiagnostic(fault, terminal)}\n\n`);
  }
  return { exit: EXIT.invalid, plans: 1 };
}
