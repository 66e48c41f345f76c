// Carries a share of the plans as far as they go, as a thread of its own, each time it is asked. Its runs stay in its memory,
// as they would in a work tree, until they are asked for.
import { parentPort, workerData } from "node:worker_threads";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import type { GateName } from "../../src/model/phase.ts";
import type { RecordedFiles, RunStore } from "../../src/model/ports.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import { approvalFor } from "../support/many-plans.ts";
import { reconcileOnce } from "../support/open-edges.ts";
import type { Files } from "../support/repository.ts";

export interface Share {
  readonly directory: string;
  /** None of them has a run. */
  readonly plans: readonly string[];
}

/** Answered with files by path: the approvals that open this gate for the runs; or, at last, all that the runs left. */
export type Wish = GateName | "runs";

const { directory, plans } = workerData as Share;

async function settle(store: RunStore, wish: Wish): Promise<Files> {
  const found: Record<string, string | Uint8Array> = {};
  for (const { plan, run = "" } of await reconcileOnce(directory, { store, plans })) {
    const files = await store.readRun(plan, run);
    if (files === undefined) throw new Error(`${run} left nothing`);
    Object.assign(
      found,
      wish === "runs" ? runFiles(files) : approvalFor(plan, wish, Buffer.from(files.evidence).toString()),
    );
  }
  return found;
}

function runFiles({ plan, run, evidence, facts, report }: RecordedFiles): Files {
  const named = { "evidence.jsonl": evidence, "facts.json": facts, "report.md": report };
  return Object.fromEntries(
    Object.entries(named).flatMap(([name, bytes]) =>
      bytes === undefined ? [] : [[`runs/${plan}/${run}/${name}`, bytes]],
    ),
  );
}

const objects = await startObjectStore(await openRepository(directory));
const store = openRunStore({ mode: "memory", workTree: undefined, committed: { files: [], objects } });

async function answer(wish: Wish): Promise<void> {
  parentPort?.postMessage(await settle(store, wish));
  if (wish !== "runs") return;
  await objects.stop();
  parentPort?.close();
}

parentPort?.on("message", (wish: Wish) => void answer(wish));
