// B3: validate over plans with their sources, which it cuts too. Beside it ajv-cli, which only holds the same files against
// the same schema, and the yaml package's parse alone.
import path from "node:path";
import { reconcile, type BenchCase } from "./case.ts";
import { running } from "./measure.ts";
import { openGrowingRepository } from "./repositories.ts";
import { AJV_OPTIONS } from "./tools.ts";

const SIZES = [1000, 3000, 10_000] as const;
const PARSER = path.join(import.meta.dirname, "parse-alone.ts");
const AJV = "ajv-cli";

export const validate: BenchCase = {
  name: "B3",
  title: "validate plans of ten units",
  grows: true,
  run: async ({ folder, has, sizes, measure }) => {
    const cwd = path.join(folder, "plans");
    const repository = openGrowingRepository(cwd);
    for (const [index, count] of sizes(SIZES).entries()) {
      repository.growPlans(count);
      const ajv = { file: "ajv", args: ["validate", ...AJV_OPTIONS, "-d", "plans/plan-*/plan.yaml"], cwd };
      await measure({
        what: "validate",
        size: { count, of: "plans" },
        own: running(reconcile(cwd, ["validate", "--quiet"])),
        peers: {
          [AJV]: has(AJV) ? running(ajv) : undefined,
          "yaml's parse alone": running({ file: process.execPath, args: [PARSER, cwd], cwd }),
        },
        goals: [{ kind: "faster", peer: AJV }],
        rounds: 5,
        isWarm: index > 0,
      });
    }
  },
};
