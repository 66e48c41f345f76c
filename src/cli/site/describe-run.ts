// One run on record as its page shows it: every statement with what it covers, the cut as it was, the facts as they were.
// Shows what is on record and holds; whether the record is to be believed beyond that is for reconcile verify.
import { readAttestations, type StatementSignature } from "../../evidence/attestations.ts";
import type { SealedStatement } from "../../evidence/statement.ts";
import { sha256Hex } from "../../model/digest.ts";
import { parseFacts } from "../../model/facts-file.ts";
import type { Policy } from "../../model/generated/policy.ts";
import type { ObjectReader } from "../../model/ports.ts";
import { tornStepOf, type Position } from "../../model/run.ts";
import type { PlanWork } from "../../reconcile/plan-work.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import { isListedRunner } from "../../reconcile/runners.ts";
import type { SiteRun, SiteStatement } from "../../site/site-data.ts";
import { describeStep } from "../views/step-words.ts";
import { describeCut } from "./describe-cut.ts";
import { describeGateAhead, describeRecordedGate, type ApprovalsBySha256 } from "./describe-gate.ts";
import { readRecordedCut } from "./recorded-cut.ts";
import type { PolicyReader } from "./read-policy.ts";

export interface RunSurroundings {
  readonly objects: ObjectReader;
  readonly readPolicy: PolicyReader;
  readonly approvals: ApprovalsBySha256;
}

/** `work`: the plan as the commit has it, where it is sound. */
export async function describeRun(
  surroundings: RunSurroundings,
  run: RecordedRun,
  work: PlanWork | undefined,
): Promise<SiteRun> {
  const { state, files } = run;
  const cut = await readRecordedCut(surroundings.objects, run, work);
  const facts = factsOf(run);
  const isDesired = work?.difference.run === state.id;
  const gate = isDesired ? work.gate : undefined;
  return {
    id: state.id,
    attempt: state.attempt,
    mode: state.mode,
    position: positionWord(state.position),
    next: state.position.kind === "at" ? state.position.step : undefined,
    head: state.head,
    statements: await describeStatements(surroundings, run),
    ahead:
      gate === undefined || work === undefined
        ? undefined
        : describeGateAhead(gate, work.context.policy.value, surroundings.approvals),
    cut: cut.kind === "cut" ? describeCut(cut, facts?.facts) : undefined,
    cutMissing: cut.kind === "missing" ? cut.why : undefined,
    facts,
    report: files.report === undefined ? undefined : new TextDecoder().decode(files.report),
  };
}

function positionWord(position: Position): SiteRun["position"] {
  if (position.kind !== "at") return position.kind;
  return tornStepOf(position) === undefined ? "open" : "torn";
}

/** Only facts that are those the run is pinned to. */
function factsOf({ state, files }: RecordedRun): SiteRun["facts"] {
  const { facts: sha256 } = state.pins;
  if (files.facts === undefined || sha256 === undefined || sha256Hex(files.facts) !== sha256)
    return undefined;
  const facts = parseFacts(files.facts);
  return facts === undefined ? undefined : { sha256, facts };
}

async function describeStatements(
  { readPolicy, approvals }: RunSurroundings,
  { files, statements }: RecordedRun,
): Promise<readonly SiteStatement[]> {
  const policies = new Map<number, Policy | undefined>();
  for (const { seq, statement } of statements) policies.set(seq, await readPolicy(statement));
  const { signatures } = readAttestations({
    files,
    // The chain was read when the run was: it holds, so that every line is one of its statements.
    chain: { statements, lineDigests: statements.map(({ sha256 }) => sha256) },
    isListedRunner: ({ seq, statement }, publicKey) => {
      const policy = policies.get(seq);
      return policy !== undefined && isListedRunner(policy, publicKey, statement.predicate.observed.at);
    },
  });
  return statements.map((sealed) => ({
    ...describeStatement(sealed, signatures[sealed.seq]),
    gate: describeRecordedGate(sealed.statement.predicate, policies.get(sealed.seq), approvals),
  }));
}

function describeStatement(
  { statement, seq, sha256 }: SealedStatement,
  signature: StatementSignature | undefined,
): Omit<SiteStatement, "gate"> {
  const { subject, predicate } = statement;
  const { phase, outcome, observed, reasons, previous, inputs, source, facts, policy } = predicate;
  return {
    seq,
    phase,
    outcome,
    observed,
    words: describeStep(statement),
    reasons,
    sha256,
    previousSha256: previous?.sha256,
    isSigned: signature !== undefined && signature.kind !== "none",
    isListed: signature?.kind === "listed",
    covers: [...subject, ...inputs],
    commit: source.commit,
    ref: source.ref,
    factsSha256: facts?.sha256,
    policy: policy ?? undefined,
  };
}
