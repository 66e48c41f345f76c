// A thread that works on portions of plans as the main one does, with a git process of its own. It writes nothing and
// decides nothing that is not asked; what it cannot do it leaves to the main thread.
import { parentPort, workerData } from "node:worker_threads";
import { startObjectStore, type ObjectStore } from "../../git/object-store.ts";
import { SHIPPED_MODES } from "../../model/carried-modes.ts";
import { NO_PLANS } from "../../reconcile/list-plans.ts";
import { loadPortion, loadShared, type SharedDocuments } from "../../reconcile/load-repository.ts";
import { recordGround, settlePortion } from "../../reconcile/settle-portion.ts";
import type { RecordGround } from "../../reconcile/settle-by-record.ts";
import { surveyPortion } from "../../reconcile/survey-portion.ts";
import { stampRuns } from "../../runs/run-stamp.ts";
import { openRunStore } from "../../runs/run-store.ts";
import type { Answered, Asked, ThreadAnswer, ThreadGround, ThreadTask } from "./thread-messages.ts";

interface Opened {
  readonly objects: ObjectStore;
  readonly shared: SharedDocuments;
  readonly record: RecordGround | undefined;
}

async function open({ repository, shared: listing }: ThreadGround): Promise<Opened> {
  const objects = await startObjectStore(repository);
  try {
    const shared = await loadShared(objects, listing);
    const alone = await loadPortion(objects, shared, NO_PLANS);
    return { objects, shared, record: recordGround(objects, shared, alone) };
  } catch (error) {
    // A git process that is left would keep the thread alive.
    await objects.stop();
    throw error;
  }
}

async function answer(
  { repository: { workTree }, since }: ThreadGround,
  { objects, shared, record }: Opened,
  asked: ThreadTask,
): Promise<ThreadAnswer | undefined> {
  if (asked.kind === "survey") {
    const surveyed = await surveyPortion(objects, shared, asked.task);
    // A refusal is more than data, and is met again by whoever is to tell it.
    return surveyed.unread.size > 0 ? undefined : { kind: "survey", surveyed };
  }
  if (record === undefined || workTree === undefined) return undefined;
  const store = openRunStore({ mode: "memory", workTree, committed: { files: asked.committed, objects } });
  const stamp = (plan: string, runs: readonly string[]): string | undefined =>
    stampRuns({ workTree, since }, plan, runs);
  const found = await settlePortion({ record, store, modes: SHIPPED_MODES, stamp }, asked.task);
  return { kind: "settle", found };
}

async function answerOrLeave(
  ground: ThreadGround,
  opened: Promise<Opened>,
  { id, task }: Asked,
): Promise<Answered> {
  try {
    return { id, answer: await answer(ground, await opened, task) };
  } catch {
    return { id, answer: undefined };
  }
}

const ground = workerData as ThreadGround;
const opened = open(ground);
opened.catch(() => undefined);
parentPort?.on("message", (asked: Asked | "stop") => {
  if (asked === "stop") {
    parentPort?.close();
    void opened.then(({ objects }) => objects.stop()).catch(() => undefined);
  } else void answerOrLeave(ground, opened, asked).then((answered) => parentPort?.postMessage(answered));
});
