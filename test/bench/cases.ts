// The cases of docs/performance.md; those that need a database are in database-cases.ts.
import path from "node:path";
import { reconcile, type BenchCase, type Row } from "./case.ts";
import { factsOverSlowLine } from "./database-cases.ts";
import { legA } from "./leg-a-case.ts";
import { isInstalled, measure, type Measured } from "./measure.ts";
import { absent, measured, terraform, type Peer } from "./peers.ts";
import { closedRepository, largeRepository, plansRepository } from "./repositories.ts";

const UNIT_BYTES = 60;
const B2_SIZES = [1000, 10_000] as const;
const VALIDATED = 10_000;
const B5_SIZES = [100_000, 1_000_000] as const;

interface Goal {
  readonly text: string;
  readonly met: boolean | undefined;
}

const NO_GOAL: Goal = { text: "", met: undefined };

function row(what: string, [cutplan, peer]: readonly [Measured, Peer], goal: Goal): Row {
  return { what, cutplan, against: peer.measured, peer: peer.name, goal: goal.text, met: goal.met };
}

const start: BenchCase = {
  name: "B1",
  run: (folder) => {
    const peer = measured("node -e 0", { file: process.execPath, args: ["-e", "0"], cwd: folder }, 11);
    return ["--version", "--help"].map((flag) => {
      const own = measure(reconcile(folder, [flag]), 11);
      const met = own.median <= 1.5 * (peer.measured?.median ?? 0);
      return row(`start: reconcile ${flag}`, [own, peer], { text: "at most 1.5 times", met });
    });
  },
};

const nothingToDo: BenchCase = {
  name: "B2",
  run: async (folder) => {
    const rows: Row[] = [];
    for (const count of B2_SIZES) {
      const directory = path.join(folder, `closed-${count}`);
      await closedRepository(directory, count);
      const own = measure(reconcile(directory, ["--quiet"]), 5);
      const listing = measured(
        "git ls-tree -r HEAD",
        { file: "git", args: ["ls-tree", "-r", "HEAD"], cwd: directory },
        5,
      );
      const met = count < VALIDATED ? undefined : own.median < 4 && (own.peakMib ?? Infinity) < 300;
      rows.push(
        row(`nothing to do: ${count} closed plans`, [own, listing], {
          text: "10,000 under 4 s, 300 MB",
          met,
        }),
      );
      if (count === B2_SIZES[0])
        rows.push(
          row(`nothing to do: ${count} closed plans`, [own, terraform(folder, count, "unchanged")], NO_GOAL),
        );
    }
    return rows;
  },
};

const validate: BenchCase = {
  name: "B3",
  run: (folder) => {
    const directory = path.join(folder, "plans");
    plansRepository(directory, VALIDATED);
    const own = measure(reconcile(directory, ["validate", "--quiet"]), 5);
    const parse = path.join(import.meta.dirname, "parse-alone.ts");
    const parser = measured(
      "yaml package's parse alone",
      { file: process.execPath, args: [parse, directory], cwd: directory },
      5,
    );
    const schema = path.join(import.meta.dirname, "../../schemas/cut-plan.schema.json");
    const args = ["validate", "--spec=draft2020", "-s", schema, "-d", `${directory}/plans/plan-*/plan.yaml`];
    const hasAjv = isInstalled("ajv", ["help"]);
    const ajv = hasAjv ? measured("ajv-cli", { file: "ajv", args, cwd: directory }, 5) : absent("ajv-cli");
    const met = ajv.measured === undefined ? undefined : own.median < ajv.measured.median;
    return [
      row(`validate ${VALIDATED} plans`, [own, ajv], { text: "faster than ajv-cli", met }),
      row(`validate ${VALIDATED} plans`, [own, parser], NO_GOAL),
    ];
  },
};

const onePlanToGate: BenchCase = {
  name: "B4",
  run: (folder) => {
    const directory = path.join(folder, "sixty");
    largeRepository(directory, { units: 60, bytes: UNIT_BYTES });
    const own = measure(reconcile(directory, ["--no-write", "--quiet"]), 7);
    const peer = terraform(folder, 60, "new");
    const met = peer.measured === undefined ? undefined : own.median < peer.measured.median;
    return [
      row("dry-run of 60 units to the first gate", [own, peer], { text: "below terraform's sum", met }),
    ];
  },
};

const manyUnits: BenchCase = {
  name: "B5",
  run: (folder) => {
    const [small, large] = B5_SIZES.map((units) => {
      const directory = path.join(folder, `units-${units}`);
      largeRepository(directory, { units, bytes: UNIT_BYTES });
      return measure(reconcile(directory, ["--no-write", "--quiet"]), units === B5_SIZES[0] ? 5 : 2);
    });
    if (small === undefined || large === undefined) throw new Error("both sizes were measured");
    const peer: Peer = { name: `the same for ${B5_SIZES[0]} units`, measured: small };
    const met = large.median <= 11 * small.median && large.median < 20;
    return [
      row(`dry-run of ${B5_SIZES[1]} units of ${UNIT_BYTES} bytes`, [large, peer], {
        text: "at most 11 times, under 20 s",
        met,
      }),
    ];
  },
};

export const CASES: readonly BenchCase[] = [
  start,
  nothingToDo,
  validate,
  onePlanToGate,
  manyUnits,
  legA,
  factsOverSlowLine,
];
