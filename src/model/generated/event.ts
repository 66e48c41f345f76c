// Generated from schemas/event.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * One line of `reconcile … --json` (NDJSON). The first line is the version, the last one the summary.
 */
export type Event =
  | VersionEvent
  | CommitEvent
  | DiagnosticEvent
  | DifferenceEvent
  | UnitEvent
  | StatementEvent
  | PlanEvent
  | FindingEvent
  | VerdictEvent
  | ProofEvent
  | CheckEvent
  | FileEvent
  | ExplanationEvent
  | RefusalEvent
  | SummaryEvent;

/**
 * Always the first line: the format of what follows.
 */
export interface VersionEvent {
  /**
   * The kind of event.
   */
  readonly type: "version";
  /**
   * Version of this event format.
   */
  readonly format: "1.0";
  /**
   * The program and its version.
   */
  readonly tool: string;
}
/**
 * The commit that is reconciled.
 */
export interface CommitEvent {
  /**
   * The kind of event.
   */
  readonly type: "commit";
  /**
   * The commit.
   */
  readonly commit: string;
  /**
   * Its tree.
   */
  readonly tree: string;
  /**
   * The name it was resolved from.
   */
  readonly ref: string;
  /**
   * The object format.
   */
  readonly objectFormat: "sha1" | "sha256";
}
/**
 * A fault in a document.
 */
export interface DiagnosticEvent {
  /**
   * The kind of event.
   */
  readonly type: "diagnostic";
  /**
   * Stable code; see docs/diagnostics.md.
   */
  readonly code: string;
  /**
   * Path in the repository.
   */
  readonly file: string;
  /**
   * Counted from 1.
   */
  readonly line: number;
  /**
   * Counted from 1, in characters.
   */
  readonly column: number;
  /**
   * What is wrong.
   */
  readonly message: string;
  /**
   * What was expected.
   */
  readonly expected: string;
  /**
   * What to do.
   */
  readonly fix: string;
}
/**
 * What is desired against what is recorded, for one plan.
 */
export interface DifferenceEvent {
  /**
   * The kind of event.
   */
  readonly type: "difference";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run, where there is one.
   */
  readonly run: string | null;
  /**
   * What would happen.
   */
  kind:
    | "start"
    | "advance"
    | "wait"
    | "converged"
    | "refuse"
    | "refused"
    | "failed"
    | "supersede"
    | "restart"
    | "orphaned"
    | "invalid";
  /**
   * The next step, where there is one.
   */
  readonly next: string | null;
  /**
   * The same for a reader.
   */
  readonly text: string;
}
/**
 * One unit of a manifest.
 */
export interface UnitEvent {
  /**
   * The kind of event.
   */
  readonly type: "unit";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * Against the facts, null where none are known.
   */
  readonly change: ("new" | "unchanged" | "conflict") | null;
  /**
   * The manifest row; see manifest-row.schema.json.
   */
  readonly row: {};
}
/**
 * A step that was taken.
 */
export interface StatementEvent {
  /**
   * The kind of event.
   */
  readonly type: "statement";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run.
   */
  readonly run: string;
  /**
   * The statement's number.
   */
  readonly seq: number;
  /**
   * The phase, gate or ending.
   */
  readonly phase: string;
  /**
   * How it ended.
   */
  readonly outcome: "PASSED" | "FAILED" | "REFUSED";
  /**
   * Why it did not pass.
   */
  readonly reasons: readonly string[];
  /**
   * SHA-256 of the statement.
   */
  readonly sha256: string;
  /**
   * Whether it was written to disk.
   */
  readonly recorded: boolean;
}
/**
 * Where one plan stands now.
 */
export interface PlanEvent {
  /**
   * The kind of event.
   */
  readonly type: "plan";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * Its run, where there is one.
   */
  readonly run: string | null;
  /**
   * The state.
   */
  state:
    | "closed"
    | "waiting"
    | "ready"
    | "refused"
    | "failed"
    | "stale"
    | "superseded"
    | "orphaned"
    | "invalid"
    | "error";
  /**
   * The gate it waits at.
   */
  readonly gate: string | null;
  /**
   * DRYRUN or LIVE, where the plan could be read.
   */
  readonly mode: string | null;
  /**
   * What and why, for a reader.
   */
  readonly text: string;
  /**
   * The next step a person can take.
   */
  readonly todo: string | null;
  /**
   * The exit code this plan calls for.
   */
  readonly exit: number;
}
/**
 * Something wrong with the evidence.
 */
export interface FindingEvent {
  /**
   * The kind of event.
   */
  readonly type: "finding";
  /**
   * Stable code.
   */
  readonly code: string;
  /**
   * The file.
   */
  readonly file: string;
  /**
   * The line, counted from 1.
   */
  readonly line: number | null;
  /**
   * What is wrong.
   */
  readonly message: string;
  /**
   * What to do.
   */
  readonly todo: string;
}
/**
 * What verify says of one run.
 */
export interface VerdictEvent {
  /**
   * The kind of event.
   */
  readonly type: "verdict";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run.
   */
  readonly run: string;
  /**
   * The verdict.
   */
  readonly verdict: "intact" | "broken" | "cannot-judge";
  /**
   * Statements read.
   */
  readonly statements: number;
  /**
   * For a reader.
   */
  readonly text: string;
}
/**
 * One proof.
 */
export interface ProofEvent {
  /**
   * The kind of event.
   */
  readonly type: "proof";
  /**
   * PROOF-n.
   */
  readonly id: string;
  /**
   * What is proven.
   */
  readonly title: string;
  /**
   * How it ended.
   */
  readonly verdict: "PASS" | "FAIL";
  /**
   * Why.
   */
  readonly reason: string;
}
/**
 * One check of doctor.
 */
export interface CheckEvent {
  /**
   * The kind of event.
   */
  readonly type: "check";
  /**
   * What was checked.
   */
  readonly name: string;
  /**
   * Whether it is well.
   */
  readonly ok: boolean;
  /**
   * What was found.
   */
  readonly detail: string;
}
/**
 * A file that was written.
 */
export interface FileEvent {
  /**
   * The kind of event.
   */
  readonly type: "file";
  /**
   * The path.
   */
  readonly path: string;
}
/**
 * Why a plan is where it is, and what to do.
 */
export interface ExplanationEvent {
  /**
   * The kind of event.
   */
  readonly type: "explanation";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run.
   */
  readonly run: string | null;
  /**
   * The state.
   */
  readonly state: string;
  /**
   * The explanation, a line each.
   */
  readonly text: readonly string[];
  /**
   * The approval that would count, ready to be written, null where none is awaited.
   */
  readonly approval: ApprovalDraft | null;
}
/**
 * A file to write.
 */
export interface ApprovalDraft {
  /**
   * Where.
   */
  readonly path: string;
  /**
   * The document.
   */
  readonly text: string;
}
/**
 * An expected no that ended the command.
 */
export interface RefusalEvent {
  /**
   * The kind of event.
   */
  readonly type: "refusal";
  /**
   * Stable code.
   */
  readonly code: string;
  /**
   * What was refused and why.
   */
  readonly message: string;
  /**
   * What was expected.
   */
  readonly expected: string;
  /**
   * What to do.
   */
  readonly todo: string;
}
/**
 * Always the last line.
 */
export interface SummaryEvent {
  /**
   * The kind of event.
   */
  readonly type: "summary";
  /**
   * Plans looked at.
   */
  readonly plans: number;
  /**
   * Statements recorded.
   */
  readonly statements: number;
  /**
   * The exit code.
   */
  readonly exit: number;
}
