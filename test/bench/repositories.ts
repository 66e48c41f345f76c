// The repositories that the cases run on. Runs are closed in memory and committed without a work tree and without a sync
// for each line: the same bytes as the program leaves, in a fraction of the time.
import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { sha256Hex } from "../../src/model/digest.ts";
import { approvalFor, manyPlans, onePlan } from "../support/many-plans.ts";
import type { Files } from "../support/repository.ts";
import { checkOut, commitFiles, initialize } from "./fast-import.ts";
import type { LeftRun, Share } from "./settle-worker.ts";

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
      let runs = await settle(directory, plans);
      for (const gate of ["SG_1", "SG_2"] as const) {
        const approvals = runs.map(({ plan, files }) =>
          approvalFor(plan, gate, Buffer.from(files["evidence.jsonl"] ?? "").toString()),
        );
        commitFiles(directory, join([filesOf(runs), ...approvals]));
        runs = await settle(directory, plans);
      }
      commitFiles(directory, filesOf(runs));
      checkOut(directory);
    },
  };
}

/** Takes the plans as far as they go, half of them on either core. */
async function settle(directory: string, plans: readonly string[]): Promise<readonly LeftRun[]> {
  const half = Math.ceil(plans.length / 2);
  const shares = [plans.slice(0, half), plans.slice(half)].filter((share) => share.length > 0);
  const answers = shares.map(async (share) => {
    const worker = new Worker(WORKER, { workerData: { directory, plans: share } satisfies Share });
    const [left] = (await once(worker, "message")) as [readonly LeftRun[]];
    return left;
  });
  return (await Promise.all(answers)).flat();
}

function filesOf(runs: readonly LeftRun[]): Files {
  return join(
    runs.map(({ plan, run, files }) =>
      Object.fromEntries(
        Object.entries(files).map(([name, bytes]) => [`runs/${plan}/${run}/${name}`, bytes]),
      ),
    ),
  );
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
