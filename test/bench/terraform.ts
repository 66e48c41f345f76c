// Terraform as a peer, over resources that need no provider, so that nothing is fetched.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runOnce, running, type Command } from "./measure.ts";
import type { Turn } from "./take-turns.ts";

/** Asks nobody whether there is a newer Terraform. */
const ENVIRONMENT = { ...process.env, CHECKPOINT_DISABLE: "1" };
const STATE = "terraform.tfstate";

/** A plan over resources that are all as its state says. Fails where it finds a change. */
export function terraformPlan(folder: string, count: number): Turn {
  const directory = prepare(path.join(folder, `terraform-unchanged-${count}`), count);
  writeFileSync(path.join(directory, STATE), JSON.stringify(stateOf(count)));
  return running(terraform(directory, ["plan", "-input=false", "-detailed-exitcode"]));
}

/** A plan of new resources, and then their creation; the time of both. */
export function terraformPlanAndApply(folder: string, count: number): Turn {
  const directory = prepare(path.join(folder, `terraform-new-${count}`), count);
  return () => {
    for (const name of [STATE, `${STATE}.backup`]) rmSync(path.join(directory, name), { force: true });
    const plan = runOnce(terraform(directory, ["plan", "-input=false"]));
    const apply = runOnce(terraform(directory, ["apply", "-input=false", "-auto-approve"]));
    const peaks = [plan.peakMb, apply.peakMb].filter((peak) => peak !== undefined);
    return {
      seconds: plan.seconds + apply.seconds,
      peakMb: peaks.length === 0 ? undefined : Math.max(...peaks),
    };
  };
}

function terraform(cwd: string, args: readonly string[]): Command {
  return { file: "terraform", args, cwd, env: ENVIRONMENT };
}

function prepare(directory: string, count: number): string {
  mkdirSync(directory, { recursive: true });
  const resources = Array.from(
    { length: count },
    (_, index) => `resource "terraform_data" "r${index}" {\n  input = "${index}"\n}\n`,
  );
  writeFileSync(path.join(directory, "main.tf"), resources.join(""));
  const options = { cwd: directory, stdio: "ignore", env: ENVIRONMENT } as const;
  execFileSync("terraform", ["init", "-input=false"], options);
  return directory;
}

/** What an apply would have left. To apply so many takes longer than the whole benchmark may. */
function stateOf(count: number): unknown {
  const resources = Array.from({ length: count }, (_, index) => {
    const value = { value: String(index), type: "string" };
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`;
    return {
      mode: "managed",
      type: "terraform_data",
      name: `r${index}`,
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [
        { schema_version: 0, attributes: { id, input: value, output: value, triggers_replace: null } },
      ],
    };
  });
  return {
    version: 4,
    terraform_version: "1.0.0",
    serial: 1,
    lineage: "00000000-0000-4000-8000-000000000000",
    outputs: {},
    resources,
  };
}
