// The table of exit codes: which refusal and which concern ends the process how, and which of several wins.
import type { RefusalCode } from "../diagnostics/refusal.ts";
import type { Concern, PlanOutcome } from "../reconcile/plan-outcome.ts";

export const EXIT = {
  done: 0,
  failed: 1,
  work: 2,
  waiting: 3,
  refused: 4,
  stale: 5,
  locked: 6,
  untrue: 7,
  unjudged: 8,
  usage: 64,
  invalid: 65,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const REFUSAL_EXITS: Readonly<Record<RefusalCode, ExitCode>> = {
  USAGE: EXIT.usage,
  REF_REFUSED: EXIT.usage,
  REPOSITORY_NOT_FOUND: EXIT.usage,
  PLAN_NOT_FOUND: EXIT.usage,
  FILE_EXISTS: EXIT.usage,
  REPOSITORY_EMPTY: EXIT.invalid,
  REF_NOT_FOUND: EXIT.unjudged,
  OBJECT_MISSING: EXIT.unjudged,
  OBJECT_TOO_LARGE: EXIT.unjudged,
  CONNECTION_REFUSED: EXIT.unjudged,
  BACKUP_REFUSED: EXIT.unjudged,
  TARGET_NOT_FOUND: EXIT.usage,
  TARGET_VARIABLE_MISSING: EXIT.unjudged,
  TARGET_URL_REFUSED: EXIT.refused,
  TARGET_UNREACHABLE: EXIT.unjudged,
  TARGET_UNSAFE: EXIT.refused,
  TARGET_UNFIT: EXIT.unjudged,
  EMBEDDED_FAILED: EXIT.unjudged,
  DATABASE_REFUSED: EXIT.refused,
  FACTS_MOVED: EXIT.stale,
  CONSENT_GONE: EXIT.refused,
  RUN_LOCKED: EXIT.locked,
  CLOCK_REVERSED: EXIT.unjudged,
  REVOCATION_LIST_MISSING: EXIT.unjudged,
  POLICY_REVERSED: EXIT.refused,
  EVIDENCE_MISSING: EXIT.unjudged,
  EVIDENCE_UNKNOWN_VERSION: EXIT.unjudged,
  DISK_REFUSED: EXIT.failed,
  FILE_UNREADABLE: EXIT.failed,
  GIT_FAILED: EXIT.failed,
  GIT_NOT_FOUND: EXIT.failed,
  PUSH_OUTRUN: EXIT.locked,
  PUSH_DIVERGED: EXIT.locked,
  LOCK_HELD: EXIT.locked,
  OBJECT_CORRUPT: EXIT.untrue,
  TREE_MALFORMED: EXIT.untrue,
  EVIDENCE_BROKEN: EXIT.untrue,
  EVIDENCE_REWRITTEN: EXIT.untrue,
  LIVE_DISABLED: EXIT.refused,
  LIVE_ADAPTER_MISSING: EXIT.refused,
  LIVE_ADAPTER_REFUSED: EXIT.refused,
  MODE_UNKNOWN: EXIT.refused,
  PLAN_EXPIRED: EXIT.refused,
  RUN_TORN: EXIT.refused,
  PLAN_UNSIGNED: EXIT.refused,
  PLAN_NOT_AUTHENTIC: EXIT.refused,
  HISTORY_SHALLOW: EXIT.unjudged,
  TRUST_UNSIGNED: EXIT.refused,
  TRUST_FORKED: EXIT.refused,
  TRUST_REVERSED: EXIT.refused,
  EVIDENCE_UNSIGNED: EXIT.untrue,
  RUNNER_NOT_LISTED: EXIT.refused,
  RUNNER_KEY_REFUSED: EXIT.failed,
  APPROVAL_REFUSED: EXIT.refused,
  APPROVAL_UNCONFIRMED: EXIT.usage,
  SIGNING_KEY_MISSING: EXIT.usage,
  SIGNING_FAILED: EXIT.failed,
  DEMO_FAILED: EXIT.failed,
  UNIT_CONFLICT: EXIT.refused,
  STEP_REFUSED: EXIT.failed,
  SEED_REFUSED: EXIT.invalid,
};

/** With several plans the first of these that occurs wins. */
export const RANKING: readonly ExitCode[] = [
  EXIT.failed,
  EXIT.untrue,
  EXIT.usage,
  EXIT.invalid,
  EXIT.unjudged,
  EXIT.refused,
  EXIT.stale,
  EXIT.locked,
  EXIT.waiting,
  EXIT.work,
  EXIT.done,
];

export function exitOfRefusal(code: RefusalCode): ExitCode {
  return REFUSAL_EXITS[code];
}

/** The highest-ranking of several codes; done where there is none. */
export function highestExit(codes: readonly ExitCode[]): ExitCode {
  if (codes.length === 0) return EXIT.done;
  const highest = RANKING.find((code) => codes.includes(code));
  if (highest === undefined) throw new Error(`no rank is known for ${codes.join(", ")}`);
  return highest;
}

/** The code one plan calls for. `detailed`: a wait and a refusal that is on record already count too. */
export function exitOfOutcome(outcome: PlanOutcome, detailed: boolean): ExitCode {
  return highestExit(outcome.concerns.map((concern) => exitOfConcern(concern, detailed)));
}

function exitOfConcern(concern: Concern, detailed: boolean): ExitCode {
  switch (concern.kind) {
    case "refused":
      return concern.fresh || detailed ? EXIT.refused : EXIT.done;
    case "failed":
      return EXIT.refused;
    case "stale":
      return EXIT.stale;
    case "waiting":
      return detailed ? EXIT.waiting : EXIT.done;
    case "invalid":
      return EXIT.invalid;
    case "error":
      return exitOfRefusal(concern.code);
  }
}
