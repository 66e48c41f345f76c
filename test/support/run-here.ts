// Runs the program's command line in this process, for the many stories in which a process of its own would show nothing
// more: everything but main.ts is the same. Tests of processes, signals and hostile environments use run-reconcile.ts.
import { runCli } from "../../src/cli/run-cli.ts";
import type { Terminal } from "../../src/cli/terminal.ts";
import { cleanEnvironment, type Finished } from "./run-reconcile.ts";

/** `reconcile ARGS` in the folder, without a terminal. One at a time: the folder and the environment are this process's. */
export async function runHere(
  folder: string,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Promise<Finished> {
  return runWith(folder, args, { extra, columns: Infinity });
}

/** The same on a terminal with so many columns. */
export async function runOnTerminal(
  folder: string,
  args: readonly string[],
  columns: number,
): Promise<Finished> {
  return runWith(folder, args, { extra: {}, columns });
}

interface Surroundings {
  readonly extra: Readonly<Record<string, string>>;
  readonly columns: number;
}

async function runWith(
  folder: string,
  args: readonly string[],
  { extra, columns }: Surroundings,
): Promise<Finished> {
  const before = { folder: process.cwd(), environment: process.env };
  const said = { stdout: "", stderr: "" };
  const terminal: Terminal = {
    out: (text) => void (said.stdout += text),
    err: (text) => void (said.stderr += text),
    columns,
    color: false,
    isLive: false,
  };
  process.chdir(folder);
  process.env = cleanEnvironment(extra);
  try {
    return { exit: await runCli(args, () => terminal), ...said };
  } finally {
    process.chdir(before.folder);
    process.env = before.environment;
  }
}
