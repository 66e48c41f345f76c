// The second of the three locks: every mutating phase asks the kill-switch when it is entered, whatever the runner
// before it and the adapter after it have asked.
import { Refusal } from "../diagnostics/refusal.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { failed, type Mutation, type PhaseInput, type PhaseOutcome } from "./phase.ts";
import { carryLive } from "./torn-phase.ts";

/** Carries a mutation only where the mode is DRYRUN, or LIVE with the switch on at this moment. Refuses LIVE_DISABLED, MODE_UNKNOWN. */
export async function underLock(
  input: PhaseInput,
  phase: MutatingPhase,
  mutate: () => Promise<Mutation>,
): Promise<PhaseOutcome> {
  const refusal = refuseMutation(input);
  if (refusal !== undefined) return { outcome: "REFUSED", refusal };
  if (input.run.mode === "LIVE") return carryLive(input, phase, mutate);
  const done = await mutate();
  return done.outcome === "SHORT" ? failed(done.reason, done.result) : done;
}

function refuseMutation({ run, killSwitch }: PhaseInput): Refusal | undefined {
  switch (run.mode) {
    case "DRYRUN":
      return undefined;
    case "LIVE":
      if (killSwitch()) return undefined;
      return new Refusal("LIVE_DISABLED", {
        message: `run "${run.id}" asks for LIVE, and the kill-switch is off`,
        expected: "mode: DRYRUN in the plan",
        todo: "set spec.mode to DRYRUN; no flag turns LIVE on",
      });
    default:
      return new Refusal("MODE_UNKNOWN", {
        message: `run "${(run as { id: string }).id}" has an unknown mode`,
        expected: "DRYRUN or LIVE",
        todo: "mend spec.mode in the plan",
      });
  }
}
