// Makes statements: from what the reconciler knows to the one line that goes on record. Pure: it takes the time it is told.
// Signatures come later and go into attestations.jsonl beside it: each signs `line` without its newline.
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Artifact, Predicate, RunIdentity, SourcePin, Statement } from "../model/generated/statement.ts";
import type { Outcome, RecordName } from "../model/phase.ts";
import type { ChainHead } from "../model/run.ts";
import { checkStatement, PREDICATE_TYPE, STATEMENT_TYPE } from "./statement-shape.ts";

/** A statement before it has a place in the chain. */
export interface StatementDraft {
  /** plans/<plan>/plan.yaml with its digests. */
  readonly subject: Artifact;
  readonly run: RunIdentity;
  readonly phase: RecordName;
  readonly outcome: Outcome;
  readonly reasons: readonly string[];
  readonly source: SourcePin;
  /** Sorted by name. Those of statement 0 must hold the source and the target: the run's name follows from them. */
  readonly inputs: readonly Artifact[];
  readonly approvals: Predicate["approvals"];
  readonly approvalsTree: string | null;
  readonly policy: Predicate["policy"];
  readonly facts: Predicate["facts"];
  /** As schemas/statement.schema.json has it for this phase. */
  readonly result: object;
  readonly observed: Predicate["observed"];
}

export interface SealedStatement {
  readonly statement: Statement;
  /** Canonical JSON (RFC 8785) in UTF-8 and a newline: exactly what is appended to evidence.jsonl. */
  readonly line: Uint8Array;
  /** SHA-256 of the line without its newline: what the next statement names as the one before it. */
  readonly sha256: string;
  readonly seq: number;
}

/**
 * Gives a draft its place after `previous` (null: it is the first), its decision digest and its one spelling.
 * Throws an assertion when the draft is not what the schema says: what goes on record can always be read again.
 */
export function sealStatement(draft: StatementDraft, previous: ChainHead | null): SealedStatement {
  const { subject, ...decided } = draft;
  const seq = previous === null ? 0 : previous.seq + 1;
  const text = canonicalText({
    _type: STATEMENT_TYPE,
    subject: [subject],
    predicateType: PREDICATE_TYPE,
    predicate: {
      ...decided,
      seq,
      previous: previous === null ? null : { sha256: previous.sha256 },
      decision: { sha256: decisionSha256({ ...decided, seq }) },
    },
  });
  const checked = checkStatement(JSON.parse(text));
  if (!("statement" in checked)) {
    throw new Error(
      `a statement of ${draft.phase} has a wrong ${checked.path}: expected ${checked.expected}`,
    );
  }
  return {
    statement: checked.statement,
    line: new TextEncoder().encode(`${text}\n`),
    sha256: sha256Hex(text),
    seq,
  };
}

/**
 * SHA-256 over the predicate's canonical JSON without `decision`, `observed` and `previous`: what was decided, whoever
 * decides it again and whenever. `jq -Sc '.predicate|del(.decision,.observed,.previous)' | tr -d '\n' | sha256sum` agrees.
 */
export function decisionSha256(predicate: object): string {
  const decided = Object.entries(predicate).filter(
    ([key]) => key !== "decision" && key !== "observed" && key !== "previous",
  );
  return sha256Hex(canonicalText(Object.fromEntries(decided)));
}
