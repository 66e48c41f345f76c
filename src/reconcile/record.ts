// Puts one statement on record: the same frame for every phase, gate and ending, around what that step found.
import { Refusal } from "../diagnostics/refusal.ts";
import { runName } from "../evidence/run-name.ts";
import { sealStatement, type SealedStatement, type StatementDraft } from "../evidence/statement.ts";
import type { Artifact, JudgedApproval } from "../model/generated/statement.ts";
import type { Mode, Outcome, RecordName } from "../model/phase.ts";
import { GRAPH_VERSION } from "../phases/graph.ts";
import { attest } from "./attest.ts";
import type { Edges } from "./edges.ts";
import type { SoundPlan } from "./plan-work.ts";
import type { RecordedRun } from "./recorded-runs.ts";

/** A run with its statements so far; `newest` is the last of them. */
export interface Chain {
  readonly run: { readonly id: string; readonly attempt: number; readonly mode: Mode };
  readonly subject: Artifact;
  readonly statements: readonly SealedStatement[];
  readonly newest: SealedStatement | undefined;
}

/** A chain that holds at least one statement. */
export type BegunChain = Chain & { readonly newest: SealedStatement };

/** What a step adds to the frame. */
export interface StepRecord {
  readonly record: RecordName;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  readonly result: Readonly<Record<string, unknown>>;
  readonly approvals?: readonly JudgedApproval[];
  /** The facts the run is pinned to by the time the step is on record. */
  readonly factsSha256: string | undefined;
}

/** The name that a plan's run has at an attempt: the same inputs have the same run wherever they are reconciled. */
export function runNameOf(sound: Omit<SoundPlan, "context">, attempt: number): string {
  return runName({
    plan: sound.plan,
    planSha256: sound.subject.digest.sha256,
    sourceSha256: sound.source.sha256,
    targetSha256: sound.targetSha256,
    mode: sound.mode,
    attempt,
  });
}

export function newChain(sound: SoundPlan, { attempt }: { readonly attempt: number }): Chain {
  const run = { id: runNameOf(sound, attempt), attempt, mode: sound.mode };
  return { run, subject: sound.subject, statements: [], newest: undefined };
}

export function chainOf({ state, statements }: RecordedRun): BegunChain {
  const first = statements[0]?.statement.subject[0];
  const newest = statements.at(-1);
  if (first === undefined || newest === undefined)
    throw new Error(`run ${state.id} is on record without a statement`);
  return {
    run: { id: state.id, attempt: state.attempt, mode: state.mode },
    subject: first,
    statements,
    newest,
  };
}

/**
 * Seals the step onto the chain and hands it to the store; resolves with the longer chain once the store holds it.
 * Throws a Refusal: CLOCK_REVERSED, RUNNER_NOT_LISTED, RUNNER_KEY_REFUSED, and what the store refuses.
 */
export async function recordStep(
  edges: Edges,
  work: SoundPlan,
  { chain, step }: { readonly chain: Chain; readonly step: StepRecord },
): Promise<BegunChain> {
  refuseReversedClock(edges.now(), chain);
  const newest = sealStatement(frame(edges, work, { chain, step }), chain.newest ?? null);
  const attested = await attest(edges, newest, work.context.policy.value);
  await edges.store.appendStatement(work.plan, chain.run.id, attested);
  return { ...chain, statements: [...chain.statements, newest], newest };
}

/** Evidence that goes back in time proves nothing; times are RFC 3339 in UTC, so their order is that of their texts. */
function refuseReversedClock(now: string, { newest, run }: Chain): void {
  const last = newest?.statement.predicate.observed.at;
  if (last === undefined || last <= now) return;
  throw new Refusal("CLOCK_REVERSED", {
    message: `the clock says ${now}, and the last statement of run "${run.id}" is from ${last}`,
    expected: "a clock that is not behind the evidence",
    todo: "set this machine's clock, or find out whose clock was ahead, and reconcile again",
  });
}

function frame(
  edges: Edges,
  { plan, inputs, approvalsTree, context: { pin, trustCommit, policy } }: SoundPlan,
  { chain, step }: { readonly chain: Chain; readonly step: StepRecord },
): StatementDraft {
  return {
    subject: chain.subject,
    run: { ...chain.run, plan, graph: GRAPH_VERSION },
    phase: step.record,
    outcome: step.outcome,
    reasons: step.reasons,
    source: trustCommit === pin.commit ? pin : { ...pin, trust: trustCommit },
    inputs,
    approvals: step.approvals ?? [],
    approvalsTree,
    policy: { version: policy.value.version, sha256: policy.file.sha256 },
    facts: step.factsSha256 === undefined ? null : { sha256: step.factsSha256 },
    result: step.result,
    observed: { at: edges.now(), ...edges.machine },
  };
}
