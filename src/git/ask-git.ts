// Starts git to ask it something about this machine's repository or configuration. Nothing is written, and nobody is contacted:
// commits, transfers and whatever reads an input go through run-git.ts. Decides nothing about what the answer means.
import { spawn, type ChildProcessByStdio } from "node:child_process";
import { parse } from "node:path";
import type { Readable } from "node:stream";
import { SAFE_FLAGS } from "./environment.ts";
import { findGit, gitFailed, type GitAnswer, type GitCall } from "./run-git.ts";

type Question = Omit<GitCall, "input">;

const SILENCE_MS = 120_000;

/**
 * Runs git once, in the file system's root, with the fixed flags, exactly this environment and no input.
 * Any exit code is an answer. Refuses GIT_NOT_FOUND, and GIT_FAILED when git cannot be started or falls silent.
 */
export async function askGit(question: Question): Promise<GitAnswer> {
  const binary = await findGit();
  return new Promise((resolve, reject) => {
    // What Node says of a failure may hold the command line: only that it happened goes on.
    const fail = (reason: string): void => {
      reject(gitFailed(`git ${question.args[0] ?? ""}`, reason));
    };
    try {
      listen(start(binary, question), { ...question, resolve, fail });
    } catch {
      fail("it could not be started");
    }
  });
}

type Asked = ChildProcessByStdio<null, Readable, Readable>;

function start(binary: string, { args, environment }: Question): Asked {
  return spawn(binary, [...SAFE_FLAGS, ...args], {
    cwd: parse(process.cwd()).root,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
}

interface Ways {
  readonly silenceMs?: number;
  readonly resolve: (answer: GitAnswer) => void;
  readonly fail: (reason: string) => void;
}

function listen(git: Asked, { silenceMs = SILENCE_MS, resolve, fail }: Ways): void {
  const silence = setTimeout(() => git.kill("SIGKILL"), silenceMs);
  const collect = (stream: Readable): readonly Buffer[] => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => {
      silence.refresh();
      chunks.push(chunk);
    });
    return chunks;
  };
  const [stdout, stderr] = [collect(git.stdout), collect(git.stderr)];
  git.on("error", () => {
    clearTimeout(silence);
    fail("it could not be started");
  });
  git.on("close", (exitCode, signal) => {
    clearTimeout(silence);
    if (exitCode === null) fail(`it was stopped by ${signal ?? "the system"}`);
    else
      resolve({
        exitCode,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
  });
}
