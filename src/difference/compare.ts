// Desired against recorded, plan by plan. The answer is a value that can be shown before anything moves.
import type { DifferenceEvent } from "../model/generated/event.ts";
import type { StepName } from "../model/phase.ts";
import { tornStepOf, type RunState } from "../model/run.ts";

/** What the repository asks for, for one plan whose documents are sound. */
export interface DesiredPlan {
  readonly plan: string;
  readonly run: DesiredRun;
  readonly now: Now;
}

export interface DesiredRun {
  readonly id: string;
  readonly attempt: number;
}

/** What could be found out about the run without moving it. */
export interface Now {
  /** Why the run may not move at all (LIVE is disabled, the plan's time is over), as a refusal's code. */
  readonly refusal: string | undefined;
  /** The gate that the run stands at, judged; undefined where it stands at none. */
  readonly gate: "open" | "waiting" | "refused" | undefined;
  /** Whether the target's facts are other than those the run is pinned to; false where they were not read. */
  readonly factsMoved: boolean;
}

export interface Difference {
  readonly plan: string;
  readonly kind: DifferenceEvent["kind"];
  /** The run that the plan asks for, or for an orphan the one left behind. */
  readonly run: string | null;
  readonly attempt: number;
  /** Runs of earlier plan texts that would end as SUPERSEDED. */
  readonly replaces: readonly string[];
  /** The step that the run would take next, or null where it takes none. */
  readonly next: StepName | null;
}

/** What a plan's run is named after, as digests: a run that is closed stays closed while the first two are as they were. */
export interface RunInputs {
  readonly plan: string;
  readonly source: string;
}

/**
 * The run that a plan asks for: the first attempt that has not ended as SUPERSEDED or STALE. Where that one has not begun,
 * and a run of the same plan and source is closed, it is the closed one: another text of the target's document alone opens
 * nothing again. `nameOf` gives the run's name for an attempt, counted from 1.
 */
export function desiredRun(
  recorded: readonly RunState[],
  nameOf: (attempt: number) => string,
  inputs?: RunInputs,
): DesiredRun {
  const ended = new Set(
    recorded
      .filter((run) => run.position.kind === "superseded" || run.position.kind === "stale")
      .map((run) => run.id),
  );
  let attempt = 1;
  while (ended.has(nameOf(attempt))) attempt += 1;
  const id = nameOf(attempt);
  const closed = recorded.findLast(
    ({ position, pins }) =>
      position.kind === "closed" && pins.plan === inputs?.plan && pins.source === inputs.source,
  );
  return closed === undefined || recorded.some((run) => run.id === id)
    ? { id, attempt }
    : { id: closed.id, attempt: closed.attempt };
}

/** A plan that is not in the commit any more. Undefined: it left nothing open, and there is nothing to say. */
export function compareGone(plan: string, recorded: readonly RunState[]): Difference | undefined {
  const left = recorded.find(isOpen);
  if (left === undefined) return undefined;
  return { plan, kind: "orphaned", run: left.id, attempt: left.attempt, replaces: [], next: null };
}

/** A plan with faults in its documents: what it asks for cannot be known. */
export function compareInvalid(plan: string): Difference {
  return { plan, kind: "invalid", run: null, attempt: 0, replaces: [], next: null };
}

/** A sound plan with its runs. */
export function comparePlan(desired: DesiredPlan, recorded: readonly RunState[]): Difference {
  const { plan, run, now } = desired;
  const replaces = recorded
    .filter((other) => other.id !== run.id && isOpen(other) && !isTorn(other))
    .map((other) => other.id);
  const state = recorded.find((other) => other.id === run.id);
  const base = { plan, run: run.id, attempt: run.attempt, replaces };
  if (state === undefined) {
    if (now.refusal !== undefined) return { ...base, kind: "refuse", next: null };
    return { ...base, kind: replaces.length > 0 ? "supersede" : "start", next: "preflight" };
  }
  return { ...base, ...moveOf(state, now) };
}

function moveOf(state: RunState, now: Now): Pick<Difference, "kind" | "next"> {
  const { position } = state;
  if (position.kind === "closed") return { kind: "converged", next: null };
  if (position.kind === "compensated") return { kind: "failed", next: null };
  if (now.refusal !== undefined)
    return { kind: isOnRecord(state, now.refusal) ? "refused" : "refuse", next: null };
  if (now.factsMoved && !isTorn(state)) return { kind: "restart", next: "preflight" };
  if (position.kind === "failed") return { kind: "failed", next: null };
  if (position.kind !== "at") throw new Error(`run ${state.id} has ended and cannot be the desired one`);
  if (now.gate === undefined || now.gate === "open") return { kind: "advance", next: position.step };
  return { kind: now.gate === "waiting" ? "wait" : "refused", next: position.step };
}

/** A run that could still move, or that failed and waits for other facts or another plan text. */
function isOpen(run: RunState): boolean {
  return run.position.kind === "at" || run.position.kind === "failed";
}

/** Only SG_3 leads on from there: such a run is neither replaced nor begun anew. */
function isTorn({ position }: RunState): boolean {
  return tornStepOf(position) !== undefined;
}

function isOnRecord(run: RunState, refusal: string): boolean {
  return run.refusal?.reasons.includes(refusal) ?? false;
}
