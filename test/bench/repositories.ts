// The repositories that the cases run on. Runs are closed in memory and then written without a sync for each line: the
// same bytes as the program leaves, in a fraction of the time.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openRunStore } from "../../src/runs/run-store.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import { reconcileOnce, withReconciliation } from "../support/open-edges.ts";
import { openTestRepository, type Files } from "../support/repository.ts";

const UNITS = 10;

function git(directory: string, args: readonly string[]): void {
  execFileSync(
    "git",
    ["-c", "user.name=Bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0", ...args],
    {
      cwd: directory,
      stdio: "ignore",
    },
  );
}

function commitAll(directory: string, files: Files): void {
  openTestRepository(directory).write(files);
  git(directory, ["add", "--all"]);
  git(directory, ["commit", "--quiet", "--message=bench"]);
}

function initialize(directory: string): void {
  mkdirSync(directory, { recursive: true });
  git(directory, ["init", "--quiet", "--initial-branch=main"]);
}

/** `count` plans of ten units, committed, no runs. */
export function plansRepository(directory: string, count: number): void {
  initialize(directory);
  commitAll(directory, manyPlans(count, UNITS));
}

/** The same, each with a run that is closed and committed. */
export async function closedRepository(directory: string, count: number): Promise<void> {
  plansRepository(directory, count);
  await settle(directory);
  for (const gate of ["SG_1", "SG_2"] as const) {
    commitAll(directory, approvalsFor(directory, gate));
    await settle(directory);
  }
  commitAll(directory, {});
}

async function settle(directory: string): Promise<void> {
  await withReconciliation(directory, {}, async (edges) => {
    const store = openRunStore({
      mode: "memory",
      workTree: directory,
      committed: { files: [], objects: edges.objects },
    });
    const outcomes = await reconcileOnce(directory, { store });
    for (const { plan, run = "" } of outcomes) {
      const files = await store.readRun(plan, run);
      const folder = path.join(directory, "runs", plan, run);
      mkdirSync(folder, { recursive: true });
      if (files === undefined) throw new Error(`${run} left nothing`);
      writeFileSync(path.join(folder, "evidence.jsonl"), files.evidence);
      if (files.facts !== undefined) writeFileSync(path.join(folder, "facts.json"), files.facts);
      if (files.report !== undefined) writeFileSync(path.join(folder, "report.md"), files.report);
    }
  });
}

/** One plan whose source has `units` units of about `bytes` bytes each. */
export function largeRepository(
  directory: string,
  { units, bytes }: { readonly units: number; readonly bytes: number },
): void {
  initialize(directory);
  const filler = "x".repeat(Math.max(0, bytes - "Section 1000000\n\n".length));
  const source = Array.from({ length: units }, (_, index) => `Section ${index + 1}\n${filler}\n`).join("");
  const files = { ...manyPlans(0, 0), ...onePlan("large", 1) };
  const plan = String(files["plans/large/plan.yaml"])
    .replace(/sha256: "[0-9a-f]{64}"/, `sha256: "${sha256Hex(source)}"`)
    .replace("units: 1", `units: ${units}`);
  commitAll(directory, { ...files, "plans/large/plan.yaml": plan, "plans/large/source.txt": source });
}
