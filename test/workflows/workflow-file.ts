// Reads workflows and actions as the values that GitHub reads them as. Knows only what this repository's files use;
// whether they keep the rules is asked in workflow-rules.ts, and how they run in play-job.ts.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

export type Values = Readonly<Record<string, string | number | boolean>>;

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly env?: Values;
  readonly run?: string;
  readonly shell?: string;
  readonly uses?: string;
  readonly with?: Values;
}

export interface Job {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly env?: Values;
  readonly outputs?: Values;
  readonly "runs-on"?: string;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: Readonly<Record<string, unknown>>;
  readonly env?: Values;
  readonly defaults?: { readonly run?: { readonly shell?: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs?: Readonly<Record<string, { readonly default?: string | number | boolean }>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

/** The shell of every step: no profile, and an end at the first failure, an unset variable or a failure in a pipe. */
export const STEPS_SHELL = "bash --noprofile --norc -euo pipefail {0}";

/** The repository that these tests are part of. */
export const ROOT = path.join(import.meta.dirname, "../..");

export function readWorkflow(root: string, name: string): Workflow {
  return parse(readFileSync(path.join(root, ".github/workflows", name), "utf8")) as Workflow;
}

export function readAction(folder: string): Action {
  return parse(readFileSync(path.join(folder, "action.yml"), "utf8")) as Action;
}

export function workflowNames(root: string): readonly string[] {
  return readdirSync(path.join(root, ".github/workflows")).sort();
}

export function actionNames(root: string): readonly string[] {
  return readdirSync(path.join(root, ".github/actions")).sort();
}
