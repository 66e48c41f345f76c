// reconcile explain: for one plan, why it is not moving and who must do what, down to the file and its text.
import { randomBytes } from "node:crypto";
import { approvalPath } from "../../approvals/approval-file.ts";
import { draftApproval } from "../../approvals/draft-approval.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { parseFacts } from "../../model/facts-file.ts";
import type { Edges } from "../../reconcile/edges.ts";
import { expectationOf } from "../../reconcile/judge-run.ts";
import { openReconciliation, type WholeReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { OpenedCase } from "../../reconcile/plan-work.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import { EXIT, exitOfOutcome } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { emit } from "../views/events.ts";
import { explainLines, type Explained, type ShownDraft } from "../views/explain-lines.ts";
import { plainLines, printLines } from "../views/lay-out.ts";
import { movedFacts } from "../views/moved-facts.ts";
import { headline } from "../views/outcome-lines.ts";
import { reportFaults, tellWrong } from "../views/plain-view.ts";
import { withProgress } from "../views/progress.ts";
import { paintFor } from "../views/style.ts";

const APPROVAL_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;

export async function run({ options, plans, terminal }: CommandContext): Promise<CommandResult> {
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin, trustPin }) => {
    const pins = { plans: pin, trust: trustPin };
    const opened = await withProgress(terminal, options, (tell) => {
      tell({ what: "reading the plan, its runs and its target's facts" });
      return openReconciliation(edges, { pins, plans, readsFacts: true });
    });
    const [found] = opened.cases;
    if (found === undefined) {
      printLines(terminal, [
        `${plans.join(" ")}: its plan is gone from the commit, and it left no open run. Nobody has to do anything.`,
      ]);
      return { exit: EXIT.done };
    }
    const explained = await explain(edges, found, opened);
    const { outcome, draft } = explained;
    const exit = exitOfOutcome(outcome, options.detailedExitcode);
    if (options.json) {
      const { plan, run: id, state } = outcome;
      emit(terminal, {
        type: "explanation",
        plan,
        run: id ?? null,
        state,
        text: plainLines(explainLines(explained, paintFor(false))),
        approval: draft === undefined ? null : { path: draft.path, text: draft.text },
      });
      return { exit, plans: 1 };
    }
    const paint = paintFor(terminal.color);
    if (options.quiet) tellWrong(terminal, { outcomes: [outcome], strays: [], exitOf: () => exit });
    else {
      reportFaults(terminal, { outcomes: [outcome], strays: [] });
      printLines(terminal, [headline(outcome, paint), ...explainLines(explained, paint)]);
    }
    return { exit, plans: 1 };
  });
}

async function explain(
  edges: Edges,
  found: OpenedCase,
  { loaded, runs }: WholeReconciliation,
): Promise<Explained> {
  const looked = whereItStands(found);
  const outcome = await standingOf(edges, found, looked);
  const document = loaded.documents.plans.get(found.plan)?.value;
  return {
    outcome,
    document,
    target: document === undefined ? undefined : loaded.documents.targets.get(document.spec.target)?.value,
    units: loaded.checked.plans.find(({ name }) => name === found.plan)?.manifest.rows.length,
    run: runOf(runs, outcome),
    isBlocked: outcome !== looked,
    moved: await movedIn(edges, found),
    draft: draftFor(edges, found),
  };
}

/** Where it stands; and of a plan that could go on, whether its target can be read here. */
async function standingOf(edges: Edges, found: OpenedCase, outcome: PlanOutcome): Promise<PlanOutcome> {
  if (found.kind !== "work" || outcome.state !== "ready") return outcome;
  const { target, document } = found.work;
  try {
    await edges.facts.readFacts(target, { prefix: document.spec.cut.prefix, reader: "explain" });
    return outcome;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const text = `${outcome.text}, but its target cannot be read here: ${error.code}: ${error.message}`;
    return { ...outcome, text, todo: error.todo };
  }
}

/** The newest of the plan's runs, or the one that this is about. */
function runOf(runs: WholeReconciliation["runs"], { plan, run }: PlanOutcome): RecordedRun | undefined {
  const recorded = runs.get(plan) ?? [];
  if (run !== undefined) return recorded.find(({ state }) => state.id === run);
  return recorded.toSorted((one, other) => (one.state.at < other.state.at ? 1 : -1))[0];
}

/** Which facts moved, where some did and the target still answers. */
async function movedIn(edges: Edges, found: OpenedCase): Promise<readonly string[]> {
  if (found.kind !== "work" || found.work.difference.kind !== "restart") return [];
  const { work } = found;
  const pinned = work.recorded.find(({ state }) => state.id === work.difference.run)?.files.facts;
  const before = pinned === undefined ? undefined : parseFacts(pinned);
  if (before === undefined) return [];
  const { prefix } = work.document.spec.cut;
  return movedFacts(before, await edges.facts.readFacts(work.target, { prefix, reader: "explain" }));
}

/** The file that would change something: an approval, or where a denial stands, its withdrawal. Undefined where none would. */
function draftFor(edges: Edges, found: OpenedCase): ShownDraft | undefined {
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
