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
  | ReplayEvent
  | ProofEvent
  | CheckEvent
  | FileEvent
  | ExplanationEvent
  | ApprovalEvent
  | SignatureEvent
  | TrustEvent
  | PersonEvent
  | GateEvent
  | KeyEvent
  | SceneEvent
  | RefusalEvent
  | SummaryEvent
  | FactsEvent;

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
   * The separate questions: chain, order, facts, inputs, approvals, signatures, history.
   */
  readonly axes: {
    readonly [k: string]: "holds" | "broken" | "cannot-judge" | undefined;
  };
  /**
   * Statements by whose signature is over them: a runner of the policy, another one, nobody.
   */
  readonly signed: {
    /**
     * Signed by a runner that the policy lists.
     */
    readonly listed: number;
    /**
     * Signed by another key.
     */
    readonly unlisted: number;
    /**
     * Not signed.
     */
    readonly none: number;
  };
  /**
   * The last statement that a listed runner or an approver vouches for, counted from 0; null where nobody does.
   */
  readonly anchoredThrough: number | null;
  /**
   * Inputs and commits on record that this clone does not have any more.
   */
  readonly unreachable: number;
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
 * What replay says of one run.
 */
export interface ReplayEvent {
  /**
   * The kind of event.
   */
  readonly type: "replay";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run.
   */
  readonly run: string;
  /**
   * Statements on record.
   */
  readonly statements: number;
  /**
   * Statements that were decided again with the same digest.
   */
  readonly equal: number;
  /**
   * Statements that follow from another run or later facts and were not decided again.
   */
  readonly taken: readonly number[];
  /**
   * The first field that differs; null where none does.
   */
  readonly difference: {
    /**
     * The statement.
     */
    readonly seq: number;
    /**
     * Its phase.
     */
    readonly phase: string;
    /**
     * The field, with dots.
     */
    readonly field: string;
    /**
     * On record, as canonical JSON.
     */
    readonly recorded: string;
    /**
     * Run again, as canonical JSON.
     */
    readonly replayed: string;
  } | null;
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
   * How it ended. SKIP: it could not be tried on this machine, and nothing is proven.
   */
  readonly verdict: "PASS" | "FAIL" | "SKIP";
  /**
   * Why.
   */
  readonly reason: string;
  /**
   * How long it took, in milliseconds.
   */
  readonly tookMs: number;
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
 * A decision at a gate, written and signed by `reconcile approve`.
 */
export interface ApprovalEvent {
  /**
   * The kind of event.
   */
  readonly type: "approval";
  /**
   * The plan.
   */
  readonly plan: string;
  /**
   * The run.
   */
  readonly run: string;
  /**
   * The gate.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  /**
   * What was decided.
   */
  readonly decision: "approve" | "deny" | "withdraw";
  /**
   * Who decided.
   */
  readonly person: string;
  /**
   * The approval's file.
   */
  readonly path: string;
  /**
   * SHA-256 of its bytes.
   */
  readonly sha256: string;
  readonly signature: SignatureName;
  /**
   * The key, as ssh-keygen -l prints it; null where none could be read.
   */
  readonly fingerprint: string | null;
  /**
   * What the signature is worth now.
   */
  readonly authenticity: string;
  /**
   * How the gate is judged once this is committed.
   */
  readonly gateWillBe: "open" | "waiting" | "refused";
  /**
   * The commands that are next.
   */
  readonly todo: string;
}
/**
 * The file of a signature.
 */
export interface SignatureName {
  /**
   * Where.
   */
  readonly path: string;
  /**
   * SHA-256 of its bytes.
   */
  readonly sha256: string;
}
/**
 * A plan or the trust policy, signed by `reconcile sign`.
 */
export interface SignatureEvent {
  /**
   * The kind of event.
   */
  readonly type: "signature";
  /**
   * What was signed.
   */
  readonly path: string;
  readonly signature: SignatureName;
  /**
   * Who signed.
   */
  readonly person: string;
  /**
   * The purpose.
   */
  readonly namespace: string;
  /**
   * The key, as ssh-keygen -l prints it.
   */
  readonly fingerprint: string;
  /**
   * What the signature is worth by the lists of the work tree.
   */
  readonly authenticity: string;
  /**
   * What must not be overlooked.
   */
  readonly notes: readonly string[];
  /**
   * The commands that are next.
   */
  readonly todo: string;
}
/**
 * The trust policy, as `reconcile trust check` finds it.
 */
export interface TrustEvent {
  /**
   * The kind of event.
   */
  readonly type: "trust";
  /**
   * The commit that it was read at.
   */
  readonly commit: string;
  /**
   * Its version.
   */
  readonly version: number;
  /**
   * SHA-256 of policy.yaml.
   */
  readonly sha256: string;
  /**
   * SHA-256 of allowed_signers; null where it is not there.
   */
  readonly allowedSigners: string | null;
  /**
   * SHA-256 of revoked_keys; null where it is not there.
   */
  readonly revokedKeys: string | null;
  /**
   * Whether it counts: how is in steps, why not in the refusal that follows.
   */
  readonly counts: boolean;
  /**
   * From the first version to this one; empty where it does not count.
   */
  readonly steps: readonly TrustStep[];
  /**
   * The last step that nobody signed; null where it does not count.
   */
  readonly firstUse: TrustStep | null;
  /**
   * From when on it opens no gate.
   */
  readonly expiresAt: string;
  /**
   * Whether that is now.
   */
  readonly expired: boolean;
  readonly signatures: TrustDemands;
  /**
   * Who could sign a plan today.
   */
  readonly authors: readonly string[];
  readonly admins: TrustQuorum;
  /**
   * How many runners' keys are listed.
   */
  readonly runners: number;
  /**
   * What must not be overlooked.
   */
  readonly notes: readonly string[];
}
/**
 * How one version of the trust policy came to count.
 */
export interface TrustStep {
  /**
   * The version.
   */
  readonly version: number;
  /**
   * The first commit that it counted at.
   */
  readonly commit: string;
  /**
   * The admins of the version before who signed it; nobody on first use.
   */
  readonly signedBy: readonly string[];
}
/**
 * What has to be signed.
 */
export interface TrustDemands {
  /**
   * required or optional.
   */
  readonly plans: string;
  /**
   * required or optional.
   */
  readonly approvals: string;
  /**
   * required or optional.
   */
  readonly evidence: string;
}
/**
 * How many of whom, and who of them could today.
 */
export interface TrustQuorum {
  /**
   * How many it takes.
   */
  readonly threshold: number;
  /**
   * Who may.
   */
  readonly persons: readonly string[];
  /**
   * Those who have a key for it that is valid now.
   */
  readonly able: readonly string[];
}
/**
 * A person of the trust policy.
 */
export interface PersonEvent {
  /**
   * The kind of event.
   */
  readonly type: "person";
  /**
   * The name.
   */
  readonly person: string;
  /**
   * The name in allowed_signers.
   */
  readonly principal: string;
  /**
   * Whether an admin.
   */
  readonly admin: boolean;
  /**
   * The keys listed.
   */
  readonly keys: readonly ListedKey[];
}
/**
 * A key of a person.
 */
export interface ListedKey {
  /**
   * As ssh-keygen -l prints it.
   */
  readonly fingerprint: string;
  /**
   * Its type.
   */
  readonly keyType: string;
  /**
   * What it is for.
   */
  readonly namespaces: readonly string[];
  /**
   * Valid from.
   */
  readonly validAfter: string;
  /**
   * Valid to.
   */
  readonly validBefore: string;
  /**
   * What it is good for now.
   */
  readonly standing: "valid" | "not-yet-valid" | "expired" | "revoked";
}
/**
 * A gate of the trust policy.
 */
export interface GateEvent {
  /**
   * The kind of event.
   */
  readonly type: "gate";
  /**
   * The gate.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  readonly approvers: TrustQuorum;
  /**
   * Gates whose approvers may not approve here as well.
   */
  readonly notSamePersonAs: readonly string[];
}
/**
 * A key that `reconcile trust add-key` has listed in the work tree.
 */
export interface KeyEvent {
  /**
   * The kind of event.
   */
  readonly type: "key";
  /**
   * Whose.
   */
  readonly person: string;
  /**
   * The name in allowed_signers.
   */
  readonly principal: string;
  /**
   * As ssh-keygen -l prints it.
   */
  readonly fingerprint: string;
  /**
   * Its type.
   */
  readonly keyType: string;
  /**
   * What it is for.
   */
  readonly namespaces: readonly string[];
  /**
   * Valid from.
   */
  readonly validAfter: string;
  /**
   * Valid to.
   */
  readonly validBefore: string;
  /**
   * The file.
   */
  readonly path: string;
  /**
   * The line, counted from 1.
   */
  readonly line: number;
  /**
   * The version that the policy has to have.
   */
  readonly version: number;
  readonly pins: TrustPinsToWrite;
  /**
   * What must not be overlooked.
   */
  readonly notes: readonly string[];
  /**
   * What makes it count, step by step.
   */
  readonly todo: readonly string[];
}
/**
 * What to write under pins in the policy.
 */
export interface TrustPinsToWrite {
  /**
   * SHA-256.
   */
  readonly allowedSigners: string;
  /**
   * SHA-256; null where the list is not there.
   */
  readonly revokedKeys: string | null;
}
/**
 * A scene of `reconcile demo`, once it was played.
 */
export interface SceneEvent {
  /**
   * The kind of event.
   */
  readonly type: "scene";
  /**
   * Which one, counted from 1.
   */
  readonly number: number;
  /**
   * What it shows.
   */
  readonly title: string;
  /**
   * Whether it came out as the title says; where not, the refusal that follows says what was seen.
   */
  readonly outcome: "as-told" | "otherwise";
  /**
   * What happened, for a reader; empty where it came out otherwise.
   */
  readonly lines: readonly string[];
  /**
   * The command lines that were carried out, this program's and others', in their order, with paths from the scratch folder.
   */
  readonly commands: readonly string[];
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
/**
 * `facts`: what a target holds, and whether its grants are as the contract has them.
 */
export interface FactsEvent {
  readonly type: "facts";
  /**
   * The target's name.
   */
  readonly target: string;
  /**
   * Its driver.
   */
  readonly driver: "postgres" | "embedded" | "memory";
  /**
   * The database role that read; none for memory.
   */
  readonly role: string;
  /**
   * The prefix whose units were read; null for all units.
   */
  readonly prefix: string | null;
  /**
   * SHA-256 of these facts as a run with that prefix would pin them; null without a prefix.
   */
  readonly sha256: string | null;
  readonly lifecycle: LifecycleCounts;
  /**
   * Rows in each of the nine governed tables.
   */
  readonly totals: {
    readonly [k: string]: number | undefined;
  };
  readonly grants: GrantAnswers;
  /**
   * What is missing, too much or unsafe; empty where all is as it should be.
   */
  readonly faults: readonly GrantFaultEvent[];
}
/**
 * Units by where they stand.
 */
export interface LifecycleCounts {
  /**
   * Drafts.
   */
  readonly draft: number;
  /**
   * In force.
   */
  readonly enacted: number;
  /**
   * Retired.
   */
  readonly retired: number;
}
/**
 * The grant matrix.
 */
export interface GrantAnswers {
  /**
   * The executing role may call the canonical functions.
   */
  readonly cutter_exec_execute_canonical_fns: boolean;
  /**
   * The verifying role may read and add verification results.
   */
  readonly cutter_verify_select_insert_verify_result: boolean;
  /**
   * The reviewing role may read review decisions.
   */
  readonly directus_select_review_decision: boolean;
  /**
   * PUBLIC may not call the canonical functions.
   */
  readonly no_public_execute_leak: boolean;
  /**
   * SHA-256 of what was read to answer these.
   */
  readonly snapshot_sha: string;
}
export interface GrantFaultEvent {
  /**
   * MISSING: a privilege, role or object that cutplan relies on is not there. TOO_MUCH: a role can do what it must not. UNSAFE: a function that runs with its owner's rights can be led astray.
   */
  readonly fault: "MISSING" | "TOO_MUCH" | "UNSAFE";
  /**
   * The role, or PUBLIC for everybody.
   */
  readonly role: string;
  /**
   * The privilege as PostgreSQL names it, with the columns in parentheses where it is on columns only; search_path for an unsafe function.
   */
  readonly privilege: string;
  /**
   * The table, function, role or schema.
   */
  readonly object: string;
  /**
   * The SQL statement that would mend it.
   */
  readonly mend: string;
}
