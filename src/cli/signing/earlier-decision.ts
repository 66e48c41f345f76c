// What the person decided before at this gate, as it lies in the work tree: what a new decision would be written over, and
// what it must not be written over. A denial never vanishes under an approval.
import { approvalPath } from "../../approvals/approval-file.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { Approval } from "../../model/generated/approval.ts";
import type { GateAhead } from "./gate-ahead.ts";
import { readPlainFile } from "./write-together.ts";

export interface EarlierDecision {
  readonly path: string;
  readonly document: Approval;
  /** Whether it is about the run at hand. */
  readonly isOfThisRun: boolean;
}

/**
 * Reads the decision at that person's place; undefined where there is none. Rejects with a Refusal: FILE_EXISTS for what
 * cannot be read as an approval, for it might be a denial.
 */
export async function readEarlierDecision(
  root: string,
  { work, run, verdict }: GateAhead,
  person: string,
): Promise<EarlierDecision | undefined> {
  const path = approvalPath(work.plan, verdict.gate, person);
  const bytes = await readPlainFile(root, path);
  if (bytes === undefined) return undefined;
  const file = { path, bytes, mode: "100644", oid: "", sha256: sha256Hex(bytes) };
  const document = parseDocuments([file]).approvals.get(path)?.value;
  if (document === undefined) throw unreadable(path);
  return { path, document, isOfThisRun: document.run === run.state.id };
}

/** Throws a Refusal APPROVAL_REFUSED where the decision would be lost under the new one, or where nothing is to be taken back. */
export function requireOpenHand(
  { work, run, verdict }: GateAhead,
  earlier: EarlierDecision | undefined,
  { person, decision }: { readonly person: string; readonly decision: Approval["decision"] },
): void {
  if (decision === "approve" && earlier?.document.decision === "deny" && earlier.isOfThisRun)
    throw denialLies(work.plan, earlier.path, person);
  if (decision !== "withdraw" || earlier?.isOfThisRun === true) return;
  const isOwn = ({ document }: { readonly document: Approval }): boolean =>
    document.approver === person && document.gate === verdict.gate && document.run === run.state.id;
  const isOnRecord = run.state.denials.some((one) => one.person === person && one.gate === verdict.gate);
  if (!isOnRecord && ![...work.approvals, ...work.past].some(isOwn))
    throw nothingToWithdraw(verdict.gate, run.state.id, person);
}

function denialLies(plan: string, path: string, person: string): Refusal {
  return new Refusal("APPROVAL_REFUSED", {
    message: `"${path}" is a denial by "${person}", and an approval written over it would make it vanish`,
    expected: "no denial of the same person at this gate of this run",
    todo: `take it back, with a word why: reconcile approve ${plan} --withdraw --reason "…"; another person then approves`,
  });
}

function nothingToWithdraw(gate: string, run: string, person: string): Refusal {
  return new Refusal("APPROVAL_REFUSED", {
    message: `"${person}" has decided nothing at ${gate} of ${run} that could be taken back`,
    expected: "an approval or a denial by the same person",
    todo: "to stop the gate give --deny; a withdrawal alone would only keep you from approving later",
  });
}

function unreadable(path: string): Refusal {
  return new Refusal("FILE_EXISTS", {
    message: `"${path}" is there, and it is no approval that can be read`,
    expected: "nothing there, or an approval",
    todo: "look at it with reconcile validate once it is committed, or move it away",
  });
}
