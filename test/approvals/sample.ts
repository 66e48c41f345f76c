// A gate question that is open, and ways to change one thing about it.
import { approvalPath, type ApprovalFile } from "../../src/approvals/approval-file.ts";
import {
  judgeGate,
  type GateExpectation,
  type GateQuestion,
  type GateVerdict,
} from "../../src/approvals/judge-gate.ts";
import type { Authenticity, SignatureJudgement } from "../../src/model/authenticity.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { Approval } from "../../src/model/generated/approval.ts";
import type { Policy } from "../../src/model/generated/policy.ts";

export const NOW = "2026-11-21T12:00:00Z";
export const RUN = "charter-0123456789ab";
export const OTHER_DIGEST = sha256Hex("another");

export const EXPECTED: GateExpectation = {
  run: RUN,
  mode: "DRYRUN",
  plan: { path: "plans/charter/plan.yaml", sha256: sha256Hex("plan") },
  source: { sha256: sha256Hex("source") },
  manifest: { sha256: sha256Hex("manifest") },
  facts: { sha256: sha256Hex("facts") },
  evidenceHead: { seq: 3, sha256: sha256Hex("head") },
  policy: { version: 1, sha256: sha256Hex("policy") },
  repository: "git+https://git.example.org/cuts.git",
};

/** What SG_3 judges besides: its approvals name it, and those of the other gates do not. */
export const PARTIAL_STATE = { sha256: sha256Hex("partial state") };
export const EXPECTED_AT_SG_3: GateExpectation = { ...EXPECTED, partialState: PARTIAL_STATE };

export const POLICY: Policy = {
  apiVersion: "cutplan/v1",
  kind: "Policy",
  version: 1,
  expiresAt: "2027-11-01T00:00:00Z",
  repository: EXPECTED.repository,
  admins: { threshold: 1, persons: ["carol"] },
  persons: {
    alice: { principal: "alice@example.org" },
    bob: { principal: "bob@example.org" },
    carol: { principal: "carol@example.org" },
    dave: { principal: "dave@example.org" },
  },
  gates: {
    SG_1: { threshold: 1, persons: ["bob", "carol"] },
    SG_2: { threshold: 1, persons: ["bob", "carol"], notSamePersonAs: [] },
    SG_3: { threshold: 1, persons: ["carol"] },
  },
  separationOfDuties: { authorMayApprove: false },
  signatures: { plans: "optional", approvals: "optional", evidence: "optional" },
  runners: [],
};

/** An approval by that person that is bound in every field, with some fields changed. */
export function approvalOf(approver: string, changes: Partial<Approval> = {}): Approval {
  return {
    apiVersion: "cutplan/v1",
    kind: "Approval",
    gate: "SG_1",
    decision: "approve",
    ...EXPECTED,
    approver,
    notBefore: "2026-11-21T10:00:00Z",
    expiresAt: "2026-12-21T10:00:00Z",
    nonce: "5f0c2d8e4b7a49d1a6c3e2f10b9d8c7a",
    reason: "window agreed with operations",
    ...(changes.gate === "SG_3" && (changes.decision ?? "approve") === "approve"
      ? { partialState: PARTIAL_STATE }
      : {}),
    ...changes,
  };
}

/** That document in the file where it belongs, or under another path. */
export function fileOf(document: Approval, path?: string): ApprovalFile {
  return {
    path: path ?? approvalPath("charter", document.gate, document.approver),
    sha256: sha256Hex(canonicalText(document)),
    document,
    signature: undefined,
  };
}

export function questionOf(
  approvals: readonly ApprovalFile[],
  changes: Partial<GateQuestion> = {},
): GateQuestion {
  return {
    gate: "SG_1",
    approvals,
    expected: changes.gate === "SG_3" ? EXPECTED_AT_SG_3 : EXPECTED,
    waysOut: changes.gate === "SG_3" ? ["accept", "compensate"] : [],
    policy: POLICY,
    author: "alice",
    approvedBefore: { SG_1: [], SG_2: [], SG_3: [] },
    now: NOW,
    authenticate: answer("UNSIGNED"),
    ...changes,
  };
}

/** A check of signatures that gives every approval the same answer. */
export function answer(authenticity: Authenticity): () => SignatureJudgement {
  return () => ({ authenticity, fingerprint: undefined, signer: undefined, detail: "" });
}

export function judge(approvals: readonly ApprovalFile[], changes: Partial<GateQuestion> = {}): GateVerdict {
  return judgeGate(questionOf(approvals, changes));
}

export function approve(person: string, changes: Partial<Approval> = {}): ApprovalFile {
  return fileOf(approvalOf(person, changes));
}

export function deny(person: string, changes: Partial<Approval> = {}): ApprovalFile {
  return fileOf(approvalOf(person, { decision: "deny", ...changes }));
}

export function withdraw(person: string, changes: Partial<Approval> = {}): ApprovalFile {
  return fileOf(approvalOf(person, { decision: "withdraw", ...changes }));
}

/** `binding/policy` of each approval, in the verdict's order. */
export function wordsOf(verdict: GateVerdict): readonly string[] {
  return verdict.judged.map(({ binding, policy }) => `${binding}/${policy}`);
}
