// Holds the runs on record against everything at hand: their own chains, every committed version of their files, the
// inputs in git, the gates judged again, the signatures. Moves nothing and trusts no state.
import { Refusal } from "../diagnostics/refusal.ts";
import { judgeAxes, worstOf, type Axis, type AxisVerdict } from "../evidence/axes.ts";
import { readChain } from "../evidence/chain.ts";
import { makeFinding, sortFindings, type Finding } from "../evidence/finding.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { verifyRun, type NamedHead, type RunVerdict } from "../evidence/verify.ts";
import type { ParsedDocuments } from "../documents/parse-documents.ts";
import type { HistoryCommit, HistoryReader, ObjectReader, RunStore } from "../model/ports.ts";
import { foldRun } from "../phases/fold-run.ts";
import { openTrustJudge } from "./judge-trust.ts";
import { openDecisionReader, type DecisionReader } from "./recorded-decisions.ts";
import { verifyGates, type GateJudgement } from "./verify-gates.ts";
import { listRunVersions, readEarlier, versionsOf, type RunVersions } from "./verify-history.ts";
import { verifyInputs, type InputJudgement } from "./verify-inputs.ts";
import { runnersOnRecord } from "./runners.ts";

export interface VerifyQuestion {
  /** The files on disk, whatever the commit says. */
  readonly disk: RunStore;
  /** The files of the commit, whatever the disk says. */
  readonly committed: RunStore;
  readonly documents: ParsedDocuments | undefined;
  readonly objects: ObjectReader & HistoryReader & { readonly hasObject: (oid: string) => Promise<boolean> };
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

interface Verifying extends VerifyQuestion {
  readonly decisions: DecisionReader;
  readonly judgeTrust: ReturnType<typeof openTrustJudge>;
  readonly versions: ReadonlyMap<string, RunVersions>;
}

/** Judges every run that the disk, the commit or its history has. */
export async function verifyRuns(question: VerifyQuestion): Promise<readonly RunJudgement[]> {
  const history = question.history ?? [];
  const versions = await listRunVersions(question.objects, history);
  const verifying = {
    ...question,
    versions,
    decisions: openDecisionReader(question.objects, history),
    judgeTrust: openTrustJudge(question.objects),
  };
  const everCommitted = [...versions.keys()].map((name) => {
    const [plan = "", run = ""] = name.split("/");
    return { plan, run };
  });
  const listed = [
    ...(await question.disk.listRuns()),
    ...(await question.committed.listRuns()),
    ...everCommitted,
  ];
  const wanted = listed.filter(({ plan }) => question.plans.length === 0 || question.plans.includes(plan));
  const runs = new Map(wanted.map((key) => [`${key.plan}/${key.run}`, key]));
  const judgements: RunJudgement[] = [];
  const sorted = [...runs].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [index, [, key]] of sorted.entries()) {
    question.onRun?.(index, sorted.length);
    const judgement = await judgeOrTell(verifying, key);
    if (judgement !== undefined) judgements.push(judgement);
  }
  return judgements;
}

interface RunKey {
  readonly plan: string;
  readonly run: string;
}

/** A run that cannot be read is broken; the others are judged all the same. */
async function judgeOrTell(verifying: Verifying, key: RunKey): Promise<RunJudgement | undefined> {
  try {
    return await judgeRunFiles(verifying, key);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unreadRun(key, [
      makeFinding("FILE_UNREADABLE", { file: `runs/${key.plan}/${key.run}`, line: null }, error.message),
    ]);
  }
}

async function judgeRunFiles(verifying: Verifying, key: RunKey): Promise<RunJudgement | undefined> {
  const { plan, run } = key;
  const committed = await verifying.committed.readRun(plan, run);
  const files = (await verifying.disk.readRun(plan, run)) ?? committed;
  const versions = versionsOf(verifying.versions, plan, run);
  if (files === undefined) return droppedRun(key, versions);
  const verdict = verifyRun({
    files,
    heads: headsOf(verifying.documents, key),
    earlier: await readEarlier(verifying.objects, versions.evidence, files.evidence),
    earlierAttestations: await readEarlier(verifying.objects, versions.attestations, files.attestations),
    ...(await runnersOnRecord(verifying.objects, readChain(files).statements)),
  });
  const { statements } = readChain(files);
  const file = `runs/${plan}/${run}/evidence.jsonl`;
  const about = { ...verifying, file, statements, isShallow: verifying.history === undefined };
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
  const findings = sortFindings([...verdict.findings, ...moves, ...inputs.findings, ...gates.findings]);
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

function headsOf(documents: ParsedDocuments | undefined, { plan, run }: RunKey): readonly NamedHead[] {
  return [...(documents?.approvals.values() ?? [])]
    .filter(({ file, value }) => file.path.startsWith(`plans/${plan}/`) && value.run === run)
    .map(({ file, value }) => ({ ...value.evidenceHead, namedBy: file.path }));
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
