// The repositories that the cases run on. Runs are closed in memory and committed without a work tree and without a sync
// for each line: the same bytes as the program leaves, in a fraction of the time.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { sha256Hex } from "../../src/model/digest.ts";
import { manyPlans, onePlan } from "../support/many-plans.ts";
import type { Files } from "../support/repository.ts";
import { checkOut, commitFiles, initialize } from "./fast-import.ts";
import type { Share, Wish } from "./settle-worker.ts";

const UNITS = 10;
const WORKER = new URL("settle-worker.ts", import.meta.url);

/** Plans of ten units, of which there become more. */
export interface GrowingRepository {
  /** Adds plans until there are `count`, and commits them. */
  readonly growPlans: (count: number) => void;
  /** The same, each new one with a run that is closed and committed. */
  readonly growClosed: (count: number) => Promise<void>;
}

export function openGrowingRepository(directory: string): GrowingRepository {
  initialize(directory);
  commitFiles(directory, manyPlans(0, UNITS));
  const names: string[] = [];
  const add = (count: number): readonly string[] => {
    const added = Array.from(
      { length: count - names.length },
      (_, index) => `plan-${String(names.length + index).padStart(5, "0")}`,
    );
    commitFiles(directory, join(added.map((name) => onePlan(name, UNITS))));
    names.push(...added);
    return added;
  };
  return {
    growPlans: (count) => {
      add(count);
      checkOut(directory);
    },
    growClosed: async (count) => {
      const plans = add(count);
      const workers = startWorkers(directory, plans);
      for (const wish of ["SG_1", "SG_2", "runs"] as const)
        commitFiles(directory, join(await Promise.all(workers.map((ask) => ask(wish)))));
      checkOut(directory);
    },
  };
}

/** Half of the plans on either core. */
function startWorkers(
  directory: string,
  plans: readonly string[],
): readonly ((wish: Wish) => Promise<Files>)[] {
  const half = Math.ceil(plans.length / 2);
  const shares = [plans.slice(0, half), plans.slice(half)].filter((share) => share.length > 0);
  return shares.map((share) => {
    const worker = new Worker(WORKER, { workerData: { directory, plans: share } satisfies Share });
    return async (wish) => {
      worker.postMessage(wish);
      const [files] = (await once(worker, "message")) as [Files];
      return files;
    };
  });
}

function join(parts: readonly Files[]): Files {
  return Object.assign({}, ...parts) as Files;
}

/** One plan whose source has `units` units of about `bytes` bytes each; answers with the source's size in MB. */
export function makeLargeRepository(
  directory: string,
  { units, bytes }: { readonly units: number; readonly bytes: number },
): number {
  initialize(directory);
  const filler = "x".repeat(Math.max(0, bytes - "Section 1000000\n\n".length));
  const source = Array.from({ length: units }, (_, index) => `Section ${index + 1}\n${filler}\n`).join("");
  const files = { ...manyPlans(0, 0), ...onePlan("large", 1) };
  const plan = String(files["plans/large/plan.yaml"])
    .replace(/sha256: "[0-9a-f]{64}"/, `sha256: "${sha256Hex(source)}"`)
    .replace("units: 1", `units: ${units}`);
  commitFiles(directory, { ...files, "plans/large/plan.yaml": plan, "plans/large/source.txt": source });
  checkOut(directory);
  return source.length / 1e6;
}
