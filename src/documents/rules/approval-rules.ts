// What an approval says about its own place, person and time. Whether it counts for a run is judged in approvals/.
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Approval } from "../../model/generated/approval.ts";
import { PLANS_FOLDER } from "../belonging.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import { folderOf } from "../world.ts";
import { personKnown } from "./person-known.ts";
import type { Rule } from "./rule.ts";

type ApprovalRule = Rule<Located<Approval>>;

const GATE_IN_FILE_NAME = { SG_1: "sg-1", SG_2: "sg-2", SG_3: "sg-3" } as const;

/** The name under which an approval must be committed: `sg-1.bob.yaml`. */
function approvalFileName(gate: Approval["gate"], approver: string): string {
  return `${GATE_IN_FILE_NAME[gate]}.${approver}.yaml`;
}

const nameEqualsGateAndApprover: ApprovalRule = (approval) => {
  const { gate, approver } = approval.value;
  const wanted = approvalFileName(gate, approver);
  const found = approval.file.path.split("/").at(-1) ?? "";
  if (found === wanted) return [];
  // The key that the name contradicts; a name without form contradicts both.
  const key = found.startsWith(`${GATE_IN_FILE_NAME[gate]}.`) ? "approver" : "gate";
  const text = {
    message: `the file is named ${quoteText(found)}, and decides ${gate} by ${quoteText(approver)}`,
    expected: `the name "${wanted}"`,
    fix: `rename the file to ${wanted}, and its .sig with it`,
  };
  return [faultAt("approval-name", approval.placeOf([key]), text)];
};

const approverInPolicy: ApprovalRule = (approval, { documents }) =>
  personKnown(
    { person: approval.value.approver, document: approval, pointer: ["approver"] },
    documents.policy?.value,
  );

const planIsInSameFolder: ApprovalRule = (approval) => {
  const wanted = `${PLANS_FOLDER}/${folderOf(approval)}/plan.yaml`;
  const { path } = approval.value.plan;
  if (path === wanted) return [];
  const text = {
    message: `the approval is for ${quoteText(path, 160)} and lies beside ${quoteText(wanted, 160)}`,
    expected: `path: ${wanted}`,
  };
  return [faultAt("approval-plan", approval.placeOf(["plan", "path"]), text)];
};

const resolutionAtEscalationOnly: ApprovalRule = (approval) => {
  const { gate, decision, resolution } = approval.value;
  const isWanted = gate === "SG_3" && decision === "approve";
  if (isWanted === (resolution !== undefined)) return [];
  if (isWanted) {
    const text = {
      message: "an approval at SG_3 has no resolution",
      fix: "add resolution: accept, or resolution: compensate",
    };
    return [faultAt("approval-resolution", approval.placeOf(["gate"]), text)];
  }
  const text = {
    message: `resolution says nothing at ${gate} with decision ${decision}`,
    fix: "delete resolution",
  };
  return [faultAt("approval-resolution", approval.placeOf(["resolution"], "key"), text)];
};

const partialStateAtEscalationOnly: ApprovalRule = (approval) => {
  const { gate, decision, partialState } = approval.value;
  const isWanted = gate === "SG_3" && decision === "approve";
  if (isWanted === (partialState !== undefined)) return [];
  if (isWanted) {
    const text = {
      message: "an approval at SG_3 does not name the partial state",
      fix: "add partialState: {sha256: …} with the digest that reconcile explain shows",
    };
    return [faultAt("approval-resolution", approval.placeOf(["gate"]), text)];
  }
  const text = {
    message: `partialState says nothing at ${gate} with decision ${decision}`,
    fix: "delete partialState",
  };
  return [faultAt("approval-resolution", approval.placeOf(["partialState"], "key"), text)];
};

const endsAfterItBegins: ApprovalRule = (approval) => {
  const { notBefore, expiresAt } = approval.value;
  if (notBefore < expiresAt) return [];
  const message = `expiresAt is ${quoteText(expiresAt)}, and notBefore is ${quoteText(notBefore)}`;
  return [
    faultAt("dates-order", approval.placeOf(["expiresAt"]), {
      message,
      expected: `a time after ${notBefore}`,
    }),
  ];
};

export const APPROVAL_RULES = [
  nameEqualsGateAndApprover,
  approverInPolicy,
  planIsInSameFolder,
  resolutionAtEscalationOnly,
  partialStateAtEscalationOnly,
  endsAfterItBegins,
] as const;
