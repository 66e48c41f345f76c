// reconcile verify: checks the evidence of every run, and says of each finding which line, what, and what to do.
import { Refusal } from "../../diagnostics/refusal.ts";
import { verifyRuns, type RunJudgement } from "../../reconcile/verify-runs.ts";
import { openRunStore } from "../../runs/run-store.ts";
import { EXIT, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { listCommittedRuns, withSession } from "../session.ts";
import { emit } from "../views/events.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { judgementLines } from "../views/judgement-lines.ts";
import { printLines } from "../views/lay-out.ts";
import { withProgress } from "../views/progress.ts";
import { anchoredThrough, detailLines, headline } from "../views/verdict-lines.ts";
import { paintFor } from "../views/style.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  return withSession(context.options, { recordsAs: undefined }, async (session) => {
    const { objects, pin, repository } = session;
    const files = await listCommittedRuns(objects, pin);
    const open = (workTree: string | undefined, committed: typeof files): ReturnType<typeof openRunStore> =>
      openRunStore({ workTree, mode: "memory", committed: { files: committed, objects } });
    const judgements = await withProgress(context.terminal, context.options, async (tell) => {
      tell({ what: "reading the history" });
      return verifyRuns({
        disk: open(repository.workTree, []),
        committed: open(undefined, files),
        objects,
        tree: pin.tree,
        history: repository.shallow ? undefined : await objects.readHistory(pin.commit),
        plans: context.plans,
        onRun: (index, total) => tell({ what: "verifying run", done: index + 1, total }),
      });
    });
    if (judgements.length === 0) throw nothingOnRecord(context.plans);
    const exit = highestExit(judgements.map(({ verdict }) => VERDICT_EXITS[verdict]));
    if (context.options.json) emitJudgements(context, judgements);
    else printJudgements(context, judgements);
    return { exit, plans: new Set(judgements.map(({ plan }) => plan)).size };
  });
}

export const VERDICT_EXITS: Readonly<Record<RunJudgement["verdict"], ExitCode>> = {
  intact: EXIT.done,
  broken: EXIT.untrue,
  "cannot-judge": EXIT.unjudged,
};

export function emitJudgements({ terminal }: CommandContext, judgements: readonly RunJudgement[]): void {
  for (const judgement of judgements) {
    const { plan, run, verdict, axes, statements, signed, unreachable, lostCommits } = judgement;
    for (const { code, file, line, message, todo } of judgement.findings) {
      emit(terminal, { type: "finding", code, file, line, message, todo });
    }
    emit(terminal, {
      type: "verdict",
      plan,
      run,
      verdict,
      axes,
      statements,
      signed,
      anchoredThrough: anchoredThrough(judgement) ?? null,
      unreachable: unreachable + lostCommits.length,
      text: [headline(judgement), ...detailLines(judgement)].join("; "),
    });
  }
}

function printJudgements({ terminal, options }: CommandContext, judgements: readonly RunJudgement[]): void {
  const paint = paintFor(terminal.color);
  const shown = judgements.filter(({ verdict }) => verdict !== "intact" || !options.quiet);
  for (const judgement of shown) printLines(terminal, judgementLines(judgement, paint));
  const intact = judgements.filter(({ verdict }) => verdict === "intact").length;
  if (!options.quiet)
    printLines(terminal, ["", `${groupDigits(intact)} of ${groupDigits(judgements.length)} runs intact`]);
}

function nothingOnRecord(plans: readonly string[]): Refusal {
  const of = plans.length === 0 ? "" : ` of ${plans.join(", ")}`;
  return new Refusal("EVIDENCE_MISSING", {
    message: `there is no run${of} on record, so there is nothing to verify`,
    expected: "at least one run under runs/",
    todo: "reconcile first, or check the plan's name and the --ref",
  });
}
