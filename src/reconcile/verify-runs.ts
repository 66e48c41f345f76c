// Holds the runs on record against everything at hand: their own chains, every committed version of their files, the
// inputs in git, the gates judged again, the signatures. Moves nothing and trusts no state.
import { Refusal } from "../diagnostics/refusal.ts";
import { judgeAxes, worstOf, type Axis, type AxisVerdict } from "../evidence/axes.ts";
import { readChain } from "../evidence/chain.ts";
import { makeFinding, sortFindings, type Finding } from "../evidence/finding.ts";
import { openLineReader, type LineReader } from "../evidence/line.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { verifyRun, type RunVerdict } from "../evidence/verify.ts";
import type {
  HistoryCommit,
  HistoryReader,
  ObjectReader,
  RecordedFiles,
  RunStore,
  TreeFile,
} from "../model/ports.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { foldRun } from "../phases/fold-run.ts";
import { judgeInTurn } from "./judge-in-turn.ts";
import { openKnownHistory } from "./known-history.ts";
import { openDecisionReader, type DecisionReader } from "./recorded-decisions.ts";
import { verifyGates, type GateJudgement } from "./verify-gates.ts";
import { listApprovals, readNamedHeads } from "./verify-heads.ts";
import { listRunVersions, readEarlier, versionsOf, type RunVersions } from "./verify-history.ts";
import { verifyInputs, type InputJudgement } from "./verify-inputs.ts";
import { openPastTrustJudge, type PastTrustJudge } from "./verify-trust.ts";
import { runnersOnRecord } from "./runners.ts";

export interface VerifyQuestion {
  /** The files on disk, whatever the commit says. */
  readonly disk: RunStore;
  /** The files of the commit, whatever the disk says. */
  readonly committed: RunStore;
  readonly objects: ObjectReader & HistoryReader;
  /** Of the commit asked for. */
  readonly tree: string;
  /** Of the commit asked for, parents before children; undefined in a shallow clone. */
  readonly history: readonly HistoryCommit[] | undefined;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
  /** Told before each run. */
  readonly onRun?: (index: number, total: number) => void;
}

export interface RunJudgement extends Omit<RunVerdict, "verdict"> {
  readonly verdict: "intact" | "broken" | "cannot-judge";
  readonly axes: Readonly<Record<Axis, AxisVerdict>>;
  /** Inputs that are in no clone any more that we can see; their digests stand on record. */
  readonly unreachable: number;
  /** Commits on record that this clone does not have any more. */
  readonly lostCommits: readonly string[];
  /** Gates judged again with the same answer. */
  readonly gates: number;
  /** The last statement that an approver's signature names. */
  readonly approvedThrough: GateJudgement["anchor"];
}

/** Trees whose folders are asked for before they are needed; an honest run names a handful. */
const TREES_AHEAD = 8;

interface Verifying extends VerifyQuestion {
  readonly decisions: DecisionReader;
  readonly judgeTrust: PastTrustJudge;
  readonly versions: ReadonlyMap<string, RunVersions>;
  readonly readLine: LineReader;
  /** Approvals of the commit asked for, by plan. */
  readonly approvals: ReadonlyMap<string, readonly TreeFile[]>;
}

/**
 * Judges every run that the disk, the commit or its history has, by their names. Rejects with a Refusal where the runs or
 * plans of the commit cannot be listed.
 */
export async function verifyRuns(question: VerifyQuestion): Promise<readonly RunJudgement[]> {
  const { objects, history = [] } = question;
  const versions = await listRunVersions(objects, history);
  const known = openKnownHistory(objects, history);
  const verifying = {
    ...question,
    versions,
    decisions: openDecisionReader(objects, known),
    judgeTrust: openPastTrustJudge(objects, known),
    readLine: openLineReader(),
    approvals: await listApprovals(objects, question.tree),
  };
  const runs = await listRuns(question, versions);
  const judgements = await judgeInTurn(runs, {
    read: async (key, index) => {
      question.onRun?.(index, runs.length);
      return readFiles(verifying, key);
    },
    bytesOf: (files) => (files instanceof Refusal || files === undefined ? 0 : bytesIn(files)),
    judge: async (key, files) => judgeOrTell(verifying, key, files),
  });
  return judgements.filter((judgement) => judgement !== undefined);
}

async function listRuns(
  { disk, committed, plans }: VerifyQuestion,
  versions: ReadonlyMap<string, RunVersions>,
): Promise<readonly RunKey[]> {
  const everCommitted = [...versions.keys()].map((name) => {
    const [plan = "", run = ""] = name.split("/");
    return { plan, run };
  });
  const listed = [...(await disk.listRuns()), ...(await committed.listRuns()), ...everCommitted];
  const wanted = listed.filter(({ plan }) => plans.length === 0 || plans.includes(plan));
  const runs = new Map(wanted.map((key) => [`${key.plan}/${key.run}`, key]));
  return [...runs].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, key]) => key);
}

interface RunKey {
  readonly plan: string;
  readonly run: string;
}

