// reconcile diff: desired against recorded, before anything moves. Exit 2 where there is work to do.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { parseFacts } from "../../model/facts-file.ts";
import { changeOf, unitsByAddress } from "../../model/unit-changes.ts";
import type { Edges } from "../../reconcile/edges.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { OpenedCase, PlanWork } from "../../reconcile/plan-work.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import { EXIT, exitOfOutcome, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession, type Session } from "../session.ts";
import { bannerLines, DRYRUN_TEXT } from "../views/banner.ts";
import { diffEnding, diffLines, type AskedFacts, type ShownDifference } from "../views/diff-lines.ts";
import { diagnosticEvent, differenceEvent, emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { movedFacts } from "../views/moved-facts.ts";
import { placeWords, reportFaults, tellWrong } from "../views/plain-view.ts";
import { cutTeller, withProgress } from "../views/progress.ts";
import { paintFor } from "../views/style.ts";
import { TOOL } from "../version.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans } = context;
  return withSession(options, { recordsAs: undefined }, async (session) => {
    const { edges, pin, trustPin } = session;
    const pins = { plans: pin, trust: trustPin };
    const { diagnostics, strays, cases, shown } = await withProgress(
      context.terminal,
      options,
      async (tell) => {
        const reading = { what: "reading plans, runs and facts" };
        tell(reading);
        const request = { pins, plans, readsFacts: true, onCut: cutTeller(tell, reading) };
        const opened = await openReconciliation(edges, request);
        const differences: ShownDifference[] = [];
        for (const [index, found] of opened.cases.entries()) {
          tell({ what: "comparing plan", done: index + 1, total: opened.cases.length });
          differences.push(await lookAt(edges, found, context));
        }
        return { ...opened, shown: differences };
      },
    );
    const exit = highestExit([
      ...shown.map(({ found, outcome }) => exitOfDifference(found, exitOfOutcome(outcome, false))),
      ...(strays.length > 0 ? [EXIT.invalid] : []),
    ]);
    if (options.json) {
      tellMachine(context, { shown, diagnostics });
    } else {
      const outcomes = shown.map(({ outcome }) => outcome);
      const exitOf = (outcome: PlanOutcome): ExitCode => exitOfOutcome(outcome, false);
      if (options.quiet) tellWrong(context.terminal, { outcomes, strays, exitOf });
      else tellPerson(context, session, { shown, strays });
    }
    return { exit, plans: cases.length };
  });
}

function listsUnits({ flags }: CommandContext): boolean {
  return flags["manifest"] === true;
}

/** A target is asked where it matters: for a plan that could move, or where every unit is to be listed. */
async function lookAt(edges: Edges, found: OpenedCase, context: CommandContext): Promise<ShownDifference> {
  const outcome = whereItStands(found);
  if (found.kind !== "work") return { found, outcome, facts: undefined, moved: [] };
  const { work } = found;
  const isAsked = listsUnits(context) || (outcome.state !== "closed" && !context.options.json);
  const facts = isAsked ? await askFacts(edges, work) : undefined;
  const pinned = work.recorded.find(({ state }) => state.id === work.difference.run)?.files.facts;
  const before = pinned === undefined ? undefined : parseFacts(pinned);
  const isComparable = facts !== undefined && !(facts instanceof Refusal) && before !== undefined;
  const moved = work.difference.kind === "restart" && isComparable ? movedFacts(before, facts) : [];
  return { found, outcome, facts, moved };
}

/** A plan that is refused is not asked about at its target; a target that cannot be read leaves the facts unknown. */
async function askFacts(edges: Edges, work: PlanWork): Promise<AskedFacts> {
  if (work.refusal !== undefined) return undefined;
  try {
    const { prefix } = work.document.spec.cut;
    return await edges.facts.readFacts(work.target, { prefix, reader: "diff" });
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

interface Told {
  readonly shown: readonly ShownDifference[];
  readonly diagnostics: readonly Diagnostic[];
}

function tellMachine(context: CommandContext, { shown, diagnostics }: Told): void {
  const { terminal } = context;
  for (const fault of diagnostics) emit(terminal, diagnosticEvent(fault));
  for (const { found, outcome, facts } of shown) {
    if (found.kind !== "unjudged") emit(terminal, differenceEvent(differenceOf(found), outcome.text));
    if (!listsUnits(context) || found.kind !== "work") continue;
    const units = facts === undefined || facts instanceof Refusal ? undefined : unitsByAddress(facts);
    for (const row of found.work.manifest.rows) {
      const change = units === undefined ? null : changeOf(row, units.get(row.address));
      emit(terminal, { type: "unit", plan: found.plan, change, row: { ...row } });
    }
  }
}

interface ToldPerson {
  readonly shown: readonly ShownDifference[];
  readonly strays: readonly Diagnostic[];
}

/** Faults go to standard error; on a terminal they stand between the plans and the total. */
function tellPerson(context: CommandContext, { pin }: Session, { shown, strays }: ToldPerson): void {
  const { terminal, plans } = context;
  const { columns, color } = terminal;
  const paint = paintFor(color);
  const manifest = listsUnits(context);
  printLines(terminal, [
    ...bannerLines(DRYRUN_TEXT, { paint, columns }),
    `${TOOL}, ${placeWords(pin)}; nothing moves, this only looks`,
    "",
  ]);
  for (const one of shown) {
    printLines(terminal, diffLines(one, { paint, columns, manifest }));
    printLines(terminal, [""]);
  }
  reportFaults(terminal, { outcomes: shown.map(({ outcome }) => outcome), strays });
  printLines(terminal, diffEnding(shown, { paint, manifest, asked: plans }));
}

function differenceOf(
  found: Exclude<OpenedCase, { kind: "unjudged" }>,
): Parameters<typeof differenceEvent>[0] {
  return found.kind === "work" ? found.work.difference : found.difference;
}

/** A difference that the next reconcile would act on is work to do. */
function exitOfDifference(found: OpenedCase, outcome: ExitCode): ExitCode {
  if (found.kind !== "work") return outcome;
  const { kind } = found.work.difference;
  const isWork =
    kind === "start" || kind === "supersede" || kind === "restart" || kind === "advance" || kind === "refuse";
  return isWork ? EXIT.work : outcome;
}
