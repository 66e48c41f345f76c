// Compares what a commit asks for with what is on record: every plan becomes a case that can be shown, or carried.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { compareGone, compareInvalid, comparePlan, desiredRun, type Now } from "../difference/compare.ts";
import { factsSha256 } from "../model/facts-file.ts";
import { gateOf } from "../model/phase.ts";
import type { HistoryCommit } from "../model/ports.ts";
import type { RunState } from "../model/run.ts";
import { mayHaveWritten } from "../phases/graph.ts";
import { buildSoundPlans } from "./build-sound-plans.ts";
import type { Edges } from "./edges.ts";
import { judgeRun } from "./judge-run.ts";
import { contradictsRecord } from "./contradicts-record.ts";
import { judgePlanSignature } from "./judge-signatures.ts";
import { judgeTrust, type AcceptedTrust } from "./judge-trust.ts";
import { loadRepository, type LoadedRepository, type Pins } from "./load-repository.ts";
import type { PlanCase, SoundPlan } from "./plan-work.ts";
import { readPastDecisions } from "./past-decisions.ts";
import { REVOKED_KEYS } from "./load-trust.ts";
import { findMissingRevocations } from "./read-trust.ts";
import { refusalOf, signatoriesAt } from "./refuse-plan.ts";
import { readRecordedRuns, type RecordedRun, type RecordedRuns } from "./recorded-runs.ts";
import { runNameOf } from "./record.ts";
import { selectPlans } from "./select-plans.ts";

export interface ReconciliationRequest {
  readonly pins: Pins;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
  /** Whether the targets are asked for their facts, to see whether they moved under an open run. */
  readonly readsFacts: boolean;
}

export interface Reconciliation {
  readonly loaded: LoadedRepository;
  /** How the policy came to count; undefined where it is faulty, and no plan may move. */
  readonly trust: AcceptedTrust | undefined;
  /** Faults that belong to no plan: documents where none may be. They stop nobody, and are told. */
  readonly strays: readonly Diagnostic[];
  /** Everything on record of the plans asked for, also of those that are gone and have nothing to say any more. */
  readonly runs: RecordedRuns;
  readonly cases: readonly PlanCase[];
}

/**
 * Loads, compares and judges; nothing moves. Throws a Refusal for what concerns all plans: REPOSITORY_EMPTY, PLAN_NOT_FOUND,
 * unreadable trees. What concerns one plan is that plan's case.
 */
export async function openReconciliation(
  edges: Edges,
  request: ReconciliationRequest,
): Promise<Reconciliation> {
  const loaded = await loadRepository(edges.objects, request.pins);
  // A policy with other faults is told of plan by plan; that nobody can say which keys are revoked comes before.
  const isListed = loaded.listing.files.some(({ path }) => path === REVOKED_KEYS);
  const missing =
    isListed || loaded.documents.policy === undefined ? undefined : findMissingRevocations(loaded.trust);
  if (missing !== undefined) throw missing;
  const only = request.plans.length === 0 ? undefined : new Set(request.plans);
  const runs = await readRecordedRuns(edges, only);
  const names = selectPlans(
    new Set([...loaded.names, ...runs.byPlan.keys(), ...runs.broken.keys()]),
    request.plans,
  );
  const history = await edges.objects.readHistory(request.pins.plans.commit);
  const trust =
    loaded.checked.policy === undefined ? undefined : await requireTrust(edges, request.pins, history);
  const past = await readPastDecisions({ objects: edges.objects, history, present: loaded.listing.files });
  const sound = await buildSoundPlans(edges.objects, loaded, { pins: request.pins, past });
  const cases: PlanCase[] = [];
  for (const plan of names) {
    const found = await openCase({ edges, request, loaded, runs, sound: sound.get(plan) }, plan);
    if (found !== undefined) cases.push(found);
  }
  return { loaded, trust, strays: only === undefined ? straysOf(loaded) : [], runs, cases };
}

function straysOf({ checked }: LoadedRepository): readonly Diagnostic[] {
  const owned = new Set([...checked.faultyPlans.values()].flat());
  return checked.diagnostics.filter((fault) => !owned.has(fault));
}

/** Nothing moves under a policy that nobody stands for. */
async function requireTrust(
  { objects, now }: Edges,
  { plans, trust }: Pins,
  ofPlans: readonly HistoryCommit[],
): Promise<AcceptedTrust> {
  const history = trust.commit === plans.commit ? ofPlans : await objects.readHistory(trust.commit);
  const answer = await judgeTrust({ objects, history, now: now() });
  if (answer.kind === "refused") throw answer.refusal;
  return answer;
}

interface CaseQuestion {
  readonly edges: Edges;
  readonly request: ReconciliationRequest;
  readonly loaded: LoadedRepository;
  readonly runs: RecordedRuns;
  readonly sound: SoundPlan | undefined;
}

/** Undefined where there is nothing to say: a plan that is gone and left no open run. */
async function openCase(question: CaseQuestion, plan: string): Promise<PlanCase | undefined> {
  const { loaded, runs, sound } = question;
  const refusal = runs.broken.get(plan) ?? loaded.unread.get(plan);
  if (refusal !== undefined) return { kind: "unjudged", plan, refusal };
  const recorded = runs.byPlan.get(plan) ?? [];
  if (sound !== undefined) return openSoundCase(question, sound, recorded);
  const diagnostics = loaded.checked.faultyPlans.get(plan);
  if (diagnostics !== undefined) {
    return { kind: "invalid", plan, diagnostics, difference: compareInvalid(plan) };
  }
  const difference = compareGone(
    plan,
    recorded.map(({ state }) => state),
  );
  const run = recorded.find(({ state }) => state.id === difference?.run);
  return difference === undefined || run === undefined
    ? undefined
    : { kind: "orphaned", plan, run, difference };
}

async function openSoundCase(
  { edges, request }: CaseQuestion,
  sound: SoundPlan,
  recorded: readonly RecordedRun[],
): Promise<PlanCase> {
  const states = recorded.map((run) => run.state);
  const inputs = { plan: sound.subject.digest.sha256, source: sound.source.sha256 };
  const run = desiredRun(states, (attempt) => runNameOf(sound, attempt), inputs);
  const state = states.find((other) => other.id === run.id);
  const broken = contradictsRecord(sound, { run: run.id, state, recorded });
  if (broken !== undefined) return { kind: "unjudged", plan: sound.plan, refusal: broken };
  const authorship = judgePlanSignature(signatoriesAt(edges.now(), sound), sound.signed);
  const refusal = refusalOf(edges, sound, authorship);
  const gate = state === undefined ? undefined : judgeWhereItStands(edges, sound, state);
  const moved = request.readsFacts ? await askWhetherFactsMoved(edges, sound, { state, refusal }) : false;
  if (moved instanceof Refusal) return { kind: "unjudged", plan: sound.plan, refusal: moved };
  const now: Now = { refusal: refusal?.code, gate: gate?.kind, factsMoved: moved };
  const difference = comparePlan({ plan: sound.plan, run, now }, states);
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
