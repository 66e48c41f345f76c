// The words for where a run was left: what and why in one line, and the next step a person can take. Reports, views and
// events all take them from here.
import { FAILURE_REASONS, type FailureReason } from "../phases/phase.ts";
import type { GateVerdict } from "../approvals/judge-gate.ts";
import { listChoices } from "../diagnostics/english.ts";
import { TORN_REASONS, isTornReason } from "../model/torn-effect.ts";
import { grantFaultWords } from "../model/grant-fault-words.ts";
import type { MutatingPhase } from "../model/phase.ts";
import type { TornStep } from "../model/run.ts";
import { waysOut } from "../phases/graph.ts";
import type { RunEnd } from "./carry-run.ts";
import type { PlanWork } from "./plan-work.ts";

export interface EndWords {
  readonly text: string;
  /** Undefined where nobody has to do anything. */
  readonly todo: string | undefined;
}

export function describeEnd(plan: string, end: RunEnd): EndWords {
  switch (end.kind) {
    case "closed":
      return { text: end.changed === undefined ? CLOSED : describeChange(end.changed), todo: undefined };
    case "waiting":
      return {
        text: `${describeTorn(end.torn)}${describeWait(end.gate)}`,
        todo:
          end.torn === undefined
            ? `see what to write, and where: reconcile explain ${plan}`
            : resolveTodo(plan, end.torn),
      };
    case "gate-refused":
      return {
        text: `${describeTorn(end.torn)}${describeGateRefusal(end.gate)}`,
        todo: `see who can mend it, and how: reconcile explain ${plan}`,
      };
    case "compensated":
      return describeCompensation(end.step);
    case "failed":
      return describeFailure(end);
    case "refused":
      return { text: `${end.refusal.code}: ${end.refusal.message}`, todo: end.refusal.todo };
  }
}

const CLOSED = "closed; nothing of this run moves any more";

function describeChange(target: string): string {
  return `closed; plans/_targets/${target}.yaml was edited since, which does not open it again`;
}

/** How the closed run of a plan ended, seen from the documents of today. */
export function closedEnd({ difference, recorded, targetSha256, target }: PlanWork): RunEnd {
  const run = recorded.find(({ state }) => state.id === difference.run);
  return run?.state.pins.target === targetSha256
    ? { kind: "closed" }
    : { kind: "closed", changed: target.metadata.name };
}

function describeFailure({ reasons, faults = [], target }: Extract<RunEnd, { kind: "failed" }>): EndWords {
  const known = reasons.map((reason) => FAILURE_REASONS[reason as FailureReason]);
  const [first, ...others] = faults;
  const found =
    first === undefined
      ? ""
      : `; ${grantFaultWords(first)}${others.length === 0 ? "" : `, and ${others.length} more`}`;
  return {
    text: `failed: ${known.map(({ means }, index) => `${means} (${reasons[index] ?? ""})`).join("; ")}${found}`,
    todo:
      first === undefined
        ? known[0]?.todo
        : `let an administrator run what reconcile facts --target ${target} proposes, then reconcile again: other facts begin another attempt`,
  };
}

/** `cut_leg_a is torn: nobody could find out whether its change is in the target (OUTCOME_UNKNOWN); ` */
function describeTorn(torn: TornStep | undefined): string {
  if (torn === undefined) return "";
  const [first = "", ...found] = torn.reasons;
  const means = isTornReason(first) ? TORN_REASONS[first] : first;
  return `${torn.step} is torn: ${means} (${[first, ...found].join(", ")}); `;
}

function resolveTodo(plan: string, { step }: TornStep): string {
  const accept = waysOut(step).includes("accept") ? "accept takes the step as done, " : "";
  return `find out what the step left in the target, then decide (${accept}compensate ends the run): reconcile explain ${plan}`;
}

/** Restoring a target is work in LIVE, which this version does not carry out. */
function describeCompensation(step: MutatingPhase): EndWords {
  const begin = "then begin anew with another text of the plan";
  return {
    text: `ended at SG_3: ${step} was torn, and what it left is to be compensated; nothing of this run moves any more`,
    todo:
      step === "pre_write_backup"
        ? `make sure that no write was begun, ${begin}`
        : `cutplan restores nothing here: put the target back to what the run's backup holds, ${begin}`,
  };
}

/** `waits at SG_1: 0 of 1 approvals; bob or carol may approve` */
function describeWait(gate: GateVerdict): string {
  const have = `${gate.counted.length} of ${gate.threshold} approvals`;
  const who = gate.mayOpen.length === 0 ? "nobody may approve" : `${listChoices(gate.mayOpen)} may approve`;
  return `waits at ${gate.gate} with ${have}; ${who}`;
}

/** `SG_1 is refused: carol has denied it (DENIED)` */
function describeGateRefusal(gate: GateVerdict): string {
  const reasons = gate.judged.flatMap(({ person, policy, decision, resolution }) => {
    switch (policy) {
      case "DENIED":
        return decision === "deny" ? [`${person} has denied it (DENIED)`] : [];
      case "SOD_VIOLATION":
        return [`${person} has another duty in this run and may not approve it (SOD_VIOLATION)`];
      case "NOT_ENTITLED":
        return [`${person} is not listed at this gate (NOT_ENTITLED)`];
      case "RESOLUTION_SPLIT":
        return [`${person} approves to ${resolution ?? "neither"} (RESOLUTION_SPLIT)`];
      default:
        return [];
    }
  });
  const have = gate.missing > 0 ? `; it has ${gate.counted.length} of ${gate.threshold} approvals` : "";
  return `${gate.gate} is refused: ${reasons.length === 0 ? gate.reasons.join(", ") : reasons.join("; ")}${have}`;
}
