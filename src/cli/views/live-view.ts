// The view for a terminal that redraws: a listr2 task for each plan that moves, a subtask for each step it takes. Plans
// at rest are not worth a task each; they are told at the end, as in the plain view.
import { Listr, ListrDefaultRendererLogLevels, type ListrTask } from "listr2";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { stepsFrom } from "../../phases/graph.ts";
import type { Terminal } from "../terminal.ts";
import { layOut, printLines } from "./lay-out.ts";
import { endingLines, openingLines, reportFaults } from "./plain-view.ts";
import { outcomeLines, stateWords } from "./outcome-lines.ts";
import { withProgress } from "./progress.ts";
import { driveInOrder, type Carry, type RunView } from "./run-view.ts";
import { describeStep } from "./step-words.ts";
import { paintFor, STATE_STYLES, STEP_WIDTH } from "./style.ts";

export function liveView(terminal: Terminal, verbose: boolean): RunView {
  const paint = paintFor(terminal.color);
  const shown = new Set<string>();
  return {
    begin: (opening) => {
      printLines(terminal, [...openingLines(opening, { paint, columns: terminal.columns }), ""]);
    },
    drive: async (cases, carry) => {
      const moving = cases.filter(isMoving);
      if (moving.length > MOST_TASKS) return driveMany(terminal, cases, carry);
      const moved = await driveTasks(moving, carry, terminal);
      for (const { plan } of moved) shown.add(plan);
      const rest = cases.filter((found) => !moving.includes(found));
      const settled = await driveInOrder(rest, carry, { step: () => undefined, plan: () => undefined });
      return [...moved, ...settled].sort((a, b) => (a.plan < b.plan ? -1 : 1));
    },
    end: (ending) => {
      for (const outcome of ending.outcomes) {
        const told = shown.has(outcome.plan) ? { ...outcome, steps: [] } : outcome;
        printLines(terminal, ["", ...outcomeLines(told, paint, verbose)]);
      }
      reportFaults(terminal, ending);
      printLines(terminal, ["", ...endingLines(ending, paint)]);
    },
  };
}

/** More of them than fit on a screen cannot be redrawn: a count does then. */
const MOST_TASKS = 12;

async function driveMany(
  terminal: Terminal,
  cases: readonly PlanCase[],
  carry: Carry,
): Promise<readonly PlanOutcome[]> {
  return withProgress(terminal, { quiet: false }, (tell) =>
    driveInOrder(
      cases,
      (found, onStep) => {
        tell({ what: "reconciling plan", done: cases.indexOf(found) + 1, total: cases.length });
        return carry(found, onStep);
      },
      { step: () => undefined, plan: () => undefined },
    ),
  );
}

function isMoving(found: PlanCase): boolean {
  return found.kind === "work" && found.work.difference.next !== null;
}

async function driveTasks(
  cases: readonly PlanCase[],
  carry: Carry,
  { columns }: Terminal,
): Promise<readonly PlanOutcome[]> {
  const outcomes: PlanOutcome[] = [];
  const tasks = cases.map((found): ListrTask => ({
    title: found.plan,
    task: (_context, task) => {
      const journey = startJourney(found, carry);
      void journey.done.then((outcome) => {
        outcomes.push(outcome);
        task.title = `${found.plan}  ${stateWords(outcome)}`;
      });
      const room = columns - STEP_INDENT;
      return task.newListr(stepsAhead(found).map((name) => stepTask(name, journey, room)));
    },
  }));
  const rendererOptions = {
    collapseSubtasks: false,
    collapseSkips: false,
    // A run that halts at a gate is no warning.
    icon: { [ListrDefaultRendererLogLevels.SKIPPED_WITHOUT_COLLAPSE]: STATE_STYLES.waiting.mark },
  } as const;
  await new Listr(tasks, { concurrent: false, exitOnError: false, rendererOptions }).run();
  return outcomes;
}

/** What listr2 puts before a subtask. */
const STEP_INDENT = 4;

/** One step's line. The first step that is not taken says why the plan halts there; those behind it are not shown. */
function stepTask(name: string, journey: Journey, columns: number): ListrTask {
  return {
    title: name,
    enabled: () => !journey.isHalted(),
    task: async (_context, step) => {
      const taken = await journey.next();
      if (taken !== undefined) {
        step.title = layStep(...stepWords(taken), columns);
        if (taken.statement.statement.predicate.outcome !== "PASSED") throw new Error(step.title);
        return;
      }
      step.title = layStep(name, visibleText((await journey.done).text), columns);
      step.skip();
    },
  };
}

/** Every statement that could be made before the run ends: its own steps, and what they put an end to. */
function stepsAhead(found: PlanCase): readonly string[] {
  if (found.kind !== "work") return [];
  const { next, replaces, kind } = found.work.difference;
  if (next === null) return [];
  return [...replaces.map(() => "superseded"), ...(kind === "restart" ? ["stale"] : []), ...stepsFrom(next)];
}

function stepWords({ statement, tookMs }: StepTaken): readonly [name: string, words: string] {
  const words = visibleText(describeStep(statement.statement));
  return [statement.statement.predicate.phase, `${words}  ${tookMs.toFixed(0)} ms`];
}

function layStep(name: string, text: string, columns: number): string {
  return layOut([{ lead: `${name.padEnd(STEP_WIDTH)}  `, text }], columns).join("\n");
}

/** A plan being carried, its steps handed out one by one as they happen. */
interface Journey {
  /** The next step; undefined after the last. */
  readonly next: () => Promise<StepTaken | undefined>;
  /** Whether it has been told that there are no more steps. */
  readonly isHalted: () => boolean;
  readonly done: Promise<PlanOutcome>;
}

function startJourney(found: PlanCase, carry: Carry): Journey {
  const taken: StepTaken[] = [];
  const state = { isOver: false, isHalted: false };
  let wake: () => void = () => undefined;
  const done = carry(found, (step) => {
    taken.push(step);
    wake();
  }).finally(() => {
    state.isOver = true;
    wake();
  });
  const next = async (): Promise<StepTaken | undefined> => {
    while (taken.length === 0 && !state.isOver) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const step = taken.shift();
    state.isHalted ||= step === undefined;
    return step;
  };
  return { next, isHalted: () => state.isHalted, done };
}
