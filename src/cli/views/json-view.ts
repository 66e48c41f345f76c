// The view for machines: one event a line, the version first, the summary last.
import type { Terminal } from "../terminal.ts";
import { diagnosticEvent, emit, planEvent, statementEvent } from "./events.ts";
import { driveInOrder, type Ending, type RunView } from "./run-view.ts";

/** A view of what stands there, too: it needs no more of an ending than the outcomes. */
type JsonView = Omit<RunView, "end"> & { readonly end: (ending: Ending) => void };

export function jsonView(terminal: Terminal): JsonView {
  let recording = false;
  return {
    begin: (opening) => {
      ({ recording } = opening);
      const { commit, tree, ref, objectFormat } = opening.pin;
      emit(terminal, { type: "commit", commit, tree, ref, objectFormat });
      for (const fault of opening.diagnostics) emit(terminal, diagnosticEvent(fault));
    },
    drive: (cases, carry) =>
      driveInOrder(cases, carry, {
        step: (step) => emit(terminal, statementEvent(step, recording)),
        plan: () => undefined,
      }),
    end: ({ outcomes, exitOf }) => {
      for (const outcome of outcomes) emit(terminal, planEvent(outcome, exitOf(outcome)));
    },
  };
}
