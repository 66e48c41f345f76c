// Carries a share of the plans as far as they go, as a thread of its own, and hands over the files of their runs. Writes none.
import { parentPort, workerData } from "node:worker_threads";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import { reconcileOnce } from "../support/open-edges.ts";
import type { Files } from "../support/repository.ts";

const { directory, plans } = workerData as { readonly directory: string; readonly plans: readonly string[] };

async function settle(): Promise<Files> {
  const objects = await startObjectStore(await openRepository(directory));
  const left: Record<string, string | Uint8Array> = {};
  try {
    const store = openRunStore({ mode: "memory", workTree: directory, committed: { files: [], objects } });
    for (const { plan, run = "" } of await reconcileOnce(directory, { store, plans })) {
      const files = await store.readRun(plan, run);
      if (files === undefined) throw new Error(`${run} left nothing`);
      const folder = `runs/${plan}/${run}`;
      left[`${folder}/evidence.jsonl`] = files.evidence;
      if (files.facts !== undefined) left[`${folder}/facts.json`] = files.facts;
      if (files.report !== undefined) left[`${folder}/report.md`] = files.report;
    }
  } finally {
    await objects.stop();
  }
  return left;
}

parentPort?.postMessage(await settle());
