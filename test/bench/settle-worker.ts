// Carries a share of the plans as far as they go, as a thread of its own, and hands over the
// files of their runs. Writes none.
import { parentPort, workerData } from "node:worker_threads";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import { reconcileOnce } from "../support/open-edges.ts";

export interface Share {
  readonly directory: string;
  readonly plans: readonly string[];
}

export interface LeftRun {
  readonly plan: string;
  readonly run: string;
  /** By name. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

async function settle({ directory, plans }: Share): Promise<readonly LeftRun[]> {
  const repository = await openRepository(directory);
  const objects = await startObjectStore(repository);
  try {
    const { tree } = await resolveCommit(repository, "HEAD");
    const { files } = await objects.listFolder(tree, "runs");
    // Without a work tree the commit's runs count.
    const store = openRunStore({ mode: "memory", workTree: undefined, committed: { files, objects } });
    const left: LeftRun[] = [];
    for (const { plan, run = "" } of await reconcileOnce(directory, { store, plans })) {
      const found = await store.readRun(plan, run);
      if (found === undefined) throw new Error(`${run} left nothing`);
      const { evidence, facts, report } = found;
      left.push({
        plan,
        run,
        files: {
          "evidence.jsonl": evidence,
          ...(facts === undefined ? {} : { "facts.json": facts }),
          ...(report === undefined ? {} : { "report.md": report }),
        },
      });
    }
    return left;
  } finally {
    await objects.stop();
  }
}

parentPort?.postMessage(await settle(workerData as Share));
