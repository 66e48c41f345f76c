// Times a command as a whole process from outside: wall seconds and peak memory of one run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Sample, Turn } from "./take-turns.ts";

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

export const GNU_TIME = "/usr/bin/time";

/** A turn that runs the command, after something that is not measured. */
export function running(command: Command, before: () => void = () => undefined): Turn {
  return () => {
    before();
    return runOnce(command);
  };
}

/** Throws where it does not end with 0. The peak is that of the largest among the process and all that it waited for. */
export function runOnce({ file, args, cwd, env = process.env, input }: Command): Sample {
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-bench-time-"));
  try {
    const report = path.join(folder, "peak");
    const own = [file, ...args];
    const [program = file, ...rest] = existsSync(GNU_TIME)
      ? [GNU_TIME, "-q", "-f", "%M", "-o", report, ...own]
      : own;
    const started = process.hrtime.bigint();
    const { status, signal, stderr } = spawnSync(program, rest, {
      cwd,
      env,
      stdio: [input === undefined ? "ignore" : "pipe", "ignore", "pipe"],
      ...(input === undefined ? {} : { input }),
      maxBuffer: 1 << 28,
    });
    const seconds = secondsSince(started);
    if (status !== 0) {
      const said = String(stderr).trim().slice(-500);
      throw new Error(`${own.join(" ")} ended with ${status ?? signal}: ${said}`);
    }
    return { seconds, peakMb: existsSync(report) ? inMb(Number(readFileSync(report, "utf8"))) : undefined };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function secondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

/** From KiB, in which the system counts what is resident, to MB of 10^6 bytes. */
export function inMb(kib: number): number {
  return (kib * 1024) / 1e6;
}
