// What becomes of one plan, from all that was read of it: whether it can be judged, what contradicts its record, what may not
// move, and the difference between what is asked for and what is on record. Moves nothing.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { compareInvalid, comparePlan, desiredRun, type DesiredRun, type Now } from "../difference/compare.ts";
import { factsSha256 } from "../model/facts-file.ts";
import { gateOf } from "../model/phase.ts";
import type { RunState } from "../model/run.ts";
import { mayHaveWritten } from "../phases/graph.ts";
import type { Edges } from "./edges.ts";
import { judgeRun } from "./judge-run.ts";
import { contradictsRecord } from "./contradicts-record.ts";
import { judgePlanSignature } from "./judge-signatures.ts";
import type { Pins } from "./list-plans.ts";
import type { OnCut } from "./load-repository.ts";
import type { OpenedCase, SoundPlan } from "./plan-work.ts";
import { refusalOf, signatoriesAt } from "./refuse-plan.ts";
import type { RecordedRun } from "./recorded-runs.ts";
import { runNameOf } from "./record.ts";

export interface ReconciliationRequest {
  readonly pins: Pins;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
  /** Whether the targets are asked for their facts, to see whether they moved under an open run. */
  readonly readsFacts: boolean;
  readonly onCut?: OnCut;
}

/** One plan with all that is read of it, but what the history says. */
export interface CaseQuestion {
  readonly edges: Edges;
  readonly request: ReconciliationRequest;
  readonly plan: string;
  /** Why nothing can be said of it. */
  readonly refusal: Refusal | undefined;
  /** Undefined where it is faulty. */
  readonly sound: SoundPlan | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly recorded: readonly RecordedRun[];
  /** The names of its runs, and what the file system said about their files before they were read. */
  readonly runs: readonly string[];
  readonly stamp: string | undefined;
}

export async function openCase({ edges, request, ...question }: CaseQuestion): Promise<OpenedCase> {
  const { plan, refusal, sound, diagnostics, recorded } = question;
  if (refusal !== undefined) return { kind: "unjudged", plan, refusal };
  if (sound !== undefined) return openSoundCase(edges, request, { sound, recorded });
  return { kind: "invalid", plan, diagnostics, difference: compareInvalid(plan) };
}

export interface RunAskedFor {
  readonly run: DesiredRun;
  /** Undefined where it has not begun. */
  readonly state: RunState | undefined;
}

export function runAskedFor(sound: SoundPlan, recorded: readonly RecordedRun[]): RunAskedFor {
  const states = recorded.map(({ state }) => state);
  const inputs = { plan: sound.subject.digest.sha256, source: sound.source.sha256 };
  const run = desiredRun(states, (attempt) => runNameOf(sound, attempt), inputs);
  return { run, state: states.find(({ id }) => id === run.id) };
}

async function openSoundCase(
  edges: Edges,
  request: ReconciliationRequest,
  { sound, recorded }: { readonly sound: SoundPlan; readonly recorded: readonly RecordedRun[] },
): Promise<OpenedCase> {
  const { run, state } = runAskedFor(sound, recorded);
  const broken = contradictsRecord(sound, { run: run.id, state, recorded });
  if (broken !== undefined) return { kind: "unjudged", plan: sound.plan, refusal: broken };
  const authorship = judgePlanSignature(signatoriesAt(edges.now(), sound), sound.signed);
  const refusal = refusalOf(edges, sound, authorship);
  const gate = state === undefined ? undefined : judgeWhereItStands(edges, sound, state);
  const moved = request.readsFacts ? await askWhetherFactsMoved(edges, sound, { state, refusal }) : false;
  if (moved instanceof Refusal) return { kind: "unjudged", plan: sound.plan, refusal: moved };
  const now: Now = { refusal: refusal?.code, gate: gate?.kind, factsMoved: moved };
  const difference = comparePlan(
    { plan: sound.plan, run, now },
    recorded.map((one) => one.state),
  );
  return {
    kind: "work",
    plan: sound.plan,
    work: { ...sound, difference, recorded, gate, refusal, authorship },
  };
}

function judgeWhereItStands(
  edges: Edges,
  sound: SoundPlan,
  state: RunState,
): ReturnType<typeof judgeRun> | undefined {
  const gate = state.position.kind === "at" ? gateOf(state.position.step) : undefined;
  return gate === undefined ? undefined : judgeRun(edges, sound, { state, gate });
}

async function askWhetherFactsMoved(
  edges: Edges,
  sound: SoundPlan,
  { state, refusal }: { readonly state: RunState | undefined; readonly refusal: Refusal | undefined },
): Promise<boolean | Refusal> {
  const isOpen = state?.position.kind === "at" || state?.position.kind === "failed";
  if (refusal !== undefined || !isOpen || state.pins.facts === undefined) return false;
  if (mayHaveWritten(state.mode, state.position)) return false;
  try {
    const facts = await edges.facts.readFacts(sound.target, {
      prefix: sound.document.spec.cut.prefix,
      reader: state.id,
    });
    return factsSha256(facts) !== state.pins.facts;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
