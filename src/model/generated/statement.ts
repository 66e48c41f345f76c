// Generated from schemas/statement.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * What was decided, from what, and by whom.
 */
export type Predicate = {
  readonly run: RunIdentity;
  /**
   * This statement's number in the run, counted from 0.
   */
  readonly seq: number;
  /**
   * The phase, gate or ending that this statement records.
   */
  phase:
    | "preflight"
    | "source_pin"
    | "discover"
    | "manifest"
    | "pre_write_backup"
    | "cut_leg_a"
    | "leg_b_record"
    | "verify"
    | "lifecycle_enact"
    | "post_verify"
    | "closeout"
    | "gate_sg_1"
    | "gate_sg_2"
    | "gate_sg_3"
    | "refusal"
    | "superseded"
    | "stale";
  /**
   * How it ended.
   */
  readonly outcome: "PASSED" | "FAILED" | "REFUSED";
  /**
   * Why it did not pass, as stable codes. Empty when it passed.
   */
  readonly reasons: readonly string[];
  /**
   * SHA-256 of the statement before, null for the first.
   */
  readonly previous: Previous | null;
  readonly source: SourcePin;
  /**
   * Every file this was decided from, sorted by name.
   */
  readonly inputs: readonly Artifact[];
  /**
   * Every approval that was judged at this gate, sorted by file name. Empty elsewhere.
   */
  readonly approvals: readonly JudgedApproval[];
  /**
   * The git tree of the plan's approvals folder that was looked at, null when there is none.
   */
  readonly approvalsTree: string | null;
  /**
   * The trust policy in force, null when there is none.
   */
  readonly policy: PolicyPin | null;
  /**
   * The facts the run is pinned to, null before source_pin.
   */
  readonly facts: FactsPin | null;
  /**
   * What this phase found; its shape depends on the phase. Empty when a phase did not pass before it found anything.
   */
  readonly result: {
    readonly [k: string]: unknown | undefined;
  };
  readonly decision: Decision;
  readonly observed: Observed;
};
/**
 * Tries that the database called off before the one that counted. In LIVE only, and only where there were any.
 *
 * @minItems 1
 */
export type Retries = readonly RecordedRetry[];

/**
 * One line of runs/<plan>/<run>/evidence.jsonl: an in-toto statement in canonical JSON (RFC 8785).
 */
export interface Statement {
  /**
   * The in-toto statement type.
   */
  readonly _type: "https://in-toto.io/Statement/v1";
  /**
   * The plan this statement is about.
   *
   * @minItems 1
   * @maxItems 1
   */
  readonly subject: readonly Artifact[];
  /**
   * The meaning of predicate.
   */
  readonly predicateType: "urn:cutplan:evidence:v1";
  readonly predicate: Predicate;
}
/**
 * A file of the repository with its digests: sha256 of its bytes, and its git blob name as a second locator. All that are listed must match.
 */
export interface Artifact {
  /**
   * Path in the repository.
   */
  readonly name: string;
  readonly digest: ArtifactDigest;
}
/**
 * Digests of the file.
 */
export interface ArtifactDigest {
  /**
   * SHA-256 of the bytes.
   */
  readonly sha256: string;
  /**
   * The git object name of the blob.
   */
  readonly gitBlob: string;
}
/**
 * Which run.
 */
export interface RunIdentity {
  /**
   * The run's name.
   */
  readonly id: string;
  /**
   * The plan's name.
   */
  readonly plan: string;
  /**
   * Counted from 1; another attempt follows when the facts moved.
   */
  readonly attempt: number;
  /**
   * DRYRUN or LIVE.
   */
  readonly mode: "DRYRUN" | "LIVE";
  /**
   * Version of the order of the phases.
   */
  readonly graph: string;
}
/**
 * Digest.
 */
export interface Previous {
  /**
   * SHA-256 of the line without its newline.
   */
  readonly sha256: string;
}
/**
 * The commit that was reconciled.
 */
export interface SourcePin {
  /**
   * The commit.
   */
  readonly commit: string;
  /**
   * Its tree.
   */
  readonly tree: string;
  /**
   * The repository's object format.
   */
  readonly objectFormat: "sha1" | "sha256";
  /**
   * The name it was resolved from, in full.
   */
  readonly ref: string;
  /**
   * The commit whose trust policy counted, where it was another one (--trust-ref).
   */
  readonly trust?: string;
}
/**
 * One approval judged.
 */
