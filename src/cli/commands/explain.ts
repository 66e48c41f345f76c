// reconcile explain: for one plan, why it is not moving and who must do what, down to the file and its text.
import { randomBytes } from "node:crypto";
import { NAMESPACES } from "../../model/signature.ts";
import { approvalPath } from "../../approvals/approval-file.ts";
import { draftApproval } from "../../approvals/draft-approval.ts";
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { ApprovalDraft } from "../../model/generated/event.ts";
import type { Edges } from "../../reconcile/edges.ts";
import { expectationOf } from "../../reconcile/judge-run.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { EXIT, exitOfOutcome } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { emit } from "../views/events.ts";
import { conflictLines } from "../views/conflict-lines.ts";
import { headline } from "../views/outcome-lines.ts";
import { describeStep } from "../views/step-words.ts";
import { paintFor, STEP_MARKS } from "../views/style.ts";

const APPROVAL_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function run({ options, plans, terminal }: CommandContext): Promise<CommandResult> {
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin, trustPin }) => {
    const pins = { plans: pin, trust: trustPin };
    const { cases } = await openReconciliation(edges, { pins, plans, readsFacts: true });
    const [found] = cases;
    if (found === undefined) {
      terminal.out(
        `${plans.join(" ")}: its plan is gone from the commit, and it left no open run. Nobody has to do anything.\n`,
      );
      return { exit: EXIT.done };
    }
    const outcome = whereItStands(found);
    const draft = draftFor(edges, found);
    const lines = [...reasonLines(found, outcome), ...draftLines(outcome, draft)];
    const exit = exitOfOutcome(outcome, options.detailedExitcode);
    if (options.json) {
      const { plan, run: id, state } = outcome;
      emit(terminal, {
        type: "explanation",
        plan,
        run: id ?? null,
        state,
        text: lines,
        approval: draft === undefined ? null : { path: draft.path, text: draft.text },
      });
      return { exit, plans: 1 };
    }
    terminal.out(`${headline(outcome, paintFor(terminal.color))}\n${lines.join("\n")}\n`);
    for (const fault of outcome.diagnostics) terminal.out(`\n${renderDiagnostic(fault, terminal)}\n`);
    return { exit, plans: 1 };
  });
}

/** What is on record, why it stops there, and what each approval that lies here is worth. */
function reasonLines(found: PlanCase, outcome: PlanOutcome): readonly string[] {
  const statements =
    found.kind === "work"
      ? (found.work.recorded.find((one) => one.state.id === outcome.run)?.statements ?? [])
      : [];
  const approvals = (outcome.gate?.files ?? []).flatMap((file) => [
    `  ${file.path}  ${file.judged.policy === "COUNTED" ? "counts" : "does not count"}`,
    `    policy ${file.judged.policy}, binding ${file.judged.binding}, authenticity ${file.judged.authenticity}`,
    ...(file.signature.detail === "" ? [] : [`    ${file.signature.detail}`]),
    ...file.mismatches.map(
      ({ field, expected, found: other }) => `    ${field} is "${other}", expected "${expected}"`,
    ),
  ]);
  return [
    ...(statements.length === 0 ? [] : ["", "On record:"]),
    ...statements.flatMap(({ statement }) => {
      const { phase, outcome: end, observed } = statement.predicate;
      const line = `  ${STEP_MARKS[end]} ${phase.padEnd("pre_write_backup".length)}  ${observed.at}  ${visibleText(describeStep(statement))}`;
      return [line, ...conflictLines(statement, Infinity).map((conflict) => `      ${conflict}`)];
    }),
    "",
    `Why: ${visibleText(outcome.text)}`,
    ...(approvals.length === 0
      ? []
      : ["", `Approvals at ${outcome.gate?.gate ?? ""}:`, ...approvals.map(visibleText)]),
    ...(outcome.todo === undefined ? ["", "Nobody has to do anything."] : []),
  ];
}

function draftLines(outcome: PlanOutcome, draft: Draft | undefined): readonly string[] {
  if (draft === undefined) {
    const isHere = outcome.todo?.includes("reconcile explain") ?? true;
    return isHere ? [] : ["", `Next: ${visibleText(outcome.todo ?? "")}`];
  }
  const { persons, decision } = draft;
  const gate = outcome.gate?.gate ?? "";
  const ways = outcome.gate?.waysOut ?? [];
  const resolution = ways.length === 0 ? "" : ` --resolution ${ways.join("|")}`;
  const flag = decision === "withdraw" ? " --withdraw" : resolution;
  const asks =
    decision === "withdraw"
      ? `${persons.join(" and ")} denied; only the same person can take that back:`
      : `${persons.join(" or ")} ${ways.length === 0 ? "reads the plan and the source" : "finds out what the torn step left"}, then approves:`;
  return [
    "",
    `Next: ${asks}`,
    ...(draft.isSigned
      ? [`  reconcile approve ${outcome.plan} --gate ${gate}${flag}`, "", "Or by hand, this file:"]
      : ["by committing this file:"]),
    ...(persons.length > 1 ? ["(another person: the own name in the file's name and after approver)"] : []),
    "",
    `--- ${draft.path}`,
    draft.text.trimEnd(),
    "---",
    "",
    ...(draft.isSigned ? [`ssh-keygen -Y sign -n ${NAMESPACES.approval} -f KEY ${draft.path}`] : []),
    `git add ${draft.path}${draft.isSigned ? "*" : ""} && git commit -m "${DECISION_VERBS[decision]} ${gate} of ${outcome.plan}" && reconcile`,
  ];
}

const DECISION_VERBS = { approve: "Approve", withdraw: "Withdraw the denial at" } as const;

interface Draft extends ApprovalDraft {
  readonly decision: keyof typeof DECISION_VERBS;
  /** Who may write it; the text is for the first of them. */
  readonly persons: readonly string[];
  /** Whether anybody here has a key to sign with. */
  readonly isSigned: boolean;
}

/** The file that would change something: an approval, or where a denial stands, its withdrawal. Undefined where none would. */
function draftFor(edges: Edges, found: PlanCase): Draft | undefined {
  if (found.kind !== "work" || found.work.refusal !== undefined) return undefined;
  const { work } = found;
  const { gate } = work;
  const state = work.recorded.find((one) => one.state.id === work.difference.run)?.state;
  if (gate === undefined || gate.kind === "open" || state === undefined) return undefined;
  const deniers = gate.judged.filter(({ policy }) => policy === "DENIED").map(({ person }) => person);
  const decision = deniers.length > 0 ? "withdraw" : "approve";
  const persons = deniers.length > 0 ? deniers : gate.mayOpen;
  const [person] = persons;
  if (person === undefined) return undefined;
  const now = edges.now();
  const expiresAt = new Date(Date.parse(now) + APPROVAL_DAYS * DAY_MS)
    .toISOString()
    .replace(/\.\d{3}Z$/, "Z");
  const words = { decision, approver: person, reason: `write here why you ${decision}` } as const;
  const nonce = randomBytes(16).toString("hex");
  const text = draftApproval(expectationOf(work, state), {
    gate: gate.gate,
    ...words,
    notBefore: now,
    expiresAt,
    nonce,
  });
  return {
    path: approvalPath(work.plan, gate.gate, person),
    text,
    decision,
    persons,
    isSigned: work.context.lists.signers.length > 0,
  };
}
