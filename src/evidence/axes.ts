// The separate questions that evidence has to answer, and which of them each finding bears on: a broken chain is not a
// forged signature, and neither is a clone that lacks an object.
import type { Finding, FindingCode } from "./finding.ts";

/** Each question, in the order in which answers are shown. */
export const AXES = {
  chain: "every statement is spelled the one way and continues the one before it",
  order: "the steps follow each other as the order of phases allows",
  facts: "the facts are those that the run is pinned to",
  inputs: "plans, sources, policies and lists are what git has under those names",
  approvals: "every gate, judged again as of its time, has the answer on record",
  signatures: "every signature over a statement holds",
  history: "nothing that was ever committed under runs/ was changed or dropped",
} as const;

export type Axis = keyof typeof AXES;
export type AxisVerdict = "holds" | "broken" | "cannot-judge";

const AXIS_OF: Readonly<Record<FindingCode, Axis>> = {
  LINE_NOT_JSON: "chain",
  LINE_NOT_CANONICAL: "chain",
  FIELD_INVALID: "chain",
  UNKNOWN_FIELD: "chain",
  VERSION_UNKNOWN: "chain",
  DECISION_MISMATCH: "chain",
  PREVIOUS_MISMATCH: "chain",
  SEQ_GAP: "chain",
  SEQ_DOUBLED: "chain",
  SEQ_REORDERED: "chain",
  FORKED: "chain",
  RUN_FOREIGN: "chain",
  RUN_NAME_MISMATCH: "chain",
  TIME_REVERSED: "chain",
  TORN_LINE: "chain",
  EVIDENCE_EMPTY: "chain",
  HEAD_MISSING: "chain",
  HEAD_MISMATCH: "chain",
  REPORT_WITHOUT_HEAD: "chain",
  FILE_UNREADABLE: "chain",
  FACTS_MISMATCH: "facts",
  FACTS_MISSING: "facts",
  MOVE_ILLEGAL: "order",
  INPUT_MISMATCH: "inputs",
  INPUT_MISSING: "inputs",
  GATE_MISJUDGED: "approvals",
  GATE_UNJUDGED: "approvals",
  AUTHOR_UNPROVEN: "approvals",
  POLICY_UNVOUCHED: "approvals",
  ATTESTATION_MALFORMED: "signatures",
  ATTESTATION_INVALID: "signatures",
  ATTESTATION_MISSING: "signatures",
  ATTESTATION_DOUBLED: "signatures",
  ATTESTATION_REORDERED: "signatures",
  ATTESTATION_FOREIGN: "signatures",
  ATTESTATION_SURPLUS: "signatures",
  ATTESTATION_TORN: "signatures",
  REWRITTEN: "history",
  RUN_DROPPED: "history",
  HISTORY_UNREAD: "history",
};

/** Findings that say no more than that something could not be looked at. */
const UNJUDGED: ReadonlySet<FindingCode> = new Set([
  "VERSION_UNKNOWN",
  "INPUT_MISSING",
  "GATE_UNJUDGED",
  "HISTORY_UNREAD",
]);

/** The answer on each axis: broken where any finding on it is a contradiction, else cannot-judge where there is any. */
export function judgeAxes(findings: readonly Finding[]): Readonly<Record<Axis, AxisVerdict>> {
  const answers = Object.keys(AXES).map((axis) => {
    const own = findings.filter(({ code }) => AXIS_OF[code] === axis);
    return [axis, worstOf(own)] as const;
  });
  return Object.fromEntries(answers) as Record<Axis, AxisVerdict>;
}

/** The one verdict over several axes. */
export function worstOf(findings: readonly Finding[]): AxisVerdict {
  if (findings.length === 0) return "holds";
  return findings.every(({ code }) => UNJUDGED.has(code)) ? "cannot-judge" : "broken";
}
