// Judges every gate on record once more, as of the moment it was judged, from the bytes that it names: the answer has to
// be the one on record. Also asks whether the plan was its author's, and whether the policy counted.
import type { GateVerdict } from "../approvals/judge-gate.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { visibleText } from "../diagnostics/visible-text.ts";
import { makeFinding, type Finding, type FindingCode } from "../evidence/finding.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { canonicalText } from "../model/canonical-json.ts";
import type { Statement } from "../model/generated/statement.ts";
import { gateOf, type GateName } from "../model/phase.ts";
import { foldRun } from "../phases/fold-run.ts";
import { judgeRun } from "./judge-run.ts";
import { judgePlanSignature, refusePlanSignature, type Signatories } from "./judge-signatures.ts";
import { rebuildPlan, type RebuiltPlan } from "./rebuild-plan.ts";
import type { DecisionReader } from "./recorded-decisions.ts";
import type { PastTrustJudge } from "./verify-trust.ts";

export interface GateJudgement {
  readonly findings: readonly Finding[];
  /** Gates that were judged again with the same answer. */
  readonly judged: number;
  /** The last statement that a person's signature at a gate names, and who that was. */
  readonly anchor: { readonly seq: number; readonly persons: readonly string[] } | undefined;
}

export interface GateRecord {
  readonly decisions: DecisionReader;
  readonly judgeTrust: PastTrustJudge;
  /** evidence.jsonl of the run, from the root of the repository. */
  readonly file: string;
  readonly statements: readonly SealedStatement[];
}

/** Judges the gates of one run, in order. */
export async function verifyGates(record: GateRecord): Promise<GateJudgement> {
  const findings: Finding[] = [];
  let judged = 0;
  let anchor: GateJudgement["anchor"];
  for (const { statement, seq } of record.statements) {
    const gate = gateOf(statement.predicate.phase);
    if (gate === undefined && seq > 0) continue;
    const found = await judgeStatement(record, statement, gate);
    findings.push(...found.findings);
    if (gate === undefined || found.findings.length > 0) continue;
    judged += 1;
    if (found.signers.length > 0) anchor = { seq: found.headSeq, persons: found.signers };
  }
  return { findings, judged, anchor };
}

interface StatementJudgement {
  readonly findings: readonly Finding[];
  readonly signers: readonly string[];
  readonly headSeq: number;
}

const NOBODY = { signers: [], headSeq: -1 };

