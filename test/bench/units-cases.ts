// B4 and B5: one plan, few units and many, from nothing to its first gate, without recording.
import path from "node:path";
import { reconcile, type BenchCase } from "./case.ts";
import type { Goal } from "./goals.ts";
import { running } from "./measure.ts";
import { makeLargeRepository } from "./repositories.ts";
import { terraformPlanAndApply } from "./terraform.ts";

const UNIT_BYTES = 60;
const SIZES = [10_000, 100_000, 1_000_000] as const;
const LARGE_UNIT_BYTES = 200;
const HEAP_MIB = 256;
const ARGUMENTS = ["--no-write", "--quiet"] as const;
const TERRAFORM = "terraform plan + apply";

export const fewUnits: BenchCase = {
  name: "B4",
  title: "dry-run of one plan to its first gate",
  grows: false,
  run: async ({ folder, has, measure }) => {
    const directory = path.join(folder, "sixty");
    makeLargeRepository(directory, { units: 60, bytes: UNIT_BYTES });
    await measure({
      what: "dry-run",
      size: { count: 60, of: "units" },
      own: running(reconcile(directory, ARGUMENTS)),
      peers: { [TERRAFORM]: has("terraform") ? terraformPlanAndApply(folder, 60) : undefined },
      goals: [{ kind: "faster", peer: TERRAFORM }],
      rounds: 7,
    });
  },
};

const GOALS: readonly Goal[] = [
  { kind: "seconds", under: 20 },
  { kind: "growth", from: 100_000, atMost: 11 },
  { kind: "flat", exponent: 0.1 },
];

export const manyUnits: BenchCase = {
  name: "B5",
  title: `dry-run of one plan, units of ${UNIT_BYTES} bytes`,
  grows: true,
  run: async ({ folder, sizes, measure }) => {
    const counts = sizes(SIZES);
    const largest = counts.at(-1) ?? 0;
    for (const [index, count] of counts.entries()) {
      const directory = path.join(folder, `units-${count}`);
      const sourceMb = makeLargeRepository(directory, { units: count, bytes: UNIT_BYTES });
      await measure({
        what: "dry-run",
        size: { count, of: "units" },
        sourceMb,
        own: running(reconcile(directory, ARGUMENTS)),
        goals: count === largest ? GOALS : [],
        rounds: 5,
        isWarm: index > 0,
      });
    }
    const directory = path.join(folder, "units-large");
    const sourceMb = makeLargeRepository(directory, { units: largest, bytes: LARGE_UNIT_BYTES });
    await measure({
      what: `units of ${LARGE_UNIT_BYTES} bytes, heap of ${HEAP_MIB} MB`,
      size: { count: largest, of: "units" },
      sourceMb,
      own: running(reconcile(directory, ARGUMENTS, [`--max-old-space-size=${HEAP_MIB}`])),
      goals: [{ kind: "ends", within: `a heap of ${HEAP_MIB} MB` }],
      rounds: 5,
      isWarm: true,
    });
  },
};
