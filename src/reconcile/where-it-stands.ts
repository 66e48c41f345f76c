// Where one plan stands without anything being moved: the same kind of answer that carrying it gives, with no steps taken.
import { gateOf } from "../model/phase.ts";
import { tornStepOf, type Position } from "../model/run.ts";
import type { RunEnd } from "./carry-run.ts";
import { closedEnd, describeEnd, type EndWords } from "./describe-end.ts";
import { outcomeOfCase, reasonsOf, tornConcerns, type Concern, type PlanOutcome } from "./plan-outcome.ts";
import type { PlanCase, PlanWork } from "./plan-work.ts";

/** The plan's state and what would happen next. Its concerns are those of a look, not of a step: nothing is fresh. */
export function whereItStands(found: PlanCase): PlanOutcome {
  return found.kind === "work" ? standingOf(found.work) : outcomeOfCase(found);
}

interface Standing extends EndWords {
  readonly state: PlanOutcome["state"];
  /** None where they are left out. */
  readonly reasons?: readonly string[];
  readonly concerns: readonly Concern[];
}

function standingOf(work: PlanWork): PlanOutcome {
  const recorded = work.recorded.find((run) => run.state.id === work.difference.run);
  return {
    plan: work.plan,
    title: work.document.metadata.title,
    mode: work.mode,
    run: work.difference.run ?? undefined,
    since: recorded?.state.at,
    steps: [],
    gate: work.gate,
    preview: undefined,
    units: undefined,
    reasons: [],
    diagnostics: [],
    ...readDifference(work),
  };
}

const CARRY_ON = "carry it on: reconcile run";

function readDifference(work: PlanWork): Standing {
  const { difference, plan } = work;
  switch (difference.kind) {
    case "start":
      return {
        state: "ready",
        text: "not begun; would start its run",
        todo: `${CARRY_ON} ${plan}`,
        concerns: [],
      };
    case "supersede": {
      const text = `another plan text than that of ${difference.replaces.join(", ")}; would start its own run in its place`;
      return { state: "ready", text, todo: `${CARRY_ON} ${plan}`, concerns: [] };
    }
    case "restart": {
      const text = "the facts moved under the run; it would end as STALE, and another attempt would begin";
      return { state: "stale", text, todo: `${CARRY_ON} ${plan}`, concerns: [{ kind: "stale" }] };
    }
    case "advance":
      return {
        state: "ready",
        text: `would go on with ${nextWords(work)}`,
        todo: `${CARRY_ON} ${plan}`,
        concerns: [],
      };
    case "converged":
      return { state: "closed", ...describeEnd(plan, closedEnd(work)), concerns: [] };
    case "wait":
    case "refused":
    case "refuse":
      return readHalt(work);
    case "failed":
      return {
        state: "failed",
        ...endOf(plan, failureOf(work)),
        concerns: [{ kind: "failed" }],
      };
    case "orphaned":
    case "invalid":
      throw new Error(`plan ${plan} is sound and cannot be ${difference.kind}`);
  }
}

/** A plan that may not move, or whose gate does not open. */
function readHalt(work: PlanWork): Standing {
  const { difference, plan, gate, refusal } = work;
  if (refusal !== undefined) {
    const words = endOf(plan, { kind: "refused", refusal, fresh: false });
    return { state: "refused", ...words, concerns: [{ kind: "refused", fresh: false }] };
  }
  if (gate === undefined) throw new Error(`plan ${plan} halts neither at a gate nor for a reason`);
  const position = positionOf(work);
  const torn = position === undefined ? undefined : tornStepOf(position);
  const stale: readonly Concern[] = gate.stale ? [{ kind: "stale" }] : [];
  if (difference.kind === "wait") {
    return {
      state: "waiting",
      ...endOf(plan, { kind: "waiting", gate, torn }),
      concerns: [...tornConcerns(torn), { kind: "waiting" }, ...stale],
    };
  }
  const words = endOf(plan, { kind: "gate-refused", gate, torn, fresh: false });
  return {
    state: "refused",
    ...words,
    concerns: [...tornConcerns(torn), { kind: "refused", fresh: false }, ...stale],
  };
}

/** How it ended, in words and as codes. */
function endOf(plan: string, end: RunEnd): Pick<Standing, "text" | "todo" | "reasons"> {
  return { ...describeEnd(plan, end), reasons: reasonsOf(end) };
}

function nextWords({ difference, gate: verdict }: PlanWork): string {
  const step = difference.next;
  if (step === null) return "nothing";
  const gate = gateOf(step);
  if (gate === undefined) return step;
  const way = verdict?.resolution === undefined ? "" : ` and say ${verdict.resolution}`;
  return `${gate}, whose approvals are here${way}`;
}

function failureOf(work: PlanWork): RunEnd {
  const position = positionOf(work);
  if (position?.kind === "compensated") return { kind: "compensated", step: position.step };
  const target = work.target.metadata.name;
  if (position?.kind !== "failed") return { kind: "failed", reasons: [], target, fresh: false };
  const { step: _, ...failure } = position;
  return { ...failure, target, fresh: false };
}

function positionOf({ recorded, difference }: PlanWork): Position | undefined {
  return recorded.find((run) => run.state.id === difference.run)?.state.position;
}