/** The files on disk, else those of the commit; undefined where neither has the run. */
async function readFiles(
  { disk, committed }: Verifying,
  { plan, run }: RunKey,
): Promise<RecordedFiles | Refusal | undefined> {
  try {
    const files = await committed.readRun(plan, run);
    return (await disk.readRun(plan, run)) ?? files;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function bytesIn({ evidence, attestations, facts, report }: RecordedFiles): number {
  return evidence.length + attestations.length + (facts?.length ?? 0) + (report?.length ?? 0);
}

/** A run that cannot be read is broken; the others are judged all the same. */
async function judgeOrTell(
  verifying: Verifying,
  key: RunKey,
  files: RecordedFiles | Refusal | undefined,
): Promise<RunJudgement | undefined> {
  try {
    if (files === undefined) return droppedRun(key, versionsOf(verifying.versions, key.plan, key.run));
    if (files instanceof Refusal) throw files;
    return await judgeFiles(verifying, files);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unreadRun(key, [
      makeFinding("FILE_UNREADABLE", { file: `runs/${key.plan}/${key.run}`, line: null }, error.message),
    ]);
  }
}

async function judgeFiles(verifying: Verifying, files: RecordedFiles): Promise<RunJudgement> {
  const { objects, decisions, history, readLine } = verifying;
  const { plan, run } = files;
  const versions = versionsOf(verifying.versions, plan, run);
  const chain = readChain(files, readLine);
  const { statements } = chain;
  // Asked for at once, that git is waited for once.
  const trees = new Set(statements.map(({ statement }) => statement.predicate.source.tree));
  for (const tree of [...trees].slice(0, TREES_AHEAD)) decisions.trees.askFor(tree, plan);
  const verdict = verifyRun(
    {
      files,
      heads: await readNamedHeads(decisions.inputs, verifying.approvals.get(plan) ?? [], run),
      earlier: await readEarlier(objects, versions.evidence, files.evidence),
      earlierAttestations: await readEarlier(objects, versions.attestations, files.attestations),
      ...(await runnersOnRecord(decisions.inputs, statements)),
    },
    chain,
  );
  const file = `runs/${plan}/${run}/evidence.jsonl`;
  const about = { ...verifying, file, statements, isShallow: history === undefined };
  const inputs = await verifyInputs(about);
  const gates = await judgeGates(about);
  return assemble(verdict, { inputs, gates, moves: moveFindings(file, statements) });
}

interface Parts {
  readonly inputs: InputJudgement;
  readonly gates: GateJudgement;
  readonly moves: readonly Finding[];
}

function assemble(verdict: RunVerdict, { inputs, gates, moves }: Parts): RunJudgement {
  const found = [...verdict.findings, ...moves, ...inputs.findings, ...gates.findings];
  const findings = sortFindings(distinct(found));
  const worst = worstOf(findings);
  return {
    ...verdict,
    findings,
    verdict: worst === "holds" ? "intact" : worst,
    axes: judgeAxes(findings),
    unreachable: inputs.unreachable,
    lostCommits: inputs.lostCommits,
    gates: gates.judged,
    approvedThrough: gates.anchor,
  };
}

/** What is wrong with a gate's statement keeps the gate from being judged again, and is told once. */
function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((one) => [canonicalText({ ...one }), one])).values()];
}

/** Without its history a clone cannot tell what the approvals folder ever held, nor who vouches for the policy. */
async function judgeGates(
  about: Verifying & { readonly file: string; readonly statements: readonly SealedStatement[] },
): Promise<GateJudgement> {
  if (about.history !== undefined) return verifyGates(about);
  const place = { file: about.file, line: null };
  const findings = [
    makeFinding("GATE_UNJUDGED", place, "without the history no gate can be judged again"),
    makeFinding("HISTORY_UNREAD", place, "whether it continues what was committed earlier cannot be told"),
  ];
  return { findings, judged: 0, anchor: undefined };
}

function droppedRun(key: RunKey, { evidence }: RunVersions): RunJudgement | undefined {
  const [first] = evidence;
  if (first === undefined) return undefined;
  const message = `commit ${first.commit.slice(0, 12)} recorded it, and a later one removed it`;
  return unreadRun(key, [makeFinding("RUN_DROPPED", { file: first.path, line: null }, message)]);
}

function unreadRun({ plan, run }: RunKey, findings: readonly Finding[]): RunJudgement {
  return {
    plan,
    run,
    verdict: "broken",
    axes: judgeAxes(findings),
    statements: 0,
    head: null,
    signed: { listed: 0, unlisted: 0, none: 0 },
    signedThrough: null,
    findings,
    unreachable: 0,
    lostCommits: [],
    gates: 0,
    approvedThrough: undefined,
  };
}

function moveFindings(file: string, statements: readonly SealedStatement[]): readonly Finding[] {
  if (statements.length === 0) return [];
  const folded = foldRun(statements);
  switch (folded.kind) {
    case "run":
      return [];
    case "illegal":
      return [makeFinding("MOVE_ILLEGAL", { file, line: folded.seq + 1 }, folded.reason)];
    case "unknown-graph": {
      const message = `the run goes by phase order "${folded.graph}"`;
      return [makeFinding("VERSION_UNKNOWN", { file, line: 1 }, message)];
    }
  }
}
