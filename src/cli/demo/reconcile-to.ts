// One reconcile of the demo: which steps it has to take, and where it has to stop.
import type { PlanEvent } from "../../model/generated/event.ts";
import type { RecordName } from "../../model/phase.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { PLAN } from "./documents.ts";
import { eventOf, eventsOf, requireExit } from "./play-command.ts";
import { requireSeen } from "./require-seen.ts";
import type { Stage } from "./stage.ts";

export interface Journey {
  /** In their order; all have to be recorded. */
  readonly steps: readonly RecordName[];
  readonly stop: Pick<PlanEvent, "state" | "gate">;
  /** 0 where not given. */
  readonly exit?: ExitCode;
}

/** `reconcile run PLAN --commit`. Rejects with a Refusal DEMO_FAILED where it takes other steps or stops elsewhere. */
export async function reconcileTo(stage: Stage, { steps, stop, exit = EXIT.done }: Journey): Promise<void> {
  const answer = await stage.reconcile(["run", PLAN, "--commit"]);
  requireExit(answer, exit);
  const taken = eventsOf(answer, "statement").filter(({ recorded }) => recorded);
  const outcome = stop.state === "refused" ? "REFUSED" : "PASSED";
  requireSeen({
    what: "steps on record",
    expected: steps.map((step) => `${step} ${outcome}`),
    seen: taken.map((step) => `${step.phase} ${step.outcome}`),
  });
  const { state, gate, text } = eventOf(answer, "plan");
  requireSeen({ what: "where it stands", expected: stop, seen: { state, gate }, said: text });
}
