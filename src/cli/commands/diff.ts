// reconcile diff: desired against recorded, before anything moves. Exit 2 where there is work to do.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Facts } from "../../model/generated/facts.ts";
import { changeOf, unitsByAddress, type UnitChange } from "../../model/unit-changes.ts";
import type { Edges } from "../../reconcile/edges.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { PlanCase, SoundPlan } from "../../reconcile/plan-work.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import { EXIT, exitOfOutcome, highestExit, type ExitCode } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { withSession } from "../session.ts";
import type { Terminal } from "../terminal.ts";
import { diagnosticEvent, differenceEvent, emit } from "../views/events.ts";
import { reportFaults } from "../views/plain-view.ts";
import { groupDigits, shortDigest } from "../views/step-words.ts";
import { headline } from "../views/outcome-lines.ts";
import { paintFor } from "../views/style.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans, terminal, flags } = context;
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin, trustPin }) => {
    const pins = { plans: pin, trust: trustPin };
    const { loaded, strays, cases } = await openReconciliation(edges, { pins, plans, readsFacts: true });
    const shown = cases.map((found) => ({ found, outcome: whereItStands(found) }));
    const exit = highestExit([
      ...shown.map(({ found, outcome }) => exitOfDifference(found, exitOfOutcome(outcome, false))),
      ...(strays.length > 0 ? [EXIT.invalid] : []),
    ]);
    if (options.json) {
      for (const fault of loaded.checked.diagnostics) emit(terminal, diagnosticEvent(fault));
    }
    for (const { found, outcome } of shown) {
      if (options.json) {
        if (found.kind !== "unjudged") emit(terminal, differenceEvent(differenceOf(found), outcome.text));
      } else if (!options.quiet) {
        const paint = paintFor(terminal.color);
        terminal.out(`${headline(outcome, paint)}\n    ${visibleText(outcome.text)}\n`);
      }
      if (flags["manifest"] === true && found.kind === "work") await listUnits(edges, found.work, context);
      else if (!options.json && !options.quiet && found.kind === "work")
        await countUnits(edges, found.work, terminal);
    }
    if (!options.json) reportFaults(terminal, { outcomes: shown.map(({ outcome }) => outcome), strays });
    return { exit, plans: cases.length };
  });
}

function differenceOf(found: Exclude<PlanCase, { kind: "unjudged" }>): Parameters<typeof differenceEvent>[0] {
  return found.kind === "work" ? found.work.difference : found.difference;
}

/** A difference that the next reconcile would act on is work to do. */
function exitOfDifference(found: PlanCase, outcome: ExitCode): ExitCode {
  if (found.kind !== "work") return outcome;
  const { kind } = found.work.difference;
  const isWork =
    kind === "start" || kind === "supersede" || kind === "restart" || kind === "advance" || kind === "refuse";
  return isWork ? EXIT.work : outcome;
}

const CHANGE_MARKS: Readonly<Record<UnitChange, string>> = { new: "+", unchanged: "=", conflict: "!" };

async function listUnits(
  edges: Edges,
  work: SoundPlan,
  { options, terminal }: CommandContext,
): Promise<void> {
  const facts = await factsIfKnown(edges, work);
  const found = facts === undefined ? undefined : unitsByAddress(facts);
  if (!options.json) terminal.out(`    manifest ${work.manifest.sha256}\n`);
  for (const row of work.manifest.rows) {
    const change = found === undefined ? null : changeOf(row, found.get(row.address));
    if (options.json) {
      emit(terminal, { type: "unit", plan: work.plan, change, row: { ...row } });
    } else {
      const mark = change === null ? "?" : CHANGE_MARKS[change];
      const lines = `${row.startLine}–${row.endLine}`;
      terminal.out(
        `    ${mark} ${row.address.padEnd(28)} ${lines.padStart(11)}  ${shortDigest(row.sha256)}  ${visibleText(row.title)}\n`,
      );
    }
  }
}

async function countUnits(edges: Edges, work: SoundPlan, terminal: Terminal): Promise<void> {
  const facts = await factsIfKnown(edges, work);
  const counts = { new: 0, unchanged: 0, conflict: 0 };
  const found = facts === undefined ? undefined : unitsByAddress(facts);
  if (found !== undefined)
    for (const row of work.manifest.rows) counts[changeOf(row, found.get(row.address))] += 1;
  const against =
    found === undefined
      ? "facts unknown"
      : `${counts.new} new, ${counts.unchanged} unchanged, ${counts.conflict} in conflict`;
  terminal.out(
    `    ${groupDigits(work.manifest.rows.length)} units: ${against}; manifest ${shortDigest(work.manifest.sha256)}\n`,
  );
}

/** A plan that is refused is not asked about at its target; a target that cannot be read leaves the facts unknown. */
async function factsIfKnown(edges: Edges, work: SoundPlan): Promise<Facts | undefined> {
  try {
    edges.actuators.choose(work.mode);
    return await edges.facts.readFacts(work.target, {
      prefix: work.document.spec.cut.prefix,
      reader: "diff",
    });
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
