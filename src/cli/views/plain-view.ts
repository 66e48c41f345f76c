// The view without a redrawing terminal: one block a plan, printed when the plan is done. Also the base of the quiet view.
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Terminal } from "../terminal.ts";
import { TOOL } from "../version.ts";
import { bannerLines, DRYRUN_TEXT } from "./banner.ts";
import { layOut, printLines, type Line } from "./lay-out.ts";
import { outcomeLines } from "./outcome-lines.ts";
import { driveInOrder, type Ending, type Opening, type RunView } from "./run-view.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor, STATE_STYLES, type Paint } from "./style.ts";

export function plainView(terminal: Terminal, verbose: boolean): RunView {
  const paint = paintFor(terminal.color);
  return {
    begin: (opening) => printLines(terminal, openingLines(opening, { paint, columns: terminal.columns })),
    drive: (cases, carry) =>
      driveInOrder(cases, carry, {
        step: () => undefined,
        plan: (outcome) => printLines(terminal, ["", ...outcomeLines(outcome, paint, verbose)]),
      }),
    end: (ending) => {
      reportFaults(terminal, ending);
      printLines(terminal, ["", ...endingLines(ending, paint)]);
    },
  };
}

/** Says nothing but what is wrong, on standard error. */
export function quietView(terminal: Terminal): RunView {
  return {
    begin: () => undefined,
    drive: (cases, carry) => driveInOrder(cases, carry, { step: () => undefined, plan: () => undefined }),
    end: (ending) => tellWrong(terminal, ending),
  };
}

/** Faults, and the plans whose outcome is an exit code of its own, as blocks on standard error. */
export function tellWrong(
  terminal: Terminal,
  { outcomes, strays, exitOf }: Pick<Ending, "outcomes" | "strays" | "exitOf">,
): void {
  const paint = paintFor(terminal.color);
  reportFaults(terminal, { outcomes, strays });
  const wrong = outcomes.filter((outcome) => exitOf(outcome) !== 0 && outcome.diagnostics.length === 0);
  for (const outcome of wrong)
    terminal.err(`${layOut(outcomeLines(outcome, paint), terminal.columns).join("\n")}\n`);
}

/** Mode, commit and place, before anything happens. */
export function openingLines(
  { pin, recording }: Opening,
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): readonly Line[] {
  const keeps = recording ? "evidence goes to runs/" : "nothing is recorded";
  return [...bannerLines(DRYRUN_TEXT, { paint, columns }), `${TOOL}, ${placeWords(pin)}; ${keeps}`];
}

/** `commit 427903d9c2c8 (refs/heads/main)` */
export function placeWords({ commit, ref }: Opening["pin"]): string {
  return `commit ${commit.slice(0, 12)} (${visibleText(ref)})`;
}

export function endingLines(ending: Ending, paint: Paint): readonly Line[] {
  return [endingLine(ending), ...publishedLines(ending), paint("dim", NOTHING_WRITTEN)];
}

/** The banner may have left the screen by now. */
const NOTHING_WRITTEN = "DRYRUN: nothing was written to any database";

/** `3 plans: 1 closed, 1 waiting, 1 refused; 4 statements recorded` */
function endingLine({ outcomes, recording }: Ending): string {
  const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps.length, 0);
  const done =
    steps === 0 ? "nothing new" : `${groupDigits(steps)} ${steps === 1 ? "statement" : "statements"}`;
  const kept = steps === 0 ? "" : recording ? " recorded" : " made, none recorded";
  return `${countStates(outcomes)}; ${done}${kept}`;
}

/** `3 plans: 1 closed, 2 waiting`, in the order in which the states are met. */
export function countStates(outcomes: readonly Pick<Ending["outcomes"][number], "state">[]): string {
  const states = [...Map.groupBy(outcomes, ({ state }) => state)].map(
    ([state, those]) => `${groupDigits(those.length)} ${STATE_STYLES[state].word}`,
  );
  const plans = outcomes.length === 1 ? "plan" : "plans";
  return `${groupDigits(outcomes.length)} ${plans}${states.length === 0 ? "" : `: ${states.join(", ")}`}`;
}

/** What became of --commit and --push, in a line; empty where neither was asked for. */
function publishedLines({ published }: Ending): readonly string[] {
  if (published === undefined) return [];
  const { commit, pushed } = published;
  const made =
    commit === undefined ? "runs/ was committed already" : `runs/ committed as ${commit.slice(0, 12)}`;
  if (pushed === undefined) return [made];
  const tries = pushed.attempts === 1 ? "" : `, at attempt ${pushed.attempts}`;
  const left = pushed.localBranch === "left" ? "; your branch stays behind: git pull --rebase" : "";
  return [`${made}; origin is at ${pushed.tip.slice(0, 12)}${tries}${left}`];
}

/** All faults of all documents, as blocks on standard error. */
export function reportFaults(
  terminal: Terminal,
  { outcomes, strays }: Pick<Ending, "outcomes" | "strays">,
): void {
  const faults = new Set([...strays, ...outcomes.flatMap((outcome) => outcome.diagnostics)]);
  for (const fault of faults) terminal.err(`${renderDiagnostic(fault, terminal)}\n\n`);
}
