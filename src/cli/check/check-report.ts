// What a check came to, as one value for everything that is written about it: annotations, summary, outputs, comment,
// SARIF. It decides only what is more important to a reader than what.
import { sortDiagnostics, type Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Refusal } from "../../diagnostics/refusal.ts";
import type { CommitPin } from "../../model/ports.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { Published } from "../publish-runs.ts";
import type { Remark } from "./remark.ts";

export interface CheckReport {
  readonly command: "run" | "validate";
  /** Undefined where the command was refused before a commit was known. */
  readonly pin: CommitPin | undefined;
  /** Whether evidence goes to runs/. */
  readonly recording: boolean;
  /** Plans looked at. */
  readonly count: number;
  /** What became of each plan, the most important first. `validate` tells only of those with a fault. */
  readonly plans: readonly PlanReport[];
  /** Faults that belong to no plan. */
  readonly strays: readonly Diagnostic[];
  /** The most important first. */
  readonly remarks: readonly Remark[];
  readonly statements: number;
  readonly exit: ExitCode;
  /** What became of --commit and --push; undefined where neither was asked for, or was refused. */
  readonly published: Published | undefined;
  /** What ended the command, or came after the plans were carried. */
  readonly refusal: Refusal | undefined;
  /** The repository's identity, as its policy has it; undefined where the policy is faulty. */
  readonly repository: string | undefined;
}

export interface PlanReport {
  readonly outcome: PlanOutcome;
  readonly exit: ExitCode;
  /** Undefined where nothing but documents was looked at. */
  readonly found: PlanCase | undefined;
}

/** fails: it makes the check fail. waits: somebody can move it on. rests: it stands where it is meant to stand. */
export type Urgency = "fails" | "waits" | "rests";

export function urgencyOf({ outcome, exit }: PlanReport): Urgency {
  const { state, gate } = outcome;
  // A wait is no failure, even where --detailed-exitcode gives it a code of its own.
  if (exit !== EXIT.done && exit !== EXIT.waiting) return "fails";
  const isSettled =
    state === "closed" || state === "superseded" || (state === "refused" && gate === undefined);
  return isSettled ? "rests" : "waits";
}

const URGENCIES: readonly Urgency[] = ["fails", "waits", "rests"];

/** By urgency, then as they were: by name. */
export function sortPlans(plans: readonly PlanReport[]): readonly PlanReport[] {
  return URGENCIES.flatMap((urgency) => plans.filter((plan) => urgencyOf(plan) === urgency));
}

/** Every fault of the documents that were looked at, each once, by place. */
export function faultsOf({ plans, strays }: Pick<CheckReport, "plans" | "strays">): readonly Diagnostic[] {
  const faults = new Set([...strays, ...plans.flatMap(({ outcome }) => outcome.diagnostics)]);
  return sortDiagnostics([...faults]);
}
