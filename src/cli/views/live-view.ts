// The view for a terminal that redraws: a listr2 task for each plan that moves, a subtask for each step it takes. Plans
// at rest are not worth a task each; they are told at the end, as in the plain view.
import { Listr, type ListrTask } from "listr2";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import type { PlanCase } from "../../reconcile/plan-work.ts";
import { stepsFrom } from "../../phases/graph.ts";
import type { Terminal } from "../terminal.ts";
import { endingLine, openingLines, publishedLines, reportFaults } from "./plain-view.ts";
import { outcomeLines } from "./outcome-lines.ts";
import { driveInOrder, type Carry, type RunView } from "./run-view.ts";
import { describeStep } from "./step-words.ts";
import { paintFor } from "./style.ts";

export function liveView(terminal: Terminal, verbose: boolean): RunView {
  const paint = paintFor(terminal.color);
  const shown = new Set<string>();
  return {
    begin: (opening) => terminal.out(`${openingLines(opening, paint).join("\n")}\n\n`),
    drive: async (cases, carry) => {
      const moving = cases.filter(isMoving);
      const moved = await driveTasks(moving, carry);
      for (const { plan } of moved) shown.add(plan);
      const rest = cases.filter((found) => !moving.includes(found));
      const settled = await driveInOrder(rest, carry, { step: () => undefined, plan: () => undefined });
      return [...moved, ...settled].sort((a, b) => (a.plan < b.plan ? -1 : 1));
    },
    end: (ending) => {
      for (const outcome of ending.outcomes) {
        const told = shown.has(outcome.plan) ? { ...outcome, steps: [] } : outcome;
        terminal.out(`\n${outcomeLines(told, paint, verbose).join("\n")}\n`);
      }
      reportFaults(terminal, ending);
      terminal.out(`\n${[endingLine(ending), ...publishedLines(ending)].join("\n")}\n`);
    },
  };
}

function isMoving(found: PlanCase): boolean {
  return found.kind === "work" && found.work.difference.next !== null;
}

async function driveTasks(cases: readonly PlanCase[], carry: Carry): Promise<readonly PlanOutcome[]> {
  const outcomes: PlanOutcome[] = [];
  const tasks = cases.map((found): ListrTask => ({
    title: found.plan,
    task: (_context, task) => {
      const journey = startJourney(found, carry);
      void journey.done.then((outcome) => outcomes.push(outcome));
      return task.newListr(stepsAhead(found).map((name) => stepTask(name, journey)));
    },
  }));
  const rendererOptions = { collapseSubtasks: false, collapseSkips: false } as const;
  await new Listr(tasks, { concurrent: false, exitOnError: false, rendererOptions }).run();
  return outcomes;
}

/** One step's line. The first step that is not taken says why the plan halts there; those behind it are not shown. */
function stepTask(name: string, journey: Journey): ListrTask {
  return {
    title: name,
    enabled: () => !journey.isHalted(),
    task: async (_context, step) => {
      const taken = await journey.next();
      if (taken !== undefined) {
        step.title = stepTitle(taken);
        if (taken.statement.statement.predicate.outcome !== "PASSED") throw new Error(step.title);
        return;
      }
      step.title = `${name.padEnd(NAME_WIDTH)}  ${visibleText((await journey.done).text)}`;
      step.skip();
    },
  };
}

const NAME_WIDTH = "pre_write_backup".length;

/** Every statement that could be made before the run ends: its own steps, and what they put an end to. */
function stepsAhead(found: PlanCase): readonly string[] {
  if (found.kind !== "work") return [];
  const { next, replaces, kind } = found.work.difference;
  if (next === null) return [];
  return [...replaces.map(() => "superseded"), ...(kind === "restart" ? ["stale"] : []), ...stepsFrom(next)];
}

function stepTitle({ statement, tookMs }: StepTaken): string {
  const { phase } = statement.statement.predicate;
  const words = visibleText(describeStep(statement.statement));
  return `${phase.padEnd(NAME_WIDTH)}  ${words}  ${tookMs.toFixed(0)} ms`;
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