export interface JudgedApproval {
  /**
   * Which gate.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  /**
   * Who.
   */
  readonly person: string;
  /**
   * What was decided.
   */
  readonly decision: "approve" | "deny" | "withdraw";
  /**
   * The way out that an approval at SG_3 names; elsewhere there is none.
   */
  readonly resolution?: "accept" | "compensate";
  /**
   * SHA-256 of the approval's bytes.
   */
  readonly sha256: string;
  /**
   * The signature beside it, null when there is none.
   */
  readonly signature: SignatureDigest | null;
  /**
   * Whether the person really signed it.
   */
  readonly authenticity: string;
  /**
   * Whether it is for exactly this; BOUND, or the first thing that differs.
   */
  readonly binding: string;
  /**
   * Whether the policy lets it count.
   */
  readonly policy: string;
}
/**
 * Digest.
 */
export interface SignatureDigest {
  /**
   * SHA-256 of the signature file.
   */
  readonly sha256: string;
}
/**
 * Version and digest.
 */
export interface PolicyPin {
  /**
   * The version.
   */
  readonly version: number;
  /**
   * SHA-256 of policy.yaml.
   */
  readonly sha256: string;
}
/**
 * Digest.
 */
export interface FactsPin {
  /**
   * SHA-256 of facts.json.
   */
  readonly sha256: string;
}
/**
 * SHA-256 over this predicate's canonical JSON without decision, observed and previous.
 */
export interface Decision {
  /**
   * The digest.
   */
  readonly sha256: string;
}
/**
 * When, by what and where: the only part that differs when the decision is made again.
 */
export interface Observed {
  /**
   * The moment.
   */
  readonly at: string;
  /**
   * The program and its version.
   */
  readonly tool: string;
  /**
   * Version of Node.
   */
  readonly node: string;
  /**
   * Version of git.
   */
  readonly git: string;
  /**
   * The machine's name.
   */
  readonly host: string;
}
/**
 * Rows in each of the nine governed tables.
 */
export interface Totals {
  readonly "public.information_unit": number;
  readonly "public.unit_version": number;
  readonly "public.iu_lifecycle_log": number;
  readonly "cutter_governance.cut_change_set": number;
  readonly "cutter_governance.cut_change_set_affected_row": number;
  readonly "cutter_governance.manifest_envelope": number;
  readonly "cutter_governance.review_decision": number;
  readonly "cutter_governance.verify_result": number;
  readonly "cutter_governance.dot_pair_signature": number;
}
/**
 * The grant matrix. Every answer must be true for a run to go on.
 */
