// Times a command as a whole process from outside: wall seconds and peak memory of several runs, after a warm-up.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export interface Measured {
  /** Seconds. */
  readonly min: number;
  readonly median: number;
  readonly max: number;
  readonly runs: number;
  /** MiB of the largest run; undefined where GNU time is not installed. */
  readonly peakMib: number | undefined;
}

const TIME = "/usr/bin/time";

/** Runs the command once unmeasured, then `runs` times. Throws where it does not end with one of the expected codes. */
export function measure(command: Command, runs: number, expected: readonly number[] = [0]): Measured {
  const taken: { readonly seconds: number; readonly peakMib: number | undefined }[] = [];
  if (runs > 1) runOnce(command, expected);
  for (let run = 0; run < runs; run += 1) taken.push(runOnce(command, expected));
  const seconds = taken.map((one) => one.seconds).toSorted((a, b) => a - b);
  const peaks = taken.map((one) => one.peakMib).filter((peak) => peak !== undefined);
  return {
    min: seconds[0] ?? NaN,
    median: seconds[Math.floor(seconds.length / 2)] ?? NaN,
    max: seconds.at(-1) ?? NaN,
    runs,
    peakMib: peaks.length === 0 ? undefined : Math.max(...peaks),
  };
}

function runOnce(
  { file, args, cwd, env = process.env }: Command,
  expected: readonly number[],
): { seconds: number; peakMib: number | undefined } {
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-bench-time-"));
  const report = path.join(folder, "peak");
  const timed = existsSync(TIME) ? [TIME, "-q", "-f", "%M", "-o", report, file, ...args] : [file, ...args];
  const [program = file, ...rest] = timed;
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, rest, {
    cwd,
    env,
    stdio: ["ignore", "ignore", "pipe"],
    maxBuffer: 1 << 28,
  });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  const peakMib = existsSync(report) ? Number(readFileSync(report, "utf8")) / 1024 : undefined;
  rmSync(folder, { recursive: true });
  if (status === null || !expected.includes(status)) {
    throw new Error(`${file} ${args.join(" ")} ended with ${status}: ${String(stderr).slice(0, 500)}`);
  }
  return { seconds, peakMib };
}

/** Whether a program can be found, by running it. */
export function isInstalled(file: string, args: readonly string[]): boolean {
  return spawnSync(file, args, { stdio: "ignore" }).status === 0;
}
