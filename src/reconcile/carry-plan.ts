// Applies one plan's difference: ends what it replaces, refuses what may not move, carries the rest. Plans know nothing
// of each other; what goes wrong in one stays there.
import type { Refusal } from "../diagnostics/refusal.ts";
import { renderReport } from "../evidence/report.ts";
import type { Actuator } from "../model/effect.ts";
import { factsSha256, parseFacts } from "../model/facts-file.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { SimulationSeed } from "../model/ports.ts";
import { mayHaveWritten } from "../phases/graph.ts";
import { carryRun, refusalRecord, stateOf, type CarriedRun } from "./carry-run.ts";
import { consentWords } from "./consent-words.ts";
import type { Edges } from "./edges.ts";
import { closedEnd, describeEnd } from "./describe-end.ts";
import { outcomeOf, type PlanOutcome } from "./plan-outcome.ts";
import { isReportCurrent } from "./settle-case.ts";
import type { StepTaken } from "./step-taken.ts";
import type { PlanWork } from "./plan-work.ts";
import { chainOf, newChain, recordStep, type Chain, type StepRecord } from "./record.ts";

/** One plan on its way: with what, and whom to tell of each statement once it is on record. */
interface Carriage {
  readonly edges: Edges;
  readonly work: PlanWork;
  readonly onStep: (step: StepTaken) => void;
}

/** Carries a plan as far as its approvals allow. Throws a Refusal where an edge does; what was recorded until then stays. */
export async function carryPlan(
  edges: Edges,
  work: PlanWork,
  onStep: (step: StepTaken) => void,
): Promise<PlanOutcome> {
  const steps: StepTaken[] = [];
  const carriage = {
    edges,
    work,
    onStep: (step: StepTaken): void => {
      steps.push(step);
      onStep(step);
    },
  };
  const carried = await applyDifference(carriage);
  await keepReport(carriage, carried);
  return outcomeOf(work, carried, steps);
}

async function applyDifference(carriage: Carriage): Promise<CarriedRun> {
  const { work } = carriage;
  const recorded = work.recorded.find((run) => run.state.id === work.difference.run);
  const chain = recorded === undefined ? newChain(work, work.difference) : chainOf(recorded);
  if (work.difference.kind === "converged") return { chain, end: closedEnd(work) };
  const position = recorded?.state.position;
  if (position?.kind === "compensated") return { chain, end: { kind: "compensated", step: position.step } };
  await endReplaced(carriage);
  if (work.refusal !== undefined) return refuse(carriage, chain, work.refusal);
  return carryOn(carriage, chain);
}

/** Runs of earlier plan texts end here: another run does now what they were for. */
async function endReplaced(carriage: Carriage): Promise<void> {
  const { work } = carriage;
  for (const id of work.difference.replaces) {
    const recorded = work.recorded.find((run) => run.state.id === id);
    if (recorded === undefined) throw new Error(`run ${id} is to be replaced and is not on record`);
    await step(carriage, chainOf(recorded), {
      record: "superseded",
      outcome: "PASSED",
      reasons: [],
      result: { by: work.difference.run },
      factsSha256: recorded.state.pins.facts,
    });
  }
}

/** Puts a refusal on record, once for each run and code. */
async function refuse(carriage: Carriage, chain: Chain, refusal: Refusal): Promise<CarriedRun> {
  if (carriage.work.difference.kind === "refused")
    return { chain, end: { kind: "refused", refusal, fresh: false } };
  const factsSha256 = stateOf(chain, carriage.edges.modes)?.pins.facts;
  const next = await step(carriage, chain, { ...refusalRecord(refusal), factsSha256 });
  return { chain: next, end: { kind: "refused", refusal, fresh: true } };
}

async function carryOn(carriage: Carriage, chain: Chain): Promise<CarriedRun> {
  const { edges, work } = carriage;
  const start = edges.actuators.choose(work.mode);
  const state = stateOf(chain, edges.modes);
  const { prefix } = work.document.spec.cut;
  const facts =
    state !== undefined && mayHaveWritten(state.mode, state.position)
      ? pinnedFacts(carriage, chain)
      : await edges.facts.readFacts(work.target, { prefix, reader: chain.run.id });
  const pinned = state?.pins.facts;
  const found = factsSha256(facts);
  const from =
    pinned === undefined || pinned === found ? chain : await restart(carriage, chain, { pinned, found });
  return {
    ...(await carryRun({ ...carriage, facts, factsSha256: found, actuator: startOnce(start) }, from)),
    facts,
  };
}

/** A run that has moved the facts itself, or may have, goes on by those that it is pinned to, and never goes stale. */
function pinnedFacts({ work }: Carriage, chain: Chain): Facts {
  const bytes = work.recorded.find(({ state }) => state.id === chain.run.id)?.files.facts;
  const facts = bytes === undefined ? undefined : parseFacts(bytes);
  if (facts === undefined) throw new Error(`run ${chain.run.id} is pinned to facts that it does not have`);
  return facts;
}

/** Facts that moved end the attempt as STALE; the next attempt begins anew and needs new approvals. */
async function restart(
  carriage: Carriage,
  chain: Chain,
  moved: { pinned: string; found: string },
): Promise<Chain> {
  await step(carriage, chain, {
    record: "stale",
    outcome: "PASSED",
    reasons: ["FACTS_STALE"],
    result: moved,
    factsSha256: moved.pinned,
  });
  return newChain(carriage.work, { attempt: chain.run.attempt + 1 });
}

async function step(carriage: Carriage, chain: Chain, record: StepRecord): Promise<Chain> {
  const startedMs = performance.now();
  const { edges, work, onStep } = carriage;
  const next = await recordStep(edges, work, { chain, step: record });
  onStep({
    plan: work.plan,
    run: chain.run.id,
    statement: next.newest,
    tookMs: performance.now() - startedMs,
  });
  return next;
}

function startOnce(start: (seed: SimulationSeed) => Actuator): (seed: SimulationSeed) => Actuator {
  let actuator: Actuator | undefined;
  return (seed) => (actuator ??= start(seed));
}

/** Writes the report anew where it is behind. */
async function keepReport({ edges, work }: Carriage, { chain, end }: CarriedRun): Promise<void> {
  const recorded = work.recorded.find((run) => run.state.id === chain.run.id);
  const { newest } = chain;
  if (newest === undefined || isReportCurrent(recorded?.files.report, newest)) return;
  const statements = chain.statements.map(({ statement }) => statement);
  const text = renderReport({
    title: work.document.metadata.title,
    statements,
    head: { seq: newest.seq, sha256: newest.sha256 },
    next: describeEnd(work.plan, end),
    words: consentWords(work),
  });
  await edges.store.writeReport(work.plan, chain.run.id, Buffer.from(text, "utf8"));
}
