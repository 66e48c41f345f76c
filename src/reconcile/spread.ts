// Portions of plans need nothing of each other, so they may be worked on in several threads. Which, and whether at all, is
// decided outside; here is only what that looks like.
import type { TreeListing } from "../model/ports.ts";
import type { FoundSettled } from "../model/settled.ts";
import type { RunNames } from "./recorded-runs.ts";
import type { SurveyedPortion } from "./survey-portion.ts";

/**
 * Does every task once, in any order; the answers stand in the order of the tasks. `own` does one in this thread, and is
 * asked again where another thread could not: whatever it rejects with is what the whole rejects with.
 */
export type Spread<Task, Answer> = (
  tasks: readonly Task[],
  own: (task: Task) => Promise<Answer>,
) => Promise<readonly Answer[]>;

/** Plans that have runs, with everything below their folders. */
export interface SettleTask {
  readonly listing: TreeListing;
  readonly runs: RunNames;
}

/** What other threads can do, given the listing of what all plans share. */
export interface PlanThreads {
  readonly settle: (shared: TreeListing) => Spread<SettleTask, readonly FoundSettled[]>;
  readonly survey: (shared: TreeListing) => Spread<TreeListing, SurveyedPortion>;
}

/** In this thread only, one task after the other but for what waits for git. */
export const NO_THREADS: PlanThreads = { settle: () => spreadHere, survey: () => spreadHere };

/** Tasks that are under way in one thread: while one waits for git, the other is worked on. */
export const TASKS_AT_ONCE = 2;

async function spreadHere<Task, Answer>(
  tasks: readonly Task[],
  own: (task: Task) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const queue = openQueue(tasks);
  const answers = new Map<number, Answer>();
  const work = async (): Promise<void> => {
    for (const [index, task] of queue) answers.set(index, await own(task));
  };
  await Promise.all(Array.from({ length: TASKS_AT_ONCE }, work));
  return inOrder(answers);
}

/** Each task once with its place, whoever asks. */
export function openQueue<Task>(tasks: readonly Task[]): Iterable<readonly [number, Task]> {
  const rest = tasks.entries();
  // A loop that is left would end a plain iterator for everybody else.
  return { [Symbol.iterator]: () => ({ next: () => rest.next() }) };
}

export function inOrder<Answer>(answers: ReadonlyMap<number, Answer>): readonly Answer[] {
  return [...answers].sort(([one], [other]) => one - other).map(([, answer]) => answer);
}
