// Carries one run forward, step by step, until a gate, a failure, a refusal or the end. Every way out has a reason.
import type { GateVerdict } from "../approvals/judge-gate.ts";
import { verifyLossless } from "../cutting/verify-lossless.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { Actuator } from "../model/effect.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { factsBytes } from "../model/facts-file.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { CarriedModes } from "../model/carried-modes.ts";
import {
  GATE_RECORDS,
  gateOf,
  type GateName,
  type MutatingPhase,
  type PhaseName,
  type StepName,
} from "../model/phase.ts";
import type { SimulationSeed } from "../model/ports.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { tornStepOf, type Position, type RunState, type TornStep } from "../model/run.ts";
import { partialStateSha256 } from "../model/torn-effect.ts";
import { foldRun } from "../phases/fold-run.ts";
import { FIRST_STEP } from "../phases/graph.ts";
import type { PhaseInput, PhaseOutcome } from "../phases/phase.ts";
import { stepsDone } from "../phases/steps-done.ts";
import { PHASES } from "../phases/phases.ts";
import type { Edges } from "./edges.ts";
import { consentGone } from "./consent-gone.ts";
import { judgeRun } from "./judge-run.ts";
import type { StepTaken } from "./step-taken.ts";
import type { PlanWork } from "./plan-work.ts";
import { recordStep, type Chain, type StepRecord } from "./record.ts";

/** Where the run was left, and why. */
export type RunEnd =
  /** `changed`: the target whose document has another text by now. */
  | { readonly kind: "closed"; readonly changed?: string }
  /** `torn`: the step because of which it stands at SG_3. */
  | { readonly kind: "waiting"; readonly gate: GateVerdict; readonly torn: TornStep | undefined }
  | {
      readonly kind: "gate-refused";
      readonly gate: GateVerdict;
      readonly torn: TornStep | undefined;
      readonly fresh: boolean;
    }
  | { readonly kind: "compensated"; readonly step: MutatingPhase }
  | (Pick<Extract<Position, { kind: "failed" }>, "kind" | "reasons" | "faults"> & {
      readonly target: string;
      readonly fresh: boolean;
    })
  | { readonly kind: "refused"; readonly refusal: Refusal; readonly fresh: boolean };

export interface CarriedRun {
  readonly chain: Chain;
  readonly end: RunEnd;
  /** The target's facts, where they had to be read. */
  readonly facts?: Facts;
}

/** One run on its way: what it is, what it stands on, and whom to tell of each step. */
export interface Journey {
  readonly edges: Edges;
  readonly work: PlanWork;
  readonly facts: Facts;
  readonly factsSha256: string;
  /** Started at the first call; every later call answers with the same one. */
  readonly actuator: (seed: SimulationSeed) => Actuator;
  readonly onStep: (step: StepTaken) => void;
}

/** Carries the run from where its chain ends. Throws a Refusal where an edge does; what was recorded until then stays. */
export async function carryRun(journey: Journey, from: Chain): Promise<CarriedRun> {
  let chain = from;
  for (;;) {
    const state = stateOf(chain, journey.edges.modes);
    const position = state?.position ?? { kind: "at", step: FIRST_STEP };
    if (position.kind === "failed") {
      const { step: _, ...failure } = position;
      const target = journey.work.target.metadata.name;
      return { chain, end: { ...failure, target, fresh: chain !== from } };
    }
    if (position.kind === "compensated") return { chain, end: { kind: "compensated", step: position.step } };
    if (position.kind !== "at") return { chain, end: { kind: "closed" } };
    const gate = gateOf(position.step);
    const taken =
      gate === undefined
        ? await takePhase(journey, chain, phaseName(position.step))
        : await takeGate(journey, chain, { state: stateAtGate(state), gate });
    chain = taken.chain;
    if (taken.end !== undefined) return { chain, end: taken.end };
  }
}

interface Taken {
  readonly chain: Chain;
  /** Undefined: go on. */
  readonly end?: RunEnd;
}

async function takePhase(journey: Journey, chain: Chain, phase: PhaseName): Promise<Taken> {
  const startedMs = performance.now();
  const outcome = await PHASES[phase].carry(phaseInput(journey, chain));
  if (phase === "source_pin" && outcome.outcome === "PASSED") await keepFacts(journey, chain);
  const next = await take(journey, chain, {
    ...phaseRecord(phase, outcome),
    startedMs,
    pinned: isPinned(chain, phase),
  });
  // An exception that left the outcome unknown is on record by now; what it was is still nobody's business but main's.
  if (outcome.outcome === "TORN" && outcome.cause !== undefined) throw outcome.cause;
  return outcome.outcome === "REFUSED"
    ? { chain: next, end: { kind: "refused", refusal: outcome.refusal, fresh: true } }
    : { chain: next };
}

async function takeGate(
  journey: Journey,
  chain: Chain,
  at: { state: RunState; gate: GateName },
): Promise<Taken> {
  const startedMs = performance.now();
  const verdict = judgeRun(journey.edges, journey.work, at);
  const torn = tornStepOf(at.state.position);
  if (verdict.kind === "waiting") return { chain, end: { kind: "waiting", gate: verdict, torn } };
  const isOpen = verdict.kind === "open";
  if (!isOpen && isOnRecord(at.state, verdict))
    return { chain, end: { kind: "gate-refused", gate: verdict, torn, fresh: false } };
  const next = await take(journey, chain, {
    ...gateRecord(at.gate, verdict),
    startedMs,
    pinned: true,
  });
  return isOpen
    ? { chain: next }
    : { chain: next, end: { kind: "gate-refused", gate: verdict, torn, fresh: true } };
}

