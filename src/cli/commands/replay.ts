// reconcile replay PLAN: runs the recorded runs of a plan again, in memory, and compares every decision with the record.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { listRunNames, readRecordedRuns } from "../../reconcile/recorded-runs.ts";
import { openKnownHistory } from "../../reconcile/known-history.ts";
import { openDecisionReader } from "../../reconcile/recorded-decisions.ts";
import { replayRun, type Replay } from "../../reconcile/replay-run.ts";
import { EXIT, highestExit } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { withProgress } from "../views/progress.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor } from "../views/style.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans, terminal } = context;
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin }) => {
    const [plan = ""] = plans;
    const { byPlan, broken } = await readRecordedRuns(edges, await listRunNames(edges.store), plans);
    const refusal = broken.get(plan);
    if (refusal !== undefined) throw refusal;
    const runs = byPlan.get(plan) ?? [];
    if (runs.length === 0) throw nothingOnRecord(plan);
    const history = await edges.objects.readHistory(pin.commit);
    const decisions = openDecisionReader(edges.objects, openKnownHistory(edges.objects, history));
    const replays: Replay[] = [];
    await withProgress(terminal, options, async (tell) => {
      for (const [index, { files, statements }] of runs.entries()) {
        tell({ what: "running again: run", done: index + 1, total: runs.length });
        const replay = await replayRun({ edges, decisions, files, statements });
        replays.push(replay);
        if (options.json) emitReplay(context, plan, replay);
        else if (!options.quiet || replay.difference !== undefined) printReplay(context, replay);
      }
    });
    if (!options.json && !options.quiet) printLines(terminal, ["", summary(replays)]);
    const exits = replays.map(({ difference }) => (difference === undefined ? EXIT.done : EXIT.untrue));
    return { exit: highestExit(exits), plans: 1 };
  });
}

function summary(replays: readonly Replay[]): string {
  const equal = replays.filter(({ difference }) => difference === undefined).length;
  const runs = `${groupDigits(replays.length)} ${replays.length === 1 ? "run" : "runs"}`;
  return `${groupDigits(equal)} of ${runs} came out as recorded`;
}

function printReplay({ terminal }: CommandContext, replay: Replay): void {
  const paint = paintFor(terminal.color);
  const { difference } = replay;
  const mark = difference === undefined ? paint("good", "✔") : paint("bad", "✖");
  const lead = `${mark} `;
  printLines(terminal, [{ lead, text: `${paint("strong", replay.run)}  ${equalWords(replay)}` }]);
  if (difference === undefined) return;
  const { seq, phase, field, recorded, replayed } = difference;
  printLines(terminal, [
    `    statement ${seq}, ${phase}, differs first in ${visibleText(field)}`,
    { lead: "      on record  ", text: visibleText(recorded) },
    { lead: "      run again  ", text: visibleText(replayed) },
    { lead: `      ${paint("strong", "next")}       `, text: OTHERWISE },
  ]);
}

const OTHERWISE =
  "see whether the evidence holds, with reconcile verify; if it does, this version decides otherwise than the one that recorded it";

function equalWords({ equal, statements, taken, difference }: Replay): string {
  const unread = statements - equal - taken.length - (difference === undefined ? 0 : 1);
  const parts = [
    `${groupDigits(equal)} of ${groupDigits(statements)} decisions equal`,
    ...taken.map(
      ({ seq, phase }) =>
        `statement ${seq} (${phase}) follows from another run or later facts, and was not decided again`,
    ),
    ...(unread === 0 ? [] : [`${groupDigits(unread)} after the difference not looked at`]),
  ];
  return parts.join("; ");
}

function emitReplay({ terminal }: CommandContext, plan: string, replay: Replay): void {
  const { run, statements, equal, taken, difference } = replay;
  emit(terminal, {
    type: "replay",
    plan,
    run,
    statements,
    equal,
    taken: taken.map(({ seq }) => seq),
    difference: difference ?? null,
  });
}

function nothingOnRecord(plan: string): Refusal {
  return new Refusal("EVIDENCE_MISSING", {
    message: `there is no run of "${plan}" on record, so there is nothing to replay`,
    expected: "at least one run under runs/",
    todo: "reconcile first, or check the plan's name and the --ref",
  });
}
