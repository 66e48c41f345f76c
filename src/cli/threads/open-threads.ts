// Threads that take portions of plans off the main one, as many as there are cores left, and only where there is enough to
// do. What none of them answers, the main thread does: without them nothing is different but the time.
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Repository } from "../../git/repository.ts";
import type { TreeFile, TreeListing } from "../../model/ports.ts";
import { inOrder, openQueue, TASKS_AT_ONCE, type PlanThreads } from "../../reconcile/spread.ts";
import type { Answered, ThreadAnswer, ThreadGround, ThreadTask } from "./thread-messages.ts";

export interface ThreadWishes {
  readonly repository: Repository;
  /** Everything below runs/ in the commit. */
  readonly committed: readonly TreeFile[];
  readonly since: number;
  /** Fewer tasks are not worth a start. */
  readonly leastTasks?: number;
  readonly threads?: number;
}

export interface OpenedThreads extends PlanThreads {
  /** Ends the threads that are there. */
  stop(): Promise<void>;
}

/** A thread has to start and to warm up: below some three seconds of work for one core, two are no faster. */
const LEAST_TASKS = { settle: 60, survey: 100 } as const;
/** More than a portion of plans needs; a thread that outgrows it ends, and its tasks are done by the main one. */
const HEAP_MIB = 256;
/** What was read goes early with a small nursery: less memory, in the same time. */
const YOUNG_MIB = 12;
const MOST_THREADS = 4;

/** One alone would be no faster than the main thread. */
function coresToUse(): number {
  const cores = Math.min(MOST_THREADS, availableParallelism());
  return cores > 1 ? cores : 0;
}

export function openThreads(wishes: ThreadWishes): OpenedThreads {
  const { committed, threads = coresToUse() } = wishes;
  const started: Thread[] = [];
  const startFor = (kind: ThreadTask["kind"], shared: TreeListing, tasks: number): readonly Thread[] => {
    if (tasks < (wishes.leastTasks ?? LEAST_TASKS[kind])) return [];
    while (started.length < threads) started.push(startThread({ ...wishes, shared }));
    return started;
  };
  const byPlan = Map.groupBy(committed, ({ path }) => path.split("/")[1] ?? "");
  return {
    settle: (shared) => (tasks, own) =>
      shareOut(
        { tasks, own, threads: startFor("settle", shared, tasks.length) },
        {
          ask: (task) => ({
            kind: "settle",
            task,
            committed: [...task.runs.keys()].flatMap((plan) => byPlan.get(plan) ?? []),
          }),
          read: (answer) => (answer.kind === "settle" ? answer.found : undefined),
        },
      ),
    survey: (shared) => (tasks, own) =>
      shareOut(
        { tasks, own, threads: startFor("survey", shared, tasks.length) },
        {
          ask: (task) => ({ kind: "survey", task }),
          read: (answer) => (answer.kind === "survey" ? answer.surveyed : undefined),
        },
      ),
    stop: async () => {
      await Promise.all(started.map((thread) => thread.stop()));
    },
  };
}

interface Work<Task, Answer> {
  readonly tasks: readonly Task[];
  readonly own: (task: Task) => Promise<Answer>;
  readonly threads: readonly Thread[];
}

interface Wording<Task, Answer> {
  readonly ask: (task: Task) => ThreadTask;
  readonly read: (answer: ThreadAnswer) => Answer | undefined;
}

async function shareOut<Task, Answer>(
  { tasks, own, threads }: Work<Task, Answer>,
  { ask, read }: Wording<Task, Answer>,
): Promise<readonly Answer[]> {
  const queue = openQueue(tasks);
  const answers = new Map<number, Answer>();
  const left = new Map<number, Task>();
  const here = async (): Promise<void> => {
    for (const [index, task] of queue) answers.set(index, await own(task));
  };
  const there = async (thread: Thread): Promise<void> => {
    for (const [index, task] of queue) {
      const answered = await thread.ask(ask(task));
      const answer = answered === undefined ? undefined : read(answered);
      if (answer === undefined) left.set(index, task);
      else answers.set(index, answer);
      if (thread.isOver()) return;
    }
  };
  const twice = Array.from({ length: TASKS_AT_ONCE });
  // This thread has the tasks to hand out, and grows slowly only while it does nothing else.
  const workers = threads.length === 0 ? [here] : threads.map((thread) => () => there(thread));
  await Promise.all(workers.flatMap((work) => twice.map(work)));
  for (const [index, task] of [...left, ...queue]) answers.set(index, await own(task));
  return inOrder(answers);
}

interface Thread {
  /** Undefined where it cannot answer, or has ended. */
  ask(task: ThreadTask): Promise<ThreadAnswer | undefined>;
  isOver(): boolean;
  stop(): Promise<void>;
}

/** The thread's file beside this one, in the source as in the build. */
const FILE = new URL(import.meta.url.replace(/open-threads(\.[jt]s)$/, "plan-thread$1"));

function startThread(ground: ThreadGround): Thread {
  const { repository, shared, since } = ground;
  const worker = new Worker(FILE, {
    workerData: { repository, shared, since },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB, maxYoungGenerationSizeMb: YOUNG_MIB },
  });
  const waiting = new Map<number, (answer: ThreadAnswer | undefined) => void>();
  let isOver = false;
  let asked = 0;
  const ended = new Promise<void>((resolve) => {
    worker.on("exit", () => {
      isOver = true;
      for (const give of waiting.values()) give(undefined);
      resolve();
    });
  });
  worker.on("message", ({ id, answer }: Answered) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  // Its exit follows, and tells all there is to do.
  worker.on("error", () => undefined);
  return {
    ask: (task) =>
      new Promise((resolve) => {
        if (isOver) {
          resolve(undefined);
          return;
        }
        asked += 1;
        waiting.set(asked, resolve);
        worker.postMessage({ id: asked, task });
      }),
    isOver: () => isOver,
    stop: async () => {
      if (!isOver) worker.postMessage("stop");
      await ended;
    },
  };
}
