// Runs a recorded run again, in memory, from what its statements are pinned to: the same documents, source, facts and
// decisions, each step at the moment it was taken. Every decision has to come out with the digest on record.
import { cutSource } from "../cutting/cut-source.ts";
import { verifyLossless } from "../cutting/verify-lossless.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { evidenceFile } from "../evidence/chain.ts";
import { firstDifference, type DecisionDifference } from "../evidence/first-difference.ts";
import { decisionSha256, type SealedStatement } from "../evidence/statement.ts";
import type { Authenticity } from "../model/authenticity.ts";
import { factsSha256, parseFacts } from "../model/facts-file.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { Predicate, Statement } from "../model/generated/statement.ts";
import { gateOf, type PhaseName } from "../model/phase.ts";
import type { RecordedFiles } from "../model/ports.ts";
import { foldRun } from "../phases/fold-run.ts";
import type { PhaseInput } from "../phases/phase.ts";
import { FIRST_STEP } from "../phases/graph.ts";
import { stepEndOf } from "../phases/step-end.ts";
import { PHASES } from "../phases/phases.ts";
import { gateRecord, phaseRecord, refusalRecord, seedOf } from "./carry-run.ts";
import type { Edges } from "./edges.ts";
import { judgePlanSignature } from "./judge-signatures.ts";
import { judgeRun } from "./judge-run.ts";
import { refusalOf, signatoriesAt } from "./refuse-plan.ts";
import { readInput, rebuildPlan, type RebuiltPlan } from "./rebuild-plan.ts";
import { runNameOf, type StepRecord } from "./record.ts";
import type { DecisionReader } from "./recorded-decisions.ts";
import type { SoundPlan } from "./plan-work.ts";

export interface Replay {
  readonly run: string;
  readonly statements: number;
  /** Statements that were decided again with the same digest. */
  readonly equal: number;
  /** Statements that follow from what is not on record (another run's name, other facts), and were taken as they are. */
  readonly taken: readonly { readonly seq: number; readonly phase: string }[];
  readonly difference: DecisionDifference | undefined;
}

export interface ReplayQuestion {
  readonly edges: Omit<Edges, "now" | "store" | "signer" | "machine">;
  readonly decisions: DecisionReader;
  readonly files: RecordedFiles;
  readonly statements: readonly SealedStatement[];
}

/** Replays the run. Rejects with a Refusal where an input is not in this clone any more or is not what the record says. */
export async function replayRun(question: ReplayQuestion): Promise<Replay> {
  const { files, statements } = question;
  const taken: Replay["taken"][number][] = [];
  let equal = 0;
  for (const { statement } of statements) {
    const { seq, phase } = statement.predicate;
    const step = await decideAgain(question, statement);
    if (step === "taken") {
      taken.push({ seq, phase });
      continue;
    }
    const again = { ...statement.predicate, ...step };
    if (decisionSha256(again) !== statement.predicate.decision.sha256) {
      const difference = firstDifference(statement.predicate, again);
      return { run: files.run, statements: statements.length, equal, taken, difference };
    }
    equal += 1;
  }
  return { run: files.run, statements: statements.length, equal, taken, difference: undefined };
}

type Decided = Pick<Predicate, "run" | "phase" | "outcome" | "reasons" | "approvals" | "facts" | "result">;

async function decideAgain(question: ReplayQuestion, statement: Statement): Promise<Decided | "taken"> {
  const { predicate } = statement;
  if (predicate.phase === "superseded" || predicate.phase === "stale") return "taken";
  if (stepEndOf(predicate) === "TORN") return "taken";
  const { decisions } = question;
  const rebuilt = await rebuildPlan(decisions.inputs, statement, await decisions.readDecisions(statement));
  const scene = await setScene(question, statement, rebuilt);
  const { record, outcome, reasons, result, approvals = [] } = await takeStep(scene);
  const run = { ...predicate.run, id: runNameOf(scene.sound, predicate.run.attempt), mode: scene.sound.mode };
  const facts = scene.pinned === undefined ? null : { sha256: scene.pinned };
  return {
    run,
    phase: record,
    outcome,
    reasons: [...reasons],
    approvals: [...approvals],
    facts,
    result: resultAsThen(predicate, result),
  };
}

/** Evidence of before there were signatures does not say whether the author signed. */
function resultAsThen(
  { phase, result: recorded }: Predicate,
  result: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { author, ...rest } = result;
  return phase === "preflight" && !("author" in recorded) ? rest : { ...result };
}

