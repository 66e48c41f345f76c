// What is told once a decision was written and signed: the files, what becomes of the gate, and the commands that are next.
import type { ApprovalFile } from "../../approvals/judge-gate.ts";
import { listChoices } from "../../diagnostics/english.ts";
import type { ApprovalEvent } from "../../model/generated/event.ts";
import type { SignatureFile } from "../../model/signature.ts";
import type { JudgedDecision } from "../signing/judge-decision.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

export interface WrittenDecision {
  readonly plan: string;
  readonly run: string;
  readonly file: ApprovalFile & { readonly signature: SignatureFile };
  readonly judged: JudgedDecision;
}

export function decisionLines(written: WrittenDecision, paint: Paint): readonly Line[] {
  const { path } = written.file;
  return [
    "wrote",
    `  ${path}`,
    `  ${path}.sig`,
    "",
    effectOf(written),
    { lead: `${paint("strong", "next")}  `, command: nextCommand(written) },
  ];
}

export function approvalEvent(written: WrittenDecision): ApprovalEvent {
  const { plan, run, file, judged } = written;
  const { gate, decision, approver } = file.document;
  return {
    type: "approval",
    plan,
    run,
    gate,
    decision,
    person: approver,
    path: file.path,
    sha256: file.sha256,
    signature: { path: `${file.path}.sig`, sha256: file.signature.sha256 },
    fingerprint: judged.own.signature.fingerprint ?? null,
    authenticity: judged.own.judged.authenticity,
    gateWillBe: judged.gate.kind,
    todo: nextCommand(written),
  };
}

const SUBJECTS = { approve: "Approve", deny: "Deny", withdraw: "Withdraw at" } as const;

/** The commands that put it before the gate, as one line. */
function nextCommand({ plan, file }: WrittenDecision): string {
  const { gate, decision } = file.document;
  return `git add ${file.path} ${file.path}.sig && git commit -m "${SUBJECTS[decision]} ${gate} of ${plan}" && reconcile`;
}

function effectOf({ judged: { gate } }: WrittenDecision): string {
  const may = listChoices(gate.mayOpen);
  switch (gate.kind) {
    case "open":
      return `Once committed, ${gate.gate} is open.`;
    case "refused":
      return `Once committed, ${gate.gate} is refused: ${gate.reasons.join(", ")}.`;
    case "waiting":
      return `Once committed, ${gate.gate} has ${gate.counted.length} of ${gate.threshold} approvals; ${may === "" ? "nobody" : may} may approve.`;
  }
}
