// Holds the runs on record against everything at hand: their own chains, the commit's bytes, approvals that name a
// statement, the order of phases, and the inputs in git. Moves nothing and trusts no state.
import { Refusal } from "../diagnostics/refusal.ts";
import { readChain } from "../evidence/chain.ts";
import { makeFinding, sortFindings, type Finding } from "../evidence/finding.ts";
import { verifyRun, type NamedHead, type RunVerdict } from "../evidence/verify.ts";
import type { ParsedDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Artifact } from "../model/generated/statement.ts";
import type { ObjectReader, RecordedFiles, RunStore } from "../model/ports.ts";
import { foldRun } from "../phases/fold-run.ts";

export interface VerifyQuestion {
  /** The files on disk, whatever the commit says. */
  readonly disk: RunStore;
  /** The files of the commit, whatever the disk says. */
  readonly committed: RunStore;
  readonly commit: string;
  readonly documents: ParsedDocuments | undefined;
  readonly objects: ObjectReader & { readonly hasObject: (oid: string) => Promise<boolean> };
  readonly isShallow: boolean;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
}

export interface RunJudgement extends RunVerdict {
  /** Inputs that are in no clone any more that we can see; their digests stand on record. */
  readonly unreachable: number;
}

/** Judges every run that the disk or the commit has. */
export async function verifyRuns(question: VerifyQuestion): Promise<readonly RunJudgement[]> {
  const listed = [...(await question.disk.listRuns()), ...(await question.committed.listRuns())];
  const wanted = listed.filter(({ plan }) => question.plans.length === 0 || question.plans.includes(plan));
  const runs = new Map(wanted.map((key) => [`${key.plan}/${key.run}`, key]));
  const judgements: RunJudgement[] = [];
  for (const [, { plan, run }] of [...runs].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const judgement = await judgeOrTell(question, plan, run);
    if (judgement !== undefined) judgements.push(judgement);
  }
  return judgements;
}

/** A run that cannot be read is broken; the others are judged all the same. */
async function judgeOrTell(
  question: VerifyQuestion,
  plan: string,
  run: string,
): Promise<RunJudgement | undefined> {
  try {
    return await judgeRunFiles(question, plan, run);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const finding = makeFinding(
      "FILE_UNREADABLE",
      { file: `runs/${plan}/${run}`, line: null },
      error.message,
    );
    return { plan, run, verdict: "broken", statements: 0, head: null, findings: [finding], unreachable: 0 };
  }
}

async function judgeRunFiles(
  question: VerifyQuestion,
  plan: string,
  run: string,
): Promise<RunJudgement | undefined> {
  const committed = await question.committed.readRun(plan, run);
  const files = (await question.disk.readRun(plan, run)) ?? committed;
  if (files === undefined) return undefined;
  const earlier =
    committed === undefined
      ? []
      : [{ from: `commit ${question.commit.slice(0, 12)}`, evidence: committed.evidence }];
  const verdict = verifyRun({ files, heads: headsOf(question.documents, plan, run), earlier });
  const inputs = await judgeInputs(question, files);
  const findings = sortFindings([...verdict.findings, ...moveFindings(files), ...inputs.findings]);
  return { ...verdict, findings, verdict: worst(verdict.verdict, findings), unreachable: inputs.unreachable };
}

function headsOf(documents: ParsedDocuments | undefined, plan: string, run: string): readonly NamedHead[] {
  return [...(documents?.approvals.values() ?? [])]
    .filter(({ file, value }) => file.path.startsWith(`plans/${plan}/`) && value.run === run)
    .map(({ file, value }) => ({ ...value.evidenceHead, namedBy: file.path }));
}

function moveFindings(files: RecordedFiles): readonly Finding[] {
  const { statements } = readChain(files);
  if (statements.length === 0) return [];
  const folded = foldRun(statements);
  const file = `runs/${files.plan}/${files.run}/evidence.jsonl`;
  switch (folded.kind) {
    case "run":
      return [];
    case "illegal":
      return [makeFinding("MOVE_ILLEGAL", { file, line: folded.seq + 1 }, folded.reason)];
    case "unknown-graph":
      return [
        makeFinding("VERSION_UNKNOWN", { file, line: 1 }, `the run goes by phase order "${folded.graph}"`),
      ];
  }
}

interface InputJudgement {
  readonly findings: readonly Finding[];
  readonly unreachable: number;
}

/** Every input that a statement names, where git still has it: its bytes must have the SHA-256 on record. */
async function judgeInputs(
  { objects, isShallow }: VerifyQuestion,
  files: RecordedFiles,
): Promise<InputJudgement> {
  const findings: Finding[] = [];
  let unreachable = 0;
  const file = `runs/${files.plan}/${files.run}/evidence.jsonl`;
  const judged = new Set<string>();
  for (const { statement, seq } of readChain(files).statements) {
    for (const input of [...statement.subject, ...statement.predicate.inputs]) {
      const name = `${input.name} ${input.digest.gitBlob} ${input.digest.sha256}`;
      if (judged.has(name)) continue;
      judged.add(name);
      const place = { file, line: seq + 1 };
      const found = await readInput(objects, input);
      if (found === "matches") continue;
      if (found === "differs")
        findings.push(makeFinding("INPUT_MISMATCH", place, `${input.name} in git has another SHA-256`));
      else if (isShallow)
        findings.push(makeFinding("INPUT_MISSING", place, `${input.name} is not in this shallow clone`));
      else unreachable += 1;
    }
  }
  return { findings, unreachable };
}

const INPUT_LIMIT_BYTES = 512 * 1024 * 1024;

async function readInput(
  objects: VerifyQuestion["objects"],
  { digest }: Artifact,
): Promise<"matches" | "differs" | "missing"> {
  if (!(await objects.hasObject(digest.gitBlob))) return "missing";
  try {
    const bytes = await objects.readBlob(digest.gitBlob, INPUT_LIMIT_BYTES);
    return sha256Hex(bytes) === digest.sha256 ? "matches" : "differs";
  } catch (error) {
    if (error instanceof Refusal) return error.code === "OBJECT_MISSING" ? "missing" : "differs";
    throw error;
  }
}

const UNJUDGED: readonly string[] = ["VERSION_UNKNOWN", "INPUT_MISSING"];

function worst(verdict: RunVerdict["verdict"], findings: readonly Finding[]): RunVerdict["verdict"] {
  if (findings.length === 0) return verdict;
  return findings.every(({ code }) => UNJUDGED.includes(code)) ? "cannot-judge" : "broken";
}
