// The view without a redrawing terminal: one block a plan, printed when the plan is done. Also the base of the quiet view.
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Terminal } from "../terminal.ts";
import { TOOL } from "../version.ts";
import { outcomeLines } from "./outcome-lines.ts";
import { driveInOrder, type Ending, type Opening, type RunView } from "./run-view.ts";
import { groupDigits } from "./step-words.ts";
import { paintFor, STATE_STYLES, type Paint } from "./style.ts";

export function plainView(terminal: Terminal, verbose: boolean): RunView {
  const paint = paintFor(terminal.color);
  return {
    begin: (opening) => terminal.out(`${openingLines(opening, paint).join("\n")}\n`),
    drive: (cases, carry) =>
      driveInOrder(cases, carry, {
        step: () => undefined,
        plan: (outcome) => terminal.out(`\n${outcomeLines(outcome, paint, verbose).join("\n")}\n`),
      }),
    end: (ending) => {
      reportFaults(terminal, ending);
      terminal.out(`\n${[endingLine(ending), ...publishedLines(ending)].join("\n")}\n`);
    },
  };
}

/** Says nothing but what is wrong, on standard error. */
export function quietView(terminal: Terminal): RunView {
  const paint = paintFor(terminal.color);
  return {
    begin: () => undefined,
    drive: (cases, carry) => driveInOrder(cases, carry, { step: () => undefined, plan: () => undefined }),
    end: ({ outcomes, strays, exitOf }) => {
      reportFaults(terminal, { outcomes, strays });
      const wrong = outcomes.filter((outcome) => exitOf(outcome) !== 0 && outcome.diagnostics.length === 0);
      for (const outcome of wrong) terminal.err(`${outcomeLines(outcome, paint).join("\n")}\n`);
    },
  };
}

/** Mode, commit and place, before anything happens. */
export function openingLines({ pin, recording }: Opening, paint: Paint): readonly string[] {
  const keeps = recording ? "evidence goes to runs/" : "nothing is recorded";
  return [
    `${paint("strong", TOOL)}  ${paint("strong", "DRYRUN")}: nothing is written to any database; ${keeps}`,
    paint("dim", `commit ${pin.commit.slice(0, 12)} (${visibleText(pin.ref)})`),
  ];
}

/** `3 plans: 1 closed, 1 waiting, 1 refused; 4 statements recorded` */
export function endingLine({ outcomes, recording }: Ending): string {
  const states = [...new Set(outcomes.map((outcome) => outcome.state))].map((state) => {
    const count = outcomes.filter((outcome) => outcome.state === state).length;
    return `${groupDigits(count)} ${STATE_STYLES[state].word}`;
  });
  const steps = outcomes.reduce((sum, outcome) => sum + outcome.steps.length, 0);
  const done =
    steps === 0 ? "nothing new" : `${groupDigits(steps)} ${steps === 1 ? "statement" : "statements"}`;
  const kept = steps === 0 ? "" : recording ? " recorded" : " made, none recorded";
  return `${groupDigits(outcomes.length)} ${outcomes.length === 1 ? "plan" : "plans"}: ${states.join(", ")}; ${done}${kept}`;
}

/** What became of --commit and --push, in a line; empty where neither was asked for. */
export function publishedLines({ published }: Ending): readonly string[] {
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
