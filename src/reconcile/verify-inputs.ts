// Holds the inputs that a run's statements name against git: the bytes behind each name, and the tree of the commit that
// the statement says they are from. What this clone does not have is counted, never taken for right.
import { Refusal } from "../diagnostics/refusal.ts";
import { makeFinding, type Finding } from "../evidence/finding.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Artifact, Statement } from "../model/generated/statement.ts";
import type { ObjectReader } from "../model/ports.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import { ALLOWED_SIGNERS, REVOKED_KEYS, TRUST_FOLDER } from "./load-trust.ts";
import type { DecisionReader } from "./recorded-decisions.ts";
import { approvalsFaults, frameFaults, isSameFrame } from "./verify-frame.ts";

export interface InputJudgement {
  readonly findings: readonly Finding[];
  /** Inputs that this clone does not have any more; their digests stand on record. */
  readonly unreachable: number;
  /** Commits that this clone does not have any more. */
  readonly lostCommits: readonly string[];
}

export interface InputQuestion {
  readonly objects: Pick<ObjectReader, "hashBlob">;
  readonly decisions: DecisionReader;
  readonly isShallow: boolean;
  /** evidence.jsonl of the run. */
  readonly file: string;
  readonly statements: readonly SealedStatement[];
}

/** Judges every input once, at the first statement that names it, and once all that statements were decided from together. */
export async function verifyInputs(question: InputQuestion): Promise<InputJudgement> {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const lost = new Set<string>();
  let unreachable = 0;
  let before: Statement | undefined;
  for (const { statement } of question.statements) {
    const { source, inputs, policy, approvalsTree, phase } = statement.predicate;
    const isSame = statement.subject === before?.subject && inputs === before.predicate.inputs;
    // Statements share what they have in common with those before them: mostly nothing is new.
    if (isSame && before !== undefined && isSameFrame(statement, before)) continue;
    before = statement;
    const fresh = isSame
      ? []
      : [...statement.subject, ...inputs].filter((input) => isNew(seen, canonicalText(input)));
    for (const found of await Promise.all(fresh.map((input) => judgeBytes(question, statement, input)))) {
      if (found === "gone") unreachable += 1;
      else findings.push(...found);
    }
    const isSuperseded = phase === "superseded";
    const frame = [statement.subject, source, inputs, policy, approvalsTree, isSuperseded];
    if (!isNew(seen, canonicalText(frame))) continue;
    findings.push(...(await judgeFrame(question, statement)));
    const found = await judgeTree(question, statement);
    if (found === "gone") lost.add(source.commit);
    else findings.push(...found);
  }
  return { findings, unreachable, lostCommits: [...lost] };
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}

const LIMIT_BYTES = 512 * 1024 * 1024;

/** Every input where git still has it: its bytes must have the SHA-256 on record. */
async function judgeBytes(
  { decisions, isShallow, file }: InputQuestion,
  { predicate }: Statement,
  { name, digest }: Artifact,
): Promise<readonly Finding[] | "gone"> {
  const place = { file, line: predicate.seq + 1 };
  try {
    const bytes = await decisions.inputs.readBlob(digest.gitBlob, LIMIT_BYTES);
    if (sha256Hex(bytes) === digest.sha256) return [];
    return [makeFinding("INPUT_MISMATCH", place, `${name} in git has another SHA-256`)];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === "OBJECT_CORRUPT" || error.code === "OBJECT_TOO_LARGE")
      return [makeFinding("INPUT_MISMATCH", place, `${name} in git: ${error.message}`)];
    if (error.code !== "OBJECT_MISSING") throw error;
    return isShallow ? [makeFinding("INPUT_MISSING", place, `${name} is not in this shallow clone`)] : "gone";
  }
}

/** Also where its commit is gone. */
async function judgeFrame(
  { decisions, file, statements }: InputQuestion,
  statement: Statement,
): Promise<readonly Finding[]> {
  const place = { file, line: statement.predicate.seq + 1 };
  const faults = await frameFaults(decisions, statement, statements[0]?.statement ?? statement);
  return faults.map((message) => makeFinding("INPUT_MISMATCH", place, message));
}

/** The commit has that tree, and the tree has each input where the statement says; nothing that counts is left out. */
async function judgeTree(
  { objects, decisions, file }: InputQuestion,
  statement: Statement,
): Promise<readonly Finding[] | "gone"> {
  const { source, inputs, seq, run, phase } = statement.predicate;
  const place = { file, line: seq + 1 };
  const own = await decisions.commitOf(source.commit);
  const trusted = await decisions.commitOf(source.trust ?? source.commit);
  if (own === undefined || trusted === undefined) return "gone";
  if (own.tree !== source.tree) {
    const message = `commit ${source.commit} has tree ${own.tree}, the statement says ${source.tree}`;
    return [makeFinding("INPUT_MISMATCH", place, message)];
  }
  const oidAt = async (name: string): Promise<string | undefined> =>
    decisions.trees.oidAt((name.startsWith(`${TRUST_FOLDER}/`) ? trusted : own).tree, name);
  // A run that another plan text replaced ends at a commit that has its own text no more.
  const named = phase === "superseded" ? inputs : [...statement.subject, ...inputs];
  const strangers: Artifact[] = [];
  for (const artifact of named)
    if ((await oidAt(artifact.name)) !== artifact.digest.gitBlob) strangers.push(artifact);
  const names = new Set(named.map(({ name }) => name));
  const omitted: string[] = [];
  for (const name of expectedInputs(run.plan))
    if (!names.has(name) && holdsSomething(objects, await oidAt(name))) omitted.push(name);
  return [
    ...strangers.map(
      ({ name }) => `${name} in commit ${source.commit.slice(0, 12)} is not what the statement says`,
    ),
    ...omitted.map((name) => `${name} is in commit ${source.commit.slice(0, 12)} and not among the inputs`),
    ...(await approvalsFaults(decisions, statement)),
  ].map((message) => makeFinding("INPUT_MISMATCH", place, message));
}

/** What a decision hangs on besides the plan, its source and its target, and could be left out of a forged statement. */
function expectedInputs(plan: string): readonly string[] {
  return [POLICY_PATH, ALLOWED_SIGNERS, REVOKED_KEYS, `plans/${plan}/plan.yaml.sig`];
}

/** An empty list says nothing, and evidence of before there were signatures does not name it. */
function holdsSomething(objects: Pick<ObjectReader, "hashBlob">, oid: string | undefined): boolean {
  return oid !== undefined && oid !== objects.hashBlob(new Uint8Array());
}
