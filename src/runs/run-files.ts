// What the files of a run are called and where they lie, from the root of the repository. Names that could lead
// anywhere else are refused before a path is made of them.
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";

export interface RunKey {
  readonly plan: string;
  readonly run: string;
}

/** The files of a run, by what they hold. */
export const RUN_FILES = {
  evidence: "evidence.jsonl",
  attestations: "attestations.jsonl",
  facts: "facts.json",
  report: "report.md",
} as const;

export type RunFile = keyof typeof RUN_FILES;

/** Those that only grow, line by line. */
export type LineFile = "evidence" | "attestations";

/** The most that is read of each, in bytes: a million units make facts of some 160 MB. */
export const LIMIT_BYTES: Readonly<Record<RunFile, number>> = {
  evidence: 256 * 1024 ** 2,
  attestations: 512 * 1024 ** 2,
  facts: 512 * 1024 ** 2,
  report: 64 * 1024 ** 2,
};

const PLAN_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const RUN_NAME = /^[a-z0-9][a-z0-9-]{0,62}-[0-9a-f]{12}$/;

export function isPlanName(name: string): boolean {
  return PLAN_NAME.test(name);
}

export function isRunName(name: string): boolean {
  return RUN_NAME.test(name);
}

/** `<plan>/<run>`; throws Refusal FILE_UNREADABLE for names that no run has. */
export function runKey(plan: string, run: string): string {
  if (isPlanName(plan) && isRunName(run)) return `${plan}/${run}`;
  throw new Refusal("FILE_UNREADABLE", {
    message: `${quoteText(`${plan}/${run}`)} cannot be the folder of a run`,
    expected: "<plan>/<plan>-<12 hex digits>, in lowercase letters, digits and dashes",
    todo: "rename or remove the folder under runs/",
  });
}

/** Path from the root of the repository, with slashes. */
export function runFilePath({ plan, run }: RunKey, file: RunFile): string {
  return `runs/${plan}/${run}/${RUN_FILES[file]}`;
}

/** The key of a run; throws as `runKey` does. */
export function checkKey(plan: string, run: string): RunKey {
  runKey(plan, run);
  return { plan, run };
}
