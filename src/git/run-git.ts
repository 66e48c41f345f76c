// Starts git through simple-git for whatever writes or contacts somebody, and hands back what it said; ask-git.ts only asks.
// Decides nothing about what the answer means; never passes on a command line or an environment in an error.
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, join, parse } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { absoluteSearchPath, SAFE_FLAGS } from "./environment.ts";
import type { Environment } from "./environment.ts";
import { redactUserinfo } from "./remote-url.ts";

export interface GitCall {
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly input?: Uint8Array | string;
  /** Longest silence before git is stopped; 120,000 when not given. */
  readonly silenceMs?: number;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs git once, in the file system's root, with the fixed flags and exactly this environment.
 * Any exit code is an answer. Refuses GIT_NOT_FOUND, and GIT_FAILED when git cannot be started or falls silent.
 */
export async function runGit(call: GitCall): Promise<GitAnswer> {
  const binary = await findGit();
  // Loaded when something is done: to look around in a repository takes none of it.
  const { GitPluginError, simpleGit } = await import("simple-git");
  let ended: { readonly exitCode: number; readonly stderr: string } | undefined;
  const git = simpleGit({
    baseDir: parse(process.cwd()).root,
    binary,
    trimmed: false,
    maxConcurrentProcesses: 1,
    completion: { onClose: true, onExit: false },
    timeout: { block: call.silenceMs ?? 120_000 },
    unsafe: PERMITTED,
    allowEnvironment: Object.keys(call.environment),
    // Also when there is nothing to say: without it, standard input would stay open and git might wait for more.
    input: () => Buffer.from(call.input ?? ""),
    errors: (error, { exitCode, stdErr }) => {
      ended = { exitCode, stderr: Buffer.concat(stdErr).toString() };
      // Any exit code is an answer; what is left was stopped by a signal, by silence, or never started.
      if (exitCode > 0 && !(error instanceof GitPluginError)) return undefined;
      return exitCode === 0 ? error : (error ?? new Error("it was stopped"));
    },
  }).env({ ...call.environment });
  try {
    const stdout = await git.raw([...SAFE_FLAGS, ...call.args]);
    return { exitCode: ended?.exitCode ?? 0, stdout, stderr: ended?.stderr ?? "" };
  } catch (error) {
    // simple-git's error carries the command line, which may hold a remote's credentials: only its text goes on.
    throw gitFailed(
      `git ${call.args[0] ?? ""}`,
      error instanceof Error ? error.message : "it could not be started",
    );
  }
}

/** Standard output of a call that has to succeed; refuses GIT_FAILED with git's own reason otherwise. */
export async function runGitOrRefuse(call: GitCall): Promise<string> {
  const answer = await runGit(call);
  if (answer.exitCode !== 0) throw gitFailed(`git ${call.args[0] ?? ""}`, answer.stderr);
  return answer.stdout;
}

/** The absolute path of the git that is used, from the absolute folders of PATH. Refuses GIT_NOT_FOUND. */
export async function findGit(): Promise<string> {
  const names = process.platform === "win32" ? ["git.exe"] : ["git"];
  for (const folder of absoluteSearchPath(process.env["PATH"]).split(delimiter)) {
    for (const name of names) {
      const candidate = join(folder, name);
      if (folder !== "" && (await canRun(candidate))) return candidate;
    }
  }
  throw new Refusal("GIT_NOT_FOUND", {
    message: "no git was found in the folders of PATH",
    expected: "git 2.39 or later in an absolute folder of PATH",
    todo: "install git, or add its folder to PATH",
  });
}

/** A GIT_FAILED with the first line of what git said, without credentials and control characters. */
export function gitFailed(what: string, said: string): Refusal {
  return new Refusal("GIT_FAILED", {
    message: `${what} failed: ${firstLine(said)}`,
    expected: "git to do this without an error",
    todo: "repair what git names, then run again",
  });
}

/** The first line that tells something, safe to print: at most 300 characters, credentials and controls taken out. */
export function firstLine(said: string): string {
  const lines = said.split("\n").map((line) => line.replace(/\p{C}/gu, " ").trim());
  const line =
    lines.find((candidate) => /^(?:fatal|error):/.test(candidate)) ??
    lines.find((candidate) => candidate !== "");
  return redactUserinfo(line ?? "git gave no reason").slice(0, 300);
}

// simple-git asks for consent to each of these; every one of them is ours, from environment.ts.
const PERMITTED = {
  allowUnsafeFsMonitor: true,
  allowUnsafeHooksPath: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeSshCommand: true,
  allowUnsafeAskPass: true,
  allowUnsafeCustomBinary: true,
};

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
