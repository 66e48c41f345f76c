// Values as NDJSON events (schemas/event.schema.json). Nothing but these lines goes to standard output with --json.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Difference } from "../../difference/compare.ts";
import type {
  DiagnosticEvent,
  DifferenceEvent,
  Event,
  PlanEvent,
  StatementEvent,
} from "../../model/generated/event.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";
import { TOOL } from "../version.ts";

export function emit(terminal: Terminal, event: Event): void {
  terminal.out(`${JSON.stringify(event)}\n`);
}

/** Always the first line; a second call writes nothing. */
export function emitVersion(terminal: Terminal): void {
  if (begun.has(terminal)) return;
  begun.add(terminal);
  emit(terminal, { type: "version", format: "1.0", tool: TOOL });
}

const begun = new WeakSet<Terminal>();

export function diagnosticEvent({ code, place, message, expected, fix }: Diagnostic): DiagnosticEvent {
  return {
    type: "diagnostic",
    code,
    file: place.file,
    line: place.line,
    column: place.column,
    message,
    expected,
    fix,
  };
}

export function statementEvent({ plan, run, statement }: StepTaken, recorded: boolean): StatementEvent {
  const { seq, phase, outcome, reasons } = statement.statement.predicate;
  return { type: "statement", plan, run, seq, phase, outcome, reasons, sha256: statement.sha256, recorded };
}

export function planEvent(outcome: PlanOutcome, exit: ExitCode): PlanEvent {
  const { plan, run, state, gate, mode, text, todo } = outcome;
  return {
    type: "plan",
    plan,
    run: run ?? null,
    state,
    gate: gate?.gate ?? null,
    mode: mode ?? null,
    text,
    todo: todo ?? null,
    exit,
  };
}

export function differenceEvent(difference: Difference, text: string): DifferenceEvent {
  const { plan, run, kind, next } = difference;
  return { type: "difference", plan, run, kind, next, text };
}
