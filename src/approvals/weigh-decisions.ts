// What the policy makes of each decision at a gate, weighed against the others of the same person. One principle: what
// closes a gate is believed as it stands, what opens it has to be bound, sound, authentic, entitled and within its time.
import type { Policy } from "../model/generated/policy.ts";
import type { ApprovalFile } from "./approval-file.ts";
import type { SignatureJudgement } from "../model/authenticity.ts";
import { refuseAuthenticity } from "./authenticity.ts";
import type { BindingFault, Mismatch } from "./binding.ts";
import { breachesDuties, isEntitled, isInForce, type GateRules } from "./entitlement.ts";
import type { StructureFault } from "./structure.ts";

/** Every word that may stand for what the policy makes of one decision. */
export const POLICY_VERDICTS = {
  COUNTED: "it counts towards the quorum",
  DUPLICATE_PERSON: "it would count, but the same person was counted already",
  RESOLUTION_SPLIT: "it would count, but others name another way out, and the two do not add up",
  RESOLUTION_REFUSED: "the torn step does not have the way out that it names",
  WITHDRAWN: "taken back by the same person, or itself the taking back",
  DENIED: "a denial that stands, or an approval outweighed by one of the same person",
  SOD_VIOLATION: "the person has another duty in this run and may not approve here as well",
  NOT_ENTITLED: "the policy does not list the person at this gate",
  POLICY_EXPIRED: "the policy's time is over",
  SIGNATURE_REQUIRED: "the policy asks for a signature, and there is none that was checked",
  NOT_AUTHENTIC: "there is a signature, and it does not hold",
  MALFORMED: "the file does not make sense in itself",
  NOT_BOUND: "it is for something else, so that the policy was not asked",
} as const;

export type PolicyVerdict = keyof typeof POLICY_VERDICTS;

/** An approval with everything that is known about it before the policy is asked. */
export interface ApprovalReading {
  readonly file: ApprovalFile;
  readonly mismatches: readonly Mismatch[];
  readonly faults: readonly StructureFault[];
  readonly signature: SignatureJudgement;
}

export interface WeighedApproval extends ApprovalReading {
  readonly verdict: Exclude<PolicyVerdict, "DUPLICATE_PERSON">;
}

/** Weighs every decision; the answer has the order of the readings, and no verdict depends on that order. */
export function weighDecisions(
  rules: GateRules,
  readings: readonly ApprovalReading[],
): readonly WeighedApproval[] {
  const byPerson = Map.groupBy(readings, (reading) => reading.file.document.approver);
  return readings.map((reading) => {
    const own = byPerson.get(reading.file.document.approver) ?? [];
    return { ...reading, verdict: weigh(rules, reading, own) };
  });
}

function weigh(
  rules: GateRules,
  reading: ApprovalReading,
  own: readonly ApprovalReading[],
): WeighedApproval["verdict"] {
  switch (reading.file.document.decision) {
    case "approve":
      return weighApproval(rules, reading, own);
    case "deny":
      return weighDenial(rules, reading, own);
    case "withdraw":
      return weighWithdrawal(rules, reading);
  }
}

/** Duties come before entitlement: an author who approves the own plan is to read so, listed at the gate or not. */
function weighApproval(
  rules: GateRules,
  reading: ApprovalReading,
  own: readonly ApprovalReading[],
): WeighedApproval["verdict"] {
  const person = reading.file.document.approver;
  const unfit = refuseOpening(rules.policy, reading);
  if (unfit === "NOT_BOUND" || unfit === "MALFORMED") return unfit;
  if (own.some((other) => isClosing(other, "deny") && weighDenial(rules, other, own) === "DENIED"))
    return "DENIED";
  if (own.some((other) => isClosing(other, "deny") || isClosing(other, "withdraw"))) return "WITHDRAWN";
  if (!isInForce(rules)) return "POLICY_EXPIRED";
  if (unfit !== undefined) return unfit;
  if (breachesDuties(rules, person)) return "SOD_VIOLATION";
  return isEntitled(rules, person) ? "COUNTED" : "NOT_ENTITLED";
}

/**
 * A denial that names this gate of this run stands, whatever else differs in it, expired or not yet begun, signed or not,
 * until the same person withdraws it: the withdrawal has to be fit to open, and not to be older than the denial.
 */
function weighDenial(
  rules: GateRules,
  reading: ApprovalReading,
  own: readonly ApprovalReading[],
): WeighedApproval["verdict"] {
  const { approver, notBefore } = reading.file.document;
  if (!namesThisGate(reading)) return "NOT_BOUND";
  if (!isEntitled(rules, approver)) return "NOT_ENTITLED";
  const isLifted = own.some(
    ({ file, ...other }) =>
      file.document.decision === "withdraw" &&
      file.document.notBefore >= notBefore &&
      weighWithdrawal(rules, { file, ...other }) === "WITHDRAWN",
  );
  return isLifted ? "WITHDRAWN" : "DENIED";
}

/** What a withdrawal reads when it could not lift a denial; approvals it takes back in any case. */
function weighWithdrawal(rules: GateRules, reading: ApprovalReading): WeighedApproval["verdict"] {
  const unfit = refuseOpening(rules.policy, reading);
  if (unfit !== undefined) return unfit;
  return isEntitled(rules, reading.file.document.approver) ? "WITHDRAWN" : "NOT_ENTITLED";
}

type OpeningRefusal = "NOT_BOUND" | "MALFORMED" | "SIGNATURE_REQUIRED" | "NOT_AUTHENTIC";

/** Why a decision is not fit to open anything, whoever made it. */
function refuseOpening(policy: Policy, reading: ApprovalReading): OpeningRefusal | undefined {
  if (reading.mismatches.length > 0) return "NOT_BOUND";
  if (reading.faults.length > 0) return "MALFORMED";
  return refuseAuthenticity(reading.signature.authenticity, policy.signatures.approvals);
}

const NAMES_ANOTHER_GATE: ReadonlySet<BindingFault> = new Set([
  "WRONG_REPOSITORY",
  "WRONG_MODE",
  "WRONG_GATE",
  "WRONG_RUN",
] satisfies BindingFault[]);

/** Whether it is about this gate of this run, which is all that a denial or a withdrawal needs. */
function namesThisGate({ mismatches }: ApprovalReading): boolean {
  return !mismatches.some((mismatch) => NAMES_ANOTHER_GATE.has(mismatch.verdict));
}

/** Whether it takes its person's approvals at this gate away. */
export function isClosing(reading: ApprovalReading, decision: "deny" | "withdraw"): boolean {
  return reading.file.document.decision === decision && namesThisGate(reading);
}