/** One step's surroundings, as they were. */
interface Scene {
  readonly question: ReplayQuestion;
  readonly edges: Pick<Edges, "now" | "actuators" | "killSwitch" | "modes">;
  readonly predicate: Predicate;
  readonly before: readonly SealedStatement[];
  readonly rebuilt: RebuiltPlan;
  readonly sound: SoundPlan;
  readonly facts: Facts | undefined;
  /** The facts that the run is pinned to by the time of the step. */
  readonly pinned: string | undefined;
}

async function setScene(
  question: ReplayQuestion,
  { predicate }: Statement,
  rebuilt: RebuiltPlan,
): Promise<Scene> {
  const { edges, files, statements } = question;
  const source = await readInput(edges.objects, rebuilt.sourceArtifact);
  const cut = cutSource({ file: source.path, cut: rebuilt.document.value.spec.cut, source: source.bytes });
  if (cut.kind !== "cut") throw uncut(files, predicate);
  const facts = files.facts === undefined ? undefined : parseFacts(files.facts);
  const before = statements.slice(0, predicate.seq);
  const isPinned =
    predicate.phase === "source_pin" || before.some(({ statement }) => statement.predicate.facts !== null);
  return {
    question,
    edges: { ...edges, now: () => predicate.observed.at },
    predicate,
    before,
    rebuilt,
    facts,
    pinned: isPinned && facts !== undefined ? factsSha256(facts) : undefined,
    sound: {
      ...rebuilt,
      mode: rebuilt.document.value.spec.mode,
      document: rebuilt.document.value,
      target: rebuilt.target.value,
      targetSha256: rebuilt.target.file.sha256,
      source: { bytes: source.bytes, sha256: source.sha256, lines: cut.lines },
      manifest: cut.manifest,
      inputs: predicate.inputs,
      approvalsTree: predicate.approvalsTree,
    },
  };
}

async function takeStep(scene: Scene): Promise<Omit<StepRecord, "factsSha256">> {
  const { edges, predicate, before, sound } = scene;
  const authorship = judgePlanSignature(signatoriesAt(edges.now(), sound), sound.signed);
  const refusal = refusalOf(edges, sound, authorship);
  if (refusal !== undefined) return refusalRecord(refusal);
  const gate = gateOf(predicate.phase);
  const folded = before.length === 0 ? undefined : foldRun(before, edges.modes);
  if (folded !== undefined && folded.kind !== "run") throw uncut(scene.question.files, predicate);
  if (gate !== undefined && folded !== undefined) {
    return gateRecord(gate, judgeRun(edges, sound, { state: folded.state, gate }));
  }
  const position = folded?.state.position ?? { kind: "at", step: FIRST_STEP };
  const phase = position.kind === "at" && position.step in PHASES ? (position.step as PhaseName) : undefined;
  if (phase === undefined) throw uncut(scene.question.files, predicate);
  return phaseRecord(phase, await PHASES[phase].carry(phaseInputOf(scene, authorship.authenticity)));
}

function phaseInputOf(
  { edges, predicate, before, sound, facts, pinned, question }: Scene,
  authenticity: Authenticity,
): PhaseInput {
  if (facts === undefined) throw factsGone(question.files);
  return {
    run: { id: predicate.run.id, plan: sound.plan, mode: sound.mode },
    plan: sound.document,
    author: { person: sound.signed.author, authenticity },
    target: sound.target,
    source: sound.source,
    manifest: sound.manifest,
    loss: () => verifyLossless(sound.manifest, sound.source.bytes),
    facts,
    factsSha256: pinned ?? factsSha256(facts),
    readFactsAgain: () => Promise.resolve(facts),
    killSwitch: edges.killSwitch,
    actuator: () =>
      edges.actuators.choose(sound.mode)(
        seedOf({ facts, manifest: sound.manifest, run: predicate.run.id, statements: before }),
      ),
    history: before.map(({ statement }) => statement),
    // Consent was asked for when the step was taken; a replay changes nothing.
    consent: () => [],
  };
}

function factsGone(files: RecordedFiles): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `runs/${files.plan}/${files.run}/facts.json is missing or is not what cutplan writes`,
    expected: "the facts that the run is pinned to",
    todo: `put the file back from git; see what else is wrong with reconcile verify ${files.plan}`,
  });
}

function uncut(files: RecordedFiles, { seq, phase }: Predicate): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `${evidenceFile(files)}:${seq + 1}: ${phase} could not have been reached from what is on record`,
    expected: "a run whose steps follow from its inputs",
    todo: `see what is wrong with reconcile verify ${files.plan}`,
  });
}
