// reconcile validate: checks every document of the commit and shows all faults in one go. Reads no run and no target.
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { loadRepository, type LoadedRepository } from "../../reconcile/load-repository.ts";
import { selectPlans } from "../../reconcile/select-plans.ts";
import { EXIT, exitOfRefusal, highestExit } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { diagnosticEvent, emit } from "../views/events.ts";
import { groupDigits } from "../views/step-words.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  return withSession(context.options, { recordsAs: undefined }, async ({ objects, pin, trustPin }) => {
    const loaded = await loadRepository(objects, { plans: pin, trust: trustPin });
    const plans = selectPlans(new Set(loaded.names), context.plans);
    const faults = faultsOf(loaded, context.plans.length === 0 ? undefined : new Set(plans));
    const unread = plans.flatMap((plan) => loaded.unread.get(plan) ?? []);
    const exit = highestExit([
      ...(faults.length > 0 ? [EXIT.invalid] : []),
      ...unread.map(({ code }) => exitOfRefusal(code)),
    ]);
    if (context.options.json) {
      for (const fault of faults) emit(context.terminal, diagnosticEvent(fault));
      for (const { code, message, expected, todo } of unread)
        emit(context.terminal, { type: "refusal", code, message, expected, todo });
      return { exit, plans: plans.length };
    }
    print(context, { faults, unread: unread.map(({ message }) => message), plans });
    return { exit, plans: plans.length };
  });
}

/** All faults, or those that keep the named plans from moving: their own, their target's, the policy's. */
function faultsOf(
  { checked }: LoadedRepository,
  only: ReadonlySet<string> | undefined,
): readonly Diagnostic[] {
  if (only === undefined) return checked.diagnostics;
  const wanted = new Set([...only].flatMap((plan) => checked.faultyPlans.get(plan) ?? []));
  return checked.diagnostics.filter((fault) => wanted.has(fault));
}

interface Shown {
  readonly faults: readonly Diagnostic[];
  readonly unread: readonly string[];
  readonly plans: readonly string[];
}

function print({ terminal, options }: CommandContext, { faults, unread, plans }: Shown): void {
  for (const fault of faults) terminal.err(`${renderDiagnostic(fault, terminal)}\n\n`);
  for (const message of unread) terminal.err(`unreadable  ${message}\n\n`);
  if (options.quiet) return;
  const files = new Set(faults.map(({ place }) => place.file)).size;
  const found =
    faults.length === 0 ? "no fault" : `${count(faults.length, "fault")} in ${count(files, "file")}`;
  terminal.out(
    `${count(plans.length, "plan")}: ${found}${unread.length === 0 ? "" : `; ${unread.length} unreadable`}\n`,
  );
}

function count(value: number, unit: string): string {
  return `${groupDigits(value)} ${unit}${value === 1 ? "" : "s"}`;
}
