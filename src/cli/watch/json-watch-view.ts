// A watch for machines: the events of what changed, and no others. A commit event says that the ref moved, or that the watch
// reconciles again after a refusal.
import { exitOfOutcome } from "../exit-codes.ts";
import type { CommonOptions } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { diagnosticEvent, emit, planEvent, statementEvent } from "../views/events.ts";
import type { Change } from "./notice-changes.ts";
import type { WatchView } from "./watch-view.ts";

export function jsonWatchView(terminal: Terminal, options: CommonOptions): WatchView {
  return {
    looking: () => undefined,
    told: (changes) => {
      for (const change of changes) emitChange(terminal, options, change);
    },
    resting: () => undefined,
    end: () => undefined,
  };
}

function emitChange(terminal: Terminal, options: CommonOptions, change: Change): void {
  switch (change.kind) {
    case "commit": {
      const { commit, tree, ref, objectFormat } = change.to;
      emit(terminal, { type: "commit", commit, tree, ref, objectFormat });
      return;
    }
    case "plan": {
      const { to } = change;
      for (const fault of to.diagnostics) emit(terminal, diagnosticEvent(fault));
      for (const step of to.steps) emit(terminal, statementEvent(step, options.write));
      emit(terminal, planEvent(to, exitOfOutcome(to, options.detailedExitcode)));
      return;
    }
    case "strays":
      for (const fault of change.faults) emit(terminal, diagnosticEvent(fault));
      return;
    case "refused":
    case "unpublished": {
      const { code, message, expected, todo } = change.refusal;
      emit(terminal, { type: "refusal", code, message, expected, todo });
      return;
    }
    // The commit event, and the events of the plans that are left, say it.
    case "gone":
    case "published":
      return;
  }
}