async function judgeStatement(
  record: GateRecord,
  statement: Statement,
  gate: GateName | undefined,
): Promise<StatementJudgement> {
  try {
    const { decisions } = record;
    const plan = await rebuildPlan(decisions.inputs, statement, await decisions.readDecisions(statement));
    const findings = [
      ...(await trustFindings(record, statement, plan)),
      ...authorFindings(record, statement, plan),
    ];
    if (gate === undefined) return { findings, ...NOBODY };
    const answer = judgeGateAgain(record, { statement, plan, gate });
    return { ...answer, findings: [...findings, ...answer.findings] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { findings: [refusalFinding(record, statement, error)], ...NOBODY };
  }
}

/** A clone that lacks something cannot judge; everything else says that the record is not what it claims. */
function refusalFinding(record: GateRecord, statement: Statement, { code, message }: Refusal): Finding {
  const unjudged = code === "OBJECT_MISSING" || code === "HISTORY_SHALLOW" || code === "OBJECT_TOO_LARGE";
  return finding(record, statement, { code: unjudged ? "GATE_UNJUDGED" : "INPUT_MISMATCH", message });
}

function judgeGateAgain(
  record: GateRecord,
  { statement, plan, gate }: { statement: Statement; plan: RebuiltPlan; gate: GateName },
): StatementJudgement {
  const { seq, observed } = statement.predicate;
  const before = foldRun(record.statements.slice(0, seq));
  if (before.kind !== "run" || before.state.moved === undefined) return { findings: [], ...NOBODY };
  const verdict = judgeRun({ now: () => observed.at }, plan, { state: before.state, gate });
  const difference = differenceOf(statement, verdict);
  if (difference !== undefined)
    return {
      findings: [finding(record, statement, { code: "GATE_MISJUDGED", message: difference })],
      ...NOBODY,
    };
  const signers = verdict.judged
    .filter(({ policy, authenticity }) => policy === "COUNTED" && authenticity === "AUTHENTIC")
    .map(({ person }) => person);
  return { findings: [], signers, headSeq: before.state.moved.seq };
}

/** What the record says otherwise than the judgement now; undefined where they agree. */
function differenceOf({ predicate }: Statement, verdict: GateVerdict): string | undefined {
  const { seq, outcome, reasons, result, approvals } = predicate;
  const name = `statement ${seq}, ${verdict.gate},`;
  const now = verdict.kind === "open" ? "PASSED" : verdict.kind === "refused" ? "REFUSED" : "waiting";
  if (outcome !== now) {
    const why = verdict.reasons.length === 0 ? "" : ` (${verdict.reasons.join(", ")})`;
    return `${name} is ${outcome} on record, and judged again it is ${now}${why}`;
  }
  const known = new Map(approvals.map((one) => [one.sha256, canonicalText(one)]));
  for (const one of verdict.judged) {
    const recorded = known.get(one.sha256);
    if (recorded === undefined)
      return `${name} does not name the ${one.decision} of "${one.person}" that lay there`;
    if (recorded !== canonicalText(one)) {
      const words = `${one.authenticity}, ${one.binding}, ${one.policy}`;
      return `${name} judges the ${one.decision} of "${one.person}" otherwise than it is: ${words}`;
    }
    known.delete(one.sha256);
  }
  if (known.size > 0) return `${name} names ${known.size} approvals that did not lie there`;
  const counted = canonicalText(result["counted"] ?? null) === canonicalText(verdict.counted);
  const isSame =
    counted &&
    result["threshold"] === verdict.threshold &&
    result["resolution"] === verdict.resolution &&
    canonicalText(result["partialState"] ?? null) === canonicalText(verdict.partialState ?? null);
  if (!isSame)
    return `${name} counts other persons, to another threshold or for another way out than its policy has`;
  if (outcome === "REFUSED" && canonicalText(reasons) !== canonicalText(verdict.reasons))
    return `${name} was refused for ${verdict.reasons.join(", ")}, and records ${visibleText(reasons.join(", "))}`;
  return undefined;
}

function authorFindings(record: GateRecord, statement: Statement, plan: RebuiltPlan): readonly Finding[] {
  const { phase, outcome, observed, result } = statement.predicate;
  const { policy, lists } = plan.context;
  const signatories: Signatories = { policy: policy.value, lists, at: observed.at };
  const judgement = judgePlanSignature(signatories, plan.signed);
  const refusal = refusePlanSignature(signatories, plan.signed, judgement);
  if (outcome === "PASSED" && refusal !== undefined)
    return [finding(record, statement, { code: "AUTHOR_UNPROVEN", message: refusal.message })];
  const recorded = result["author"] as { person?: unknown; authenticity?: unknown } | undefined;
  if (phase !== "preflight" || recorded === undefined) return [];
  const isSame = recorded.person === plan.signed.author && recorded.authenticity === judgement.authenticity;
  if (isSame) return [];
  const message = `statement 0 says of the author's signature ${visibleText(canonicalText(recorded))}, and it is ${judgement.authenticity} of "${plan.signed.author}"`;
  return [finding(record, statement, { code: "AUTHOR_UNPROVEN", message })];
}

/** The policy of the time has to be one that its history vouches for; where the history is gone, nobody can tell. */
async function trustFindings(
  record: GateRecord,
  statement: Statement,
  { context }: RebuiltPlan,
): Promise<readonly Finding[]> {
  const answer = await record.judgeTrust(context.trustCommit, statement.predicate.observed.at);
  if (answer === undefined) return [];
  if (answer.kind === "refused")
    return [finding(record, statement, { code: "POLICY_UNVOUCHED", message: answer.refusal.message })];
  const { version } = context.policy.value;
  if (answer.version === version) return [];
  const message = `statement ${statement.predicate.seq} was judged by policy version ${version}, and its commit has ${answer.version}`;
  return [finding(record, statement, { code: "POLICY_UNVOUCHED", message })];
}

function finding(
  { file }: Pick<GateRecord, "file">,
  { predicate }: Statement,
  { code, message }: { readonly code: FindingCode; readonly message: string },
): Finding {
  return makeFinding(code, { file, line: predicate.seq + 1 }, message);
}