interface Taking extends Omit<StepRecord, "factsSha256"> {
  readonly startedMs: number;
  /** Whether the facts are pinned by the time this step is on record. */
  readonly pinned: boolean;
}

async function take(journey: Journey, chain: Chain, { startedMs, pinned, ...step }: Taking): Promise<Chain> {
  const { edges, work } = journey;
  const factsSha256 = pinned ? journey.factsSha256 : undefined;
  const next = await recordStep(edges, work, { chain, step: { ...step, factsSha256 } });
  journey.onStep({
    plan: work.plan,
    run: chain.run.id,
    statement: next.newest,
    tookMs: performance.now() - startedMs,
  });
  return next;
}

/** An outcome as it stands on record. */
export function phaseRecord(
  phase: PhaseName,
  outcome: PhaseOutcome,
): Pick<StepRecord, "record" | "outcome" | "reasons" | "result"> {
  switch (outcome.outcome) {
    case "PASSED":
      return { record: phase, outcome: "PASSED", reasons: [], result: outcome.result };
    case "FAILED":
      return { record: phase, outcome: "FAILED", reasons: outcome.reasons, result: outcome.result };
    case "TORN": {
      const { known } = outcome;
      const result = { known, partialState: { sha256: partialStateSha256(known) } };
      return { record: phase, outcome: "FAILED", reasons: known.reasons, result };
    }
    case "REFUSED":
      return refusalRecord(outcome.refusal);
  }
}

/** A verdict as it stands on record. Waiting is not recorded. */
export function gateRecord(gate: GateName, verdict: GateVerdict): Omit<StepRecord, "factsSha256"> {
  const isOpen = verdict.kind === "open";
  const { threshold, counted, resolution, partialState } = verdict;
  return {
    record: GATE_RECORDS[gate],
    outcome: isOpen ? "PASSED" : "REFUSED",
    reasons: isOpen ? [] : verdict.reasons,
    result: {
      gate,
      threshold,
      counted,
      ...(resolution === undefined ? {} : { resolution }),
      ...(partialState === undefined ? {} : { partialState }),
    },
    approvals: verdict.judged,
  };
}

/** A refusal as it stands on record. */
export function refusalRecord(
  refusal: Refusal,
): Pick<StepRecord, "record" | "outcome" | "reasons" | "result"> {
  const { code, message, todo } = refusal;
  return { record: "refusal", outcome: "REFUSED", reasons: [code], result: { code, message, todo } };
}

function phaseInput(journey: Journey, chain: Chain): PhaseInput {
  const { edges, work, facts, factsSha256 } = journey;
  const { cut } = work.document.spec;
  return {
    run: { id: chain.run.id, plan: work.plan, mode: work.mode },
    plan: work.document,
    author: { person: work.signed.author, authenticity: work.authorship.authenticity },
    target: work.target,
    source: work.source,
    manifest: work.manifest,
    loss: () => verifyLossless(work.manifest, work.source.bytes),
    facts,
    factsSha256,
    readFactsAgain: () => edges.facts.readFacts(work.target, { prefix: cut.prefix, reader: chain.run.id }),
    killSwitch: edges.killSwitch,
    actuator: () => journey.actuator(simulationSeed(journey, chain)),
    history: chain.statements.map(({ statement }) => statement),
    consent: () => consentGone(edges, work, chain.statements),
  };
}

function simulationSeed({ facts, work }: Journey, chain: Chain): SimulationSeed {
  return seedOf({ facts, manifest: work.manifest, run: chain.run.id, statements: chain.statements });
}

/** What a simulation needs to know is on the chain already: it is rebuilt from there. */
export function seedOf({
  statements,
  ...rest
}: Omit<SimulationSeed, "recorded"> & { readonly statements: readonly SealedStatement[] }): SimulationSeed {
  return { ...rest, recorded: stepsDone(statements.map(({ statement }) => statement)) };
}

async function keepFacts({ edges, work, facts }: Journey, chain: Chain): Promise<void> {
  await edges.store.writeFacts(work.plan, chain.run.id, factsBytes(facts));
}

function isPinned(chain: Chain, phase: PhaseName): boolean {
  return (
    phase === "source_pin" || chain.statements.some(({ statement }) => statement.predicate.facts !== null)
  );
}

/** The state that a chain amounts to; undefined for an empty one. The chain was checked when it was read. */
export function stateOf(chain: Chain, modes: CarriedModes): RunState | undefined {
  if (chain.statements.length === 0) return undefined;
  const folded = foldRun(chain.statements, modes);
  if (folded.kind !== "run")
    throw new Error(`run ${chain.run.id} was carried to a place that does not exist`);
  return folded.state;
}

function stateAtGate(state: RunState | undefined): RunState {
  if (state === undefined) throw new Error("no run begins at a gate");
  return state;
}

function phaseName(step: StepName): PhaseName {
  if (step === "gate_sg_1" || step === "gate_sg_2" || step === "gate_sg_3")
    throw new Error(`${step} is a gate`);
  return step;
}

/** A refusal of this gate with the same approvals and the same reasons says nothing new. */
function isOnRecord(state: RunState, verdict: GateVerdict): boolean {
  const { refusal } = state;
  if (refusal === undefined) return false;
  return (
    canonicalText(refusal.reasons) === canonicalText(verdict.reasons) &&
    refusal.approvals === canonicalText(verdict.judged)
  );
}
