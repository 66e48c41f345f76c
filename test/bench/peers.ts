// The peers: what a case is held against, run in the same invocation, or named as absent.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { isInstalled, measure, type Command, type Measured } from "./measure.ts";

export interface Peer {
  readonly name: string;
  readonly measured: Measured | undefined;
}

export function absent(name: string): Peer {
  return { name: `${name}: not installed`, measured: undefined };
}

export function measured(name: string, command: Command, runs: number): Peer {
  return { name, measured: measure(command, runs) };
}

/** Terraform over `count` resources that need no provider: its plan over an unchanged state, or plan and apply of new ones. */
export function terraform(folder: string, count: number, what: "unchanged" | "new"): Peer {
  const name =
    what === "new"
      ? `terraform plan + apply of ${count} resources`
      : `terraform plan over ${count} unchanged resources`;
  if (!isInstalled("terraform", ["version"])) return absent(name);
  const directory = path.join(folder, `terraform-${what}-${count}`);
  mkdirSync(directory, { recursive: true });
  const resources = Array.from(
    { length: count },
    (_, index) => `resource "terraform_data" "r${index}" {\n  input = "${index}"\n}\n`,
  );
  writeFileSync(path.join(directory, "main.tf"), resources.join(""));
  const run = (...args: string[]): Command => ({
    file: "terraform",
    args,
    cwd: directory,
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  execFileSync("terraform", ["init", "-input=false"], { cwd: directory, stdio: "ignore" });
  if (what === "unchanged") {
    execFileSync("terraform", ["apply", "-auto-approve", "-input=false"], {
      cwd: directory,
      stdio: "ignore",
    });
    return measured(name, run("plan", "-input=false"), 3);
  }
  const plan = measure(run("plan", "-input=false"), 5);
  const script =
    "terraform apply -auto-approve -input=false && rm -f terraform.tfstate terraform.tfstate.backup";
  const apply = measure({ file: "sh", args: ["-c", script], cwd: directory }, 5);
  const sum = (key: "min" | "median" | "max"): number => plan[key] + apply[key];
  return { name, measured: { ...apply, min: sum("min"), median: sum("median"), max: sum("max") } };
}
