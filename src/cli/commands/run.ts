// reconcile run: carries every plan as far as its approvals allow, and records it. The command only wires; what happens
// is decided in reconcile/, what is shown in views/.
import { Refusal } from "../../diagnostics/refusal.ts";
import { carryPlan } from "../../reconcile/carry-plan.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import { outcomeOfCase, outcomeOfRefusal, type PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import { EXIT, exitOfOutcome, exitOfRefusal, highestExit, type ExitCode } from "../exit-codes.ts";
import { publishRuns } from "../publish-runs.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { jsonView } from "../views/json-view.ts";
import { liveView } from "../views/live-view.ts";
import { plainView, quietView } from "../views/plain-view.ts";
import type { RunView } from "../views/run-view.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans } = context;
  return withSession(options, { recordsAs: ["run", ...plans].join(" ") }, async (session) => {
    const view = chooseView(context);
    const { edges, pin, trustPin } = session;
    const { loaded, strays, cases } = await openReconciliation(edges, {
      pins: { plans: pin, trust: trustPin },
      plans,
      readsFacts: true,
    });
    const recording = edges.store.recording;
    view.begin({ pin, recording, diagnostics: loaded.checked.diagnostics });
    const outcomes = await view.drive(cases, (found, onStep) => carryCase(session, found, onStep));
    const exitOf = (outcome: PlanOutcome): ExitCode => exitOfOutcome(outcome, options.detailedExitcode);
    const exit = highestExit([...outcomes.map(exitOf), ...(strays.length > 0 ? [EXIT.invalid] : [])]);
    const published = await publishOrTell(() => publishRuns(session, options, outcomes));
    const statements = outcomes.reduce((sum, outcome) => sum + outcome.steps.length, 0);
    const counts = { plans: outcomes.length, statements };
    if (published instanceof Refusal) {
      view.end({ outcomes, strays, exitOf, recording, published: undefined });
      return { ...counts, exit: highestExit([exit, exitOfRefusal(published.code)]), refusal: published };
    }
    view.end({ outcomes, strays, exitOf, recording, published });
    return { ...counts, exit };
  });
}

/** The evidence is on disk by now: where it cannot be published, the outcomes are told all the same. */
async function publishOrTell<Answer>(publish: () => Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await publish();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function chooseView({ options, terminal }: CommandContext): RunView {
  if (options.json) return jsonView(terminal);
  if (options.quiet) return quietView(terminal);
  return terminal.isLive ? liveView(terminal, options.verbose) : plainView(terminal, options.verbose);
}

/** One plan's refusal is that plan's outcome; the others go on. */
async function carryCase(
  { edges }: Session,
  found: PlanCase,
  onStep: (step: StepTaken) => void,
): Promise<PlanOutcome> {
  if (found.kind !== "work") return outcomeOfCase(found);
  const steps: StepTaken[] = [];
  try {
    return await carryPlan(edges, found.work, (step) => {
      steps.push(step);
      onStep(step);
    });
  } catch (error) {
    if (error instanceof Refusal) return outcomeOfRefusal(found.plan, error, steps);
    throw error;
  }
}