export interface Grants {
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
  /**
   * Everything that was found missing or too much, sorted by role, object and privilege. Left out where there is nothing; with one of them no run goes on.
   *
   * @minItems 1
   */
  readonly faults?: readonly GrantFault[];
}
export interface GrantFault {
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
export interface EmptyResult {}
/**
 * May this run start at all? The switch, the target, the policy.
 */
export interface PreflightResult {
  /**
   * Whether LIVE execution is enabled in this build.
   */
  readonly killSwitch: "off" | "on";
  /**
   * The target.
   */
  readonly target: {
    /**
     * Its name.
     */
    readonly name: string;
    /**
     * Its driver.
     */
    readonly driver: "postgres" | "embedded" | "memory";
  };
  /**
   * Units the plan expects.
   */
  readonly expectedUnits: number;
  /**
   * Who wrote the plan, and whether that person signed it. Not in evidence of cutplan before signatures.
   */
  readonly author?: {
    /**
     * A person of the policy.
     */
    readonly person: string;
    /**
     * AUTHENTIC, or UNSIGNED where the policy asks for no signature.
     */
    readonly authenticity: string;
  };
}
/**
 * What the run is pinned to from here on.
 */
export interface SourcePinResult {
  /**
   * The document.
   */
  readonly documentId: string;
  /**
   * SHA-256 of the source.
   */
  readonly sha256: string;
  /**
   * Its length in bytes.
   */
  readonly bytes: number;
  /**
   * Its number of lines.
   */
  readonly lines: number;
  /**
   * The live facts.
   */
  readonly facts: {
    /**
     * SHA-256 of facts.json.
     */
    readonly sha256: string;
    /**
     * Where they come from.
     */
    readonly driver: "postgres" | "embedded" | "memory";
    /**
     * Units found under the prefix.
     */
    readonly units: number;
  };
}
/**
 * The cut held against the facts.
 */
export interface DiscoverResult {
  /**
   * The role that read the facts.
   */
  readonly role: string;
  /**
   * Units under the prefix by lifecycle.
   */
  readonly lifecycle: {
    /**
     * Drafts.
     */
    readonly draft: number;
    /**
     * Enacted.
     */
    readonly enacted: number;
    /**
     * Retired.
     */
    readonly retired: number;
  };
  readonly totals: Totals;
  readonly grants: Grants;
  readonly changes: ChangeCounts;
  /**
   * The first 100 conflicts.
   *
   * @maxItems 100
   */
  readonly conflicts: readonly Conflict[];
}
/**
 * The manifest's units against the facts.
 */
export interface ChangeCounts {
  /**
   * Not there yet.
   */
  readonly new: number;
  /**
   * There with the same text.
   */
  readonly unchanged: number;
  /**
   * There with another text, or retired.
   */
  readonly conflict: number;
}
/**
 * A unit that exists otherwise.
 */
export interface Conflict {
  /**
   * Its address.
   */
  readonly address: string;
  /**
   * What the cut makes.
   */
  readonly expectedSha256: string;
  /**
   * What is there.
   */
  readonly foundSha256: string;
  /**
   * Its state there.
   */
  readonly lifecycle: "draft" | "enacted" | "retired";
}
/**
 * The cut itself, pinned.
 */
export interface ManifestResult {
  /**
   * The manifest's digest.
   */
  readonly sha256: string;
  /**
   * Number of units.
   */
  readonly units: number;
  /**
   * Bytes of the source that they cover: all.
   */
  readonly bytes: number;
  /**
   * The units in order reproduce the source.
   */
  readonly lossless: true;
}
/**
 * What can be gone back to.
 */
export interface BackupEvidence {
  /**
   * How it was taken.
   */
  readonly kind: "simulated" | "pg_dump";
  readonly totals: Totals;
  /**
   * Digest of the backup.
   */
  readonly sha256: string;
  /**
   * Of a real one: its size, and who wrote it.
   */
  readonly file?: {
    /**
     * Size in bytes.
     */
    readonly bytes: number;
    /**
     * Version of the server.
     */
    readonly serverVersion: string;
    /**
     * Version of pg_dump.
     */
    readonly toolVersion: string;
  };
  readonly retries?: Retries;
}
export interface RecordedRetry {
  /**
   * Lock not available, deadlock, serialization failure.
   */
  readonly sqlstate: "55P03" | "40P01" | "40001";
  /**
   * Milliseconds waited before the next try.
   */
  readonly waitedMs: number;
}
/**
 * Units created.
 */
export interface CutEvidence {
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * Units created.
   */
  readonly created: number;
  /**
   * Units that were there already.
   */
  readonly unchanged: number;
  /**
   * SHA-256 over the result rows' canonical JSON, a newline after each.
   */
  readonly rowsSha256: string;
  readonly retries?: Retries;
}
/**
 * The governance record of leg A.
 */
export interface LegBEvidence {
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * Affected rows recorded.
   */
  readonly affectedRows: number;
  /**
   * Manifest envelopes recorded.
   */
  readonly manifestEnvelopes: number;
  /**
   * Pair signatures recorded.
   */
  readonly dotPairSignatures: number;
  readonly retries?: Retries;
}
/**
 * What was written, read back.
 */
export interface VerifyEvidence {
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * Verification results before this one.
   */
  readonly resultsBefore: number;
  /**
   * Units read back.
   */
  readonly checked: number;
  /**
   * Units with the digest of the manifest.
   */
  readonly matched: number;
  /**
   * Units with another digest.
   */
  readonly mismatched: number;
  readonly retries?: Retries;
}
/**
 * A gate judged.
 */
export interface GateResult {
  /**
   * Which gate.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  /**
   * Persons it takes.
   */
  readonly threshold: number;
  /**
   * Persons whose approval counted, sorted.
   */
  readonly counted: readonly string[];
}
/**
 * SG_3 judged: the way out of a torn step.
 */
export interface EscalationResult {
  /**
   * Which gate.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  /**
   * Persons it takes, who all name one resolution.
   */
  readonly threshold: number;
  /**
   * Persons whose approval counted, sorted.
   */
  readonly counted: readonly string[];
  /**
   * What they agree on. There when the gate passed, and only then.
   */
  readonly resolution?: "accept" | "compensate";
  readonly partialState: PartialStatePin;
}
/**
 * The digest of what is known of a torn step: SHA-256 over the canonical JSON of `known` in the torn statement.
 */
export interface PartialStatePin {
  /**
   * SHA-256 in hex.
   */
  readonly sha256: string;
}
/**
 * A step in LIVE of which nobody can say that it was done, nor that it was not. Its statement is FAILED with the reason OUTCOME_UNKNOWN or PARTLY_RECORDED, and the run stands at SG_3.
 */
export interface TornResult {
  readonly known: PartialState;
  readonly partialState: PartialStatePin;
}
/**
 * Everything that is known of what the step left.
 */
export interface PartialState {
  /**
   * The step that was torn.
   */
  readonly phase: "pre_write_backup" | "cut_leg_a" | "leg_b_record" | "verify" | "lifecycle_enact";
  /**
   * OUTCOME_UNKNOWN or PARTLY_RECORDED, then what was found wrong where something was; the same as in the statement.
   *
   * @minItems 1
   * @maxItems 2
   */
  readonly reasons: readonly string[];
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * Units of the manifest, which are the rows that the step was about.
   */
  readonly units: number;
  /**
   * Rows of this step that were found done; null where nobody could look.
   */
  readonly seen: number | null;
  /**
   * The database's own number of the transaction, in decimal digits; null where none is known.
   */
  readonly transaction: string | null;
}
/**
 * Units enacted.
 */
export interface EnactEvidence {
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * The review decision they were enacted under.
   */
  readonly reviewDecisionId: string;
  /**
   * Units moved to enacted.
   */
  readonly enacted: number;
  /**
   * Units that were enacted already.
   */
  readonly unchanged: number;
  /**
   * SHA-256 over the result rows' canonical JSON, a newline after each.
   */
  readonly rowsSha256: string;
  readonly retries?: Retries;
}
/**
 * The state after, against the state promised.
 */
export interface PostVerifyResult {
  /**
   * Units of the manifest that are enacted.
   */
  readonly enacted: number;
  /**
   * Rows of the nine tables.
   */
  readonly totals: {
    readonly before: Totals;
    readonly after: Totals;
    readonly predicted: Totals;
    /**
     * Before and after are equal, as they must be in DRYRUN.
     */
    readonly equal: boolean;
  };
}
/**
 * The run in one line.
 */
export interface CloseoutResult {
  /**
   * Units of the manifest.
   */
  readonly units: number;
  /**
   * Units that were new.
   */
  readonly new: number;
  /**
   * Units that were there.
   */
  readonly unchanged: number;
  /**
   * The manifest's digest.
   */
  readonly manifestSha256: string;
  /**
   * The change set.
   */
  readonly changeSetId: string;
  /**
   * Everyone whose approval counted, sorted.
   */
  readonly approvers: readonly string[];
  /**
   * Steps that were torn and taken as done at SG_3, in order. Not there when there were none.
   *
   * @minItems 1
   */
  readonly accepted?: readonly ("cut_leg_a" | "leg_b_record" | "verify" | "lifecycle_enact")[];
}
/**
 * An expected no, and why.
 */
export interface RefusalResult {
  /**
   * The refusal's code.
   */
  readonly code: string;
  /**
   * What was refused and why.
   */
  readonly message: string;
  /**
   * What to do.
   */
  readonly todo: string;
}
/**
 * Another plan text took this run's place.
 */
export interface SupersededResult {
  /**
   * The run that took over.
   */
  readonly by: string;
}
/**
 * The facts moved under the run.
 */
export interface StaleResult {
  /**
   * Digest of the facts the run is pinned to.
   */
  readonly pinned: string;
  /**
   * Digest of the facts found now.
   */
  readonly found: string;
}
