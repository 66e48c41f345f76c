// The one error class for an expected no. Edges and reconcile throw it; pure rooms return it as a value.
// Not for faults in documents (diagnostics) and not for our own bugs (assertions).

/** Every refusal the program knows, with what it means. The CLI gives each an exit code. */
export const REFUSALS = {
  USAGE: "the command line cannot be understood",
  REF_REFUSED: "the revision could be taken for an option, a range or a transport",
  REF_NOT_FOUND: "the revision names no commit here",
  REPOSITORY_NOT_FOUND: "the folder is no git repository",
  REPOSITORY_EMPTY: "the commit has no plans/ folder",
  PLAN_NOT_FOUND: "no such plan at this commit",
  FILE_EXISTS: "a file is already there and would be overwritten",
  FILE_UNREADABLE: "a file cannot be read",
  POLICY_REVERSED: "the policy's version went back, or was used twice",
  REVOCATION_LIST_MISSING: "the list of revoked keys is missing",
  CLOCK_REVERSED: "the clock is behind the evidence",
  DISK_REFUSED: "the disk would not take what had to be written",
  GIT_FAILED: "git could not do what it was asked",
  GIT_NOT_FOUND: "git is not installed or not on the path",
  OBJECT_MISSING: "an object is not in this clone",
  OBJECT_CORRUPT: "an object is not what its name says",
  OBJECT_TOO_LARGE: "an object is larger than the limit",
  TREE_MALFORMED: "a tree has names that no honest tree has",
  PUSH_OUTRUN: "another reconcile pushed first, again and again",
  PUSH_DIVERGED: "another reconcile recorded the same run first",
  LOCK_HELD: "another reconcile holds the lock of this clone",
  EVIDENCE_BROKEN: "the evidence is not what it claims",
  EVIDENCE_REWRITTEN: "the evidence on disk does not continue the committed evidence",
  EVIDENCE_MISSING: "there is no evidence to be judged",
  EVIDENCE_UNKNOWN_VERSION: "the evidence was written by a version that is not known here",
  LIVE_DISABLED: "LIVE execution is disabled: the kill-switch is off",
  LIVE_ADAPTER_MISSING: "no live adapter is wired",
  LIVE_ADAPTER_REFUSED: "what was wired is no live adapter",
  CONNECTION_REFUSED: "no connection provider was given",
  BACKUP_REFUSED: "no backup could be taken, or it could not be read back",
  MODE_UNKNOWN: "the mode is neither DRYRUN nor LIVE",
  TARGET_NOT_FOUND: "no such target at this commit",
  TARGET_VARIABLE_MISSING: "the environment variable with the connection is not set",
  TARGET_URL_REFUSED: "the connection URL cannot be read, or asks for what cutplan does not allow",
  TARGET_UNREACHABLE: "the database cannot be reached, or did not answer in time",
  TARGET_UNSAFE: "the connection could write, or cannot be shown not to",
  TARGET_UNFIT: "the database does not have what cutplan reads",
  EMBEDDED_FAILED: "the embedded PostgreSQL could not be started",
  DATABASE_REFUSED: "the database said no to a change; all of it was rolled back",
  FACTS_MOVED: "the target is not as the run's facts and its own changes would have it",
  CONSENT_GONE: "the gate that let the step through would be shut by now",
  RUN_LOCKED: "another session works on the same run in the database",
  SEED_REFUSED: "a target's seed contradicts itself",
  UNIT_CONFLICT: "a unit exists otherwise than the cut has it",
  STEP_REFUSED: "a mutating step was asked for out of its turn, or with values of another run",
  PLAN_EXPIRED: "the plan's time is over",
  RUN_TORN: "a torn run of another plan text has no way out yet",
  PLAN_UNSIGNED: "the policy asks for the author's signature over the plan, and there is none",
  PLAN_NOT_AUTHENTIC: "the plan has a signature, and it is not its author's or does not hold",
  HISTORY_SHALLOW: "the history of this clone was cut off",
  TRUST_UNSIGNED: "the trust policy or its lists changed, and the admins before did not sign the change",
  TRUST_FORKED: "trust policies meet in the history that do not follow one another",
  TRUST_REVERSED: "the trust policy is an older one than the history has",
  EVIDENCE_UNSIGNED:
    "the policy asks for signed evidence, and a statement on record is not signed by a runner it lists",
  RUNNER_NOT_LISTED: "the policy asks for signed evidence, and this runner's key is not in it",
  RUNNER_KEY_REFUSED: "the runner's key cannot be used",
  APPROVAL_REFUSED: "the gate would not count this approval",
  APPROVAL_UNCONFIRMED: "nobody confirmed what was to be approved",
  SIGNING_KEY_MISSING: "there is no key to sign with",
  SIGNING_FAILED: "ssh-keygen did not sign",
  DEMO_FAILED: "a scene of the demo did not come out as told",
} as const;

export type RefusalCode = keyof typeof REFUSALS;

export interface RefusalText {
  /** What is wrong with which value where. */
  readonly message: string;
  readonly expected: string;
  readonly todo: string;
}

export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly code: RefusalCode;
  readonly expected: string;
  readonly todo: string;

  constructor(code: RefusalCode, text: RefusalText, cause?: unknown) {
    super(text.message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.expected = text.expected;
    this.todo = text.todo;
  }
}
