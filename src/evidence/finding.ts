// What can be wrong with the evidence of a run, as data: a closed list of codes, each with its meaning and what to do.
// A finding is never thrown, and it never shows the text of a record beyond short values.

const RESTORE =
  "Find the change with `git log -p -- runs/` and put the committed bytes back; never repair evidence by hand.";
const WHERE_FROM =
  "Find out where this record comes from; put the file back from the last commit that verifies.";

/** Every finding, with what it means. The order is the order in which `docs` lists them. */
export const FINDINGS = {
  LINE_NOT_JSON: { means: "a line is not UTF-8 or not JSON", todo: RESTORE },
  LINE_NOT_CANONICAL: { means: "a line is JSON, but not spelled the one canonical way", todo: RESTORE },
  FIELD_INVALID: { means: "a field is missing or has a value that it cannot have", todo: RESTORE },
  UNKNOWN_FIELD: { means: "a line has a field that no statement has", todo: RESTORE },
  VERSION_UNKNOWN: {
    means: "a statement was written by a newer cutplan",
    todo: "Use the version of cutplan that wrote it, or a later one.",
  },
  DECISION_MISMATCH: { means: "what a statement decides is not what its digest says", todo: RESTORE },
  PREVIOUS_MISMATCH: { means: "a statement does not continue the one before it", todo: RESTORE },
  SEQ_GAP: { means: "statements are missing", todo: RESTORE },
  SEQ_DOUBLED: { means: "a statement is there twice", todo: RESTORE },
  SEQ_REORDERED: { means: "a statement stands in the wrong place", todo: RESTORE },
  FORKED: {
    means: "two different statements claim the same place: the chain has two heads",
    todo: "Decide which of the two histories is true (two clones may have recorded the same run) and put that file back.",
  },
  RUN_FOREIGN: { means: "a statement belongs to another run", todo: WHERE_FROM },
  RUN_NAME_MISMATCH: { means: "the run's name does not follow from its inputs", todo: WHERE_FROM },
  TIME_REVERSED: {
    means: "a statement is older than the one before it",
    todo: "Check the clock of the machine that wrote it; a statement put there afterwards looks like this too.",
  },
  TORN_LINE: {
    means: "the last line has no end: a crash while it was written, or a file that was cut",
    todo: "Run `reconcile`: it cuts the torn line and takes that step again. If nothing had crashed, restore the file.",
  },
  EVIDENCE_EMPTY: {
    means: "a run without a single statement",
    todo: "Run `reconcile` if it was stopped at the very start; otherwise restore evidence.jsonl from git.",
  },
  HEAD_MISSING: { means: "a statement that is named elsewhere is no longer there", todo: RESTORE },
  HEAD_MISMATCH: { means: "a statement is not the one that is named elsewhere", todo: RESTORE },
  REPORT_WITHOUT_HEAD: {
    means: "report.md does not end with the head of the evidence",
    todo: "Put report.md back from git, or remove it: `reconcile` writes it anew at the next step.",
  },
  FACTS_MISMATCH: { means: "facts.json is not what the run is pinned to", todo: RESTORE },
  FACTS_MISSING: { means: "the facts that the run is pinned to are not there", todo: RESTORE },
  FILE_UNREADABLE: { means: "a file of the run cannot be read, or is no plain file", todo: RESTORE },
  MOVE_ILLEGAL: { means: "a step stands where the order of phases does not allow it", todo: WHERE_FROM },
  INPUT_MISMATCH: { means: "the statement leaves out an input, or git has another one", todo: WHERE_FROM },
  INPUT_MISSING: {
    means: "an input is beyond the end of this shallow clone",
    todo: "Fetch the whole history (git fetch --unshallow) and verify again.",
  },
  GATE_MISJUDGED: {
    means: "a gate, judged again as of its time, has another answer than the one on record",
    todo: WHERE_FROM,
  },
  GATE_UNJUDGED: {
    means: "this clone lacks what a gate was judged by",
    todo: "Verify in a clone that has the commit on record, with its whole history.",
  },
  AUTHOR_UNPROVEN: { means: "the plan was not signed by its author as the policy asks", todo: WHERE_FROM },
  POLICY_UNVOUCHED: {
    means: "the policy of the time is not one that the admins before it signed",
    todo: "See how the policy came to be with `reconcile trust check --ref COMMIT`.",
  },
  ATTESTATION_MALFORMED: {
    means: "a line of attestations.jsonl is no bundle, or not spelled the one way",
    todo: RESTORE,
  },
  ATTESTATION_INVALID: { means: "a signature over a statement does not hold", todo: RESTORE },
  ATTESTATION_MISSING: {
    means: "a statement is not signed by a listed runner, and the policy of its time asks for that",
    todo: WHERE_FROM,
  },
  ATTESTATION_DOUBLED: { means: "a statement has two bundles", todo: RESTORE },
  ATTESTATION_REORDERED: { means: "a bundle stands before one over an earlier statement", todo: RESTORE },
  ATTESTATION_FOREIGN: { means: "a bundle is over a statement that is not on record", todo: WHERE_FROM },
  ATTESTATION_SURPLUS: {
    means:
      "the last bundle is over a statement that is not on record: a crash between the two, or evidence that was cut",
    todo: "Run `reconcile`: it cuts the bundle and takes that step again. If nothing had crashed, restore evidence.jsonl.",
  },
  ATTESTATION_TORN: {
    means:
      "the last line of attestations.jsonl has no end: a crash while it was written, or a file that was cut",
    todo: "Run `reconcile`: it cuts the torn line and takes that step again. If nothing had crashed, restore the file.",
  },
  HISTORY_UNREAD: {
    means: "this clone's history was cut off, so that nobody can tell what was committed earlier",
    todo: "Fetch the whole history (git fetch --unshallow; in CI, fetch-depth: 0) and verify again.",
  },
  RUN_DROPPED: { means: "a run that was committed is no longer there", todo: RESTORE },
  REWRITTEN: { means: "the evidence does not continue what was recorded earlier", todo: RESTORE },
} as const;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  /** Path from the root of the repository. */
  readonly file: string;
  /** Counted from 1; null where the finding is about the file as a whole. */
  readonly line: number | null;
  readonly message: string;
  readonly todo: string;
}

export interface FindingPlace {
  readonly file: string;
  readonly line: number | null;
}

export function makeFinding(code: FindingCode, place: FindingPlace, message: string): Finding {
  return { code, file: place.file, line: place.line, message, todo: FINDINGS[code].todo };
}

/** By file, then line (the file as a whole last), then code. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) =>
      compareText(a.file, b.file) ||
      (a.line ?? Infinity) - (b.line ?? Infinity) ||
      compareText(a.code, b.code) ||
      compareText(a.message, b.message),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
