// Whether an approval is for exactly this: this gate of this run, over these inputs, at this time. Every field that was
// signed is compared again. Who approved, and whether that person may, is not asked here.
import type { Approval } from "../model/generated/approval.ts";
import type { GateName, Mode } from "../model/phase.ts";
import { hasBegun, isOver } from "./moment.ts";

/** What an approval at a gate has to name, as it is now. */
export interface GateExpectation {
  readonly run: string;
  readonly mode: Mode;
  readonly plan: { readonly path: string; readonly sha256: string };
  readonly source: { readonly sha256: string };
  readonly manifest: { readonly sha256: string };
  readonly facts: { readonly sha256: string };
  readonly evidenceHead: { readonly seq: number; readonly sha256: string };
  readonly policy: { readonly version: number; readonly sha256: string };
  readonly repository: string;
  /** At SG_3, and there only: the digest of what is known of the torn step. */
  readonly partialState?: { readonly sha256: string };
}

/** Every answer to whether an approval is for exactly this. */
export const BINDING_VERDICTS = {
  BOUND: "it is for exactly this run as it is now",
  WRONG_REPOSITORY: "it was given for another repository",
  WRONG_MODE: "it was given for the other mode",
  WRONG_GATE: "it names another gate than its file does",
  PLAN_STALE: "the plan was changed after it was given",
  SOURCE_STALE: "the source document was changed after it was given",
  MANIFEST_STALE: "the list of units is another one than when it was given",
  FACTS_STALE: "the target's data changed after it was given",
  POLICY_STALE: "the trust policy was changed after it was given",
  WRONG_RUN: "it was given for another run",
  PARTIAL_STATE_STALE: "what is known of the torn step changed after it was given",
  WRONG_HEAD: "the run went on after it was given",
  EXPIRED: "its time is over",
  NOT_YET: "its time has not begun",
} as const;

export type BindingVerdict = keyof typeof BINDING_VERDICTS;
export type BindingFault = Exclude<BindingVerdict, "BOUND">;

/** One field that says something else than it should. */
export interface Mismatch {
  readonly verdict: BindingFault;
  /** The field as it is written in the file, with dots. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

interface BindingQuestion {
  readonly gate: GateName;
  readonly expected: GateExpectation;
  /** RFC 3339 in UTC. */
  readonly now: string;
}

/** What expectation and approval have in common, under the same names. */
type Bound = GateExpectation & { readonly gate: GateName };
type BoundField = readonly [verdict: BindingFault, field: string, read: (bound: Bound) => string | number];

/**
 * The order in which faults are named. What is wrong from the ground up comes first, and a cause before its consequence:
 * another plan text also means another run and another head, and is to read PLAN_STALE.
 */
const FIELDS: readonly BoundField[] = [
  ["WRONG_REPOSITORY", "repository", (bound) => bound.repository],
  ["WRONG_MODE", "mode", (bound) => bound.mode],
  ["WRONG_GATE", "gate", (bound) => bound.gate],
  ["PLAN_STALE", "plan.path", (bound) => bound.plan.path],
  ["PLAN_STALE", "plan.sha256", (bound) => bound.plan.sha256],
  ["SOURCE_STALE", "source.sha256", (bound) => bound.source.sha256],
  ["MANIFEST_STALE", "manifest.sha256", (bound) => bound.manifest.sha256],
  ["FACTS_STALE", "facts.sha256", (bound) => bound.facts.sha256],
  ["POLICY_STALE", "policy.version", (bound) => bound.policy.version],
  ["POLICY_STALE", "policy.sha256", (bound) => bound.policy.sha256],
  ["WRONG_RUN", "run", (bound) => bound.run],
  ["PARTIAL_STATE_STALE", "partialState.sha256", (bound) => bound.partialState?.sha256 ?? ""],
  ["WRONG_HEAD", "evidenceHead.seq", (bound) => bound.evidenceHead.seq],
  ["WRONG_HEAD", "evidenceHead.sha256", (bound) => bound.evidenceHead.sha256],
];

/** Every field that differs, in the order above, the time last. Empty: the approval is bound. */
export function compareBinding(question: BindingQuestion, approval: Approval): readonly Mismatch[] {
  const bound: Bound = { ...question.expected, gate: question.gate };
  const fields = FIELDS.filter(
    ([verdict]) => verdict !== "PARTIAL_STATE_STALE" || bindsPartialState(question, approval),
  );
  return [
    ...fields.flatMap((field) => compareField(field, bound, approval)),
    ...compareTime(approval, question.now),
  ];
}

/** Only who opens SG_3 has to know what was left there: a denial stands and a withdrawal is made whatever that was. */
function bindsPartialState({ gate }: BindingQuestion, { decision }: Approval): boolean {
  return gate === "SG_3" && decision === "approve";
}

/** BOUND, or the first thing that differs. */
export function bindingOf(mismatches: readonly Mismatch[]): BindingVerdict {
  return mismatches[0]?.verdict ?? "BOUND";
}

/** An expectation that is empty binds nothing: two absent values are not the same value. */
function compareField(
  [verdict, field, read]: BoundField,
  bound: Bound,
  approval: Approval,
): readonly Mismatch[] {
  const expected = read(bound);
  const found = read(approval);
  if (found === expected && expected !== "") return [];
  return [{ verdict, field, expected: String(expected), found: String(found) }];
}

/** `notBefore` is included, `expiresAt` is not: at that very second the approval no longer counts. */
function compareTime({ notBefore, expiresAt }: Approval, now: string): readonly Mismatch[] {
  const mismatches: Mismatch[] = [];
  if (isOver(expiresAt, now)) {
    mismatches.push({ verdict: "EXPIRED", field: "expiresAt", expected: `after ${now}`, found: expiresAt });
  }
  if (!hasBegun(notBefore, now)) {
    mismatches.push({
      verdict: "NOT_YET",
      field: "notBefore",
      expected: `not after ${now}`,
      found: notBefore,
    });
  }
  return mismatches;
}
