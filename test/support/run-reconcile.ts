// Runs the real program as a process of its own, the way a user does, in an environment that is the same everywhere.
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { COMPILE_CACHE } from "./compile-cache-folder.ts";

const MAIN = path.join(import.meta.dirname, "../../src/main.ts");

export interface Finished {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A clean environment: no colour settings, no CI, no git variables, a fixed identity, temporary files where ours are. */
export function cleanEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return {
    PATH: process.env["PATH"] ?? "",
    HOME: "/nonexistent",
    LC_ALL: "C.UTF-8",
    TZ: "UTC",
    TMPDIR: tmpdir(),
    NODE_COMPILE_CACHE: COMPILE_CACHE,
    GIT_AUTHOR_NAME: "Test",
    GIT_AUTHOR_EMAIL: "test@example.org",
    GIT_COMMITTER_NAME: "Test",
    GIT_COMMITTER_EMAIL: "test@example.org",
    ...extra,
  };
}

/** `reconcile ARGS` in the folder; waits for its end. */
export function runReconcile(
  folder: string,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Finished {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd: folder,
    env: cleanEnvironment(extra),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
    input: "",
  });
  return { exit: status, stdout, stderr };
}

/** Where the program is, for tests that start it themselves. */
export const MAIN_FILE = MAIN;
