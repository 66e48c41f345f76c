// One gate of one run judged: open, waiting or refused, from every approval in the plan's folder and the policy. Answers
// with a verdict and every reason; throws nothing, reads nothing, and never opens because something could not be checked.
import type { SignatureJudgement } from "../model/authenticity.ts";
import type { Policy } from "../model/generated/policy.ts";
import { parseApprovalPath, type ApprovalFile } from "./approval-file.ts";
import { agreeOnResolution } from "./agree-on-resolution.ts";
import { bindingOf, compareBinding, type GateExpectation } from "./binding.ts";
import { identityOf } from "./entitlement.ts";
import {
  decideGate,
  type CountedApproval,
  type GateRulesNow,
  type GateVerdict,
  type JudgedFile,
} from "./gate-verdict.ts";
import { checkStructure } from "./structure.ts";
import {
  weighDecisions,
  type ApprovalReading,
  type PolicyVerdict,
  type WeighedApproval,
} from "./weigh-decisions.ts";

export type { ApprovalFile, GateExpectation, GateVerdict };

export interface GateQuestion extends GateRulesNow {
  /** Every approval in the plan's folder, in any order, those for other gates and runs included. */
  readonly approvals: readonly ApprovalFile[];
  /** Whether the approver signed these bytes, by a key that counted at `now`. */
  readonly authenticate: (approval: ApprovalFile) => SignatureJudgement;
}

/** Judges the gate. Total: there is a verdict for every question, and the same one for every order of the approvals. */
export function judgeGate(question: GateQuestion): GateVerdict {
  const sorted = [...question.approvals].sort(compareFiles);
  const readings = sorted
    .filter((file) => file.document.gate === question.gate)
    .map((file) => readApproval(question, file));
  const agreed = agreeOnResolution(question, weighDecisions(question, readings));
  const weighed = countPersons(question.policy, agreed);
  const files = weighed.map((approval) => toJudgedFile(approval, approval.verdict));
  const misfiled = findMisfiled(question, sorted);
  const decision = decideGate(question, weighed, misfiled);
  return { gate: question.gate, ...decision, judged: files.map((file) => file.judged), files, misfiled };
}

/** By file name, then by content, so that several decisions in one file's history have one order too. */
function compareFiles(one: ApprovalFile, other: ApprovalFile): number {
  const key = (file: ApprovalFile): string => `${file.path}\n${file.sha256}\n${file.signature?.sha256 ?? ""}`;
  const [a, b] = [key(one), key(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function readApproval(question: GateQuestion, file: ApprovalFile): ApprovalReading {
  const faults = checkStructure(file);
  const mismatches = compareBinding(question, file.document);
  return { file, faults, mismatches, signature: question.authenticate(file) };
}

function findMisfiled(question: GateQuestion, sorted: readonly ApprovalFile[]): readonly JudgedFile[] {
  return sorted
    .filter(
      ({ document, path }) =>
        document.gate !== question.gate && parseApprovalPath(path)?.gate === question.gate,
    )
    .map((file) => toJudgedFile(readApproval(question, file), "NOT_BOUND"));
}

/** A quorum is made of persons: the first approval of each counts, further ones do not. */
function countPersons(policy: Policy, weighed: readonly WeighedApproval[]): readonly CountedApproval[] {
  const counted = new Set<string>();
  return weighed.map((approval) => {
    if (approval.verdict !== "COUNTED") return approval;
    const identity = identityOf(policy, approval.file.document.approver);
    if (counted.has(identity)) return { ...approval, verdict: "DUPLICATE_PERSON" };
    counted.add(identity);
    return approval;
  });
}

function toJudgedFile(
  { file, mismatches, faults, signature }: ApprovalReading,
  policy: PolicyVerdict,
): JudgedFile {
  const { gate, approver, decision, resolution } = file.document;
  const binding = bindingOf(mismatches);
  const judged = {
    gate,
    person: approver,
    decision,
    ...(gate === "SG_3" && resolution !== undefined ? { resolution } : {}),
    sha256: file.sha256,
    signature: file.signature === undefined ? null : { sha256: file.signature.sha256 },
    authenticity: signature.authenticity,
    binding,
    policy,
  };
  return { path: file.path, judged, mismatches, faults, signature };
}
