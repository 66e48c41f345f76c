// B2: reconcile where every plan has a run that is closed and committed. One repository, measured as it grows.
import { rmSync } from "node:fs";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { reconcile, type BenchCase } from "./case.ts";
import type { Goal } from "./goals.ts";
import { running } from "./measure.ts";
import { openGrowingRepository } from "./repositories.ts";
import { terraformPlan } from "./terraform.ts";

const SIZES = [1000, 3000, 10_000] as const;
/** Terraform grows with the square, and takes minutes for more. */
const TERRAFORM_UP_TO = 3000;
/** What changed in the last two seconds is never remembered. */
const TICK_MS = 2000;

const goals = (seconds: number): readonly Goal[] => [
  { kind: "seconds", under: seconds },
  { kind: "megabytes", under: 300 },
];

export const nothingToDo: BenchCase = {
  name: "B2",
  title: "nothing to do, each plan with a closed run",
  grows: true,
  run: async ({ folder, has, sizes, measure }) => {
    const directory = path.join(folder, "closed");
    const remembered = path.join(directory, ".git/cutplan/settled");
    const repository = openGrowingRepository(directory);
    const command = reconcile(directory, ["--quiet"]);
    for (const [index, count] of sizes(SIZES).entries()) {
      await repository.growClosed(count);
      await setTimeout(TICK_MS);
      const isLargest = count === SIZES.at(-1);
      const row = { size: { count, of: "plans" }, rounds: 5 };
      const listing = running({ file: "git", args: ["ls-tree", "-r", "HEAD"], cwd: directory });
      const hasTerraform = has("terraform") && count <= TERRAFORM_UP_TO;
      await measure({
        ...row,
        what: "nothing to do, cold",
        isWarm: index > 0,
        own: running(command, () => rmSync(remembered, { force: true })),
        peers: {
          "git ls-tree -r": listing,
          "terraform plan, no change": hasTerraform ? terraformPlan(folder, count) : undefined,
        },
        goals: isLargest ? goals(4) : [],
      });
      await measure({
        ...row,
        what: "nothing to do, warm",
        isWarm: true,
        own: running(command),
        peers: { "git ls-tree -r": listing },
        goals: isLargest ? goals(1) : [],
      });
    }
  },
};
