// Finds a program on PATH and runs it once: with an argument array, in the root of the file system, and with an environment
// that the caller names variable by variable. Says nothing about what an exit code means.
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join, parse } from "node:path";

export interface ProgramCall {
  /** As findProgram found it. */
  readonly program: string;
  readonly args: readonly string[];
  /** What goes to standard input; nothing when not given. */
  readonly input?: Uint8Array | undefined;
  /** All that the program gets beside PATH, and LC_ALL=C. */
  readonly environment: Readonly<Record<string, string>>;
  /** After so long the program is stopped. */
  readonly limitMs: number;
}

export interface ProgramAnswer {
  /** Null where a signal or the limit stopped it. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/** Any exit code is an answer. Rejects with node's own error where the program cannot be started. */
export async function runProgram(call: ProgramCall): Promise<ProgramAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(call.program, call.args, {
      cwd: parse(process.cwd()).root,
      env: { ...call.environment, PATH: searchFolders().join(delimiter), LC_ALL: "C" },
      stdio: ["pipe", "pipe", "pipe"],
      timeout: call.limitMs,
    });
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    child.stdout.on("data", (bytes: Uint8Array) => stdout.push(bytes));
    child.stderr.on("data", (bytes: Uint8Array) => stderr.push(bytes));
    // A program that refuses early does not read what it is given.
    child.stdin.on("error", () => undefined);
    child.on("error", reject);
    child.on("close", (exitCode) =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    child.stdin.end(call.input ?? "");
  });
}

/** The absolute path of the program, or undefined where no folder of PATH has one that may be run. */
export async function findProgram(name: string): Promise<string | undefined> {
  const file = process.platform === "win32" ? `${name}.exe` : name;
  for (const folder of searchFolders()) {
    const candidate = join(folder, file);
    if (await canRun(candidate)) return candidate;
  }
  return undefined;
}

/** An empty or relative folder would let a program in the current folder be run. */
function searchFolders(): readonly string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
