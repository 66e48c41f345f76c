// Throw-away git repositories for tests, made by the real git with fixed dates and names, so that object names are
// the same on every machine. Each is removed when its test ends. Not a stand-in for git, and not used by src/.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ObjectFormat } from "../../src/model/ports.ts";

/** A test's context, or anything else that calls back at its end. */
export interface Ending {
  after(done: () => void): void;
}

export interface RepositoryOptions {
  /** sha1 when not given. */
  readonly objectFormat?: ObjectFormat;
  readonly bare?: boolean;
  /** Where to make it; a new temporary folder when not given. */
  readonly directory?: string;
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A repository on branch `main`, without a commit yet. */
export interface TestRepository {
  readonly directory: string;
  /** Runs git here in a clean environment and returns what it printed, without the last newline. Throws when it fails. */
  readonly git: (args: readonly string[], input?: string | Uint8Array) => string;
  /** Writes the files into the work tree and commits them; returns the commit's name. Each commit is a minute later. */
  readonly commit: (files: Files, message?: string) => string;
  /** Writes files into the work tree without committing them. */
  readonly write: (files: Files) => void;
}

/** Makes a repository and sees to its removal. */
export function makeRepository(ending: Ending, options: RepositoryOptions = {}): TestRepository {
  const directory = options.directory ?? makeFolder(ending);
  mkdirSync(directory, { recursive: true });
  const bare = options.bare === true ? ["--bare"] : [];
  runGit(directory, [
    "init",
    "--quiet",
    "--initial-branch=main",
    `--object-format=${options.objectFormat ?? "sha1"}`,
    ...bare,
  ]);
  return openTestRepository(directory);
}

/** A clone that leaves objects with its origin, such as all blobs, and checks nothing out. */
export function clonePartially(
  origin: TestRepository,
  directory: string,
  filter = "blob:none",
): TestRepository {
  origin.git(["config", "uploadpack.allowFilter", "true"]);
  const options = ["--quiet", "--no-checkout", `--filter=${filter}`];
  origin.git(["clone", ...options, `file://${origin.directory}`, directory]);
  return openTestRepository(directory);
}

/** The same handle for a repository that is there already, such as a clone. */
export function openTestRepository(directory: string): TestRepository {
  let minutes = 0;
  const write = (files: Files): void => {
    for (const [path, bytes] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), bytes);
    }
  };
  return {
    directory,
    write,
    git: (args, input) => runGit(directory, args, { input }),
    commit: (files, message = "change") => {
      write(files);
      const date = new Date(Date.UTC(2026, 0, 1, 0, minutes++)).toISOString();
      const dates = { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date };
      if (Object.keys(files).length > 0) runGit(directory, ["add", "--force", "--", ...Object.keys(files)]);
      runGit(directory, ["commit", "--quiet", "--allow-empty", `--message=${message}`], {
        environment: dates,
      });
      return runGit(directory, ["rev-parse", "HEAD"]);
    },
  };
}

/** A new temporary folder, by its real path, removed when the test ends. */
export function makeFolder(ending: Ending): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "cutplan-test-")));
  ending.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a shell script that can be run, in a folder that is made when it is not there, and returns its path. */
export function writeScript(file: string, text: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

/** Nothing of the machine's or the user's git configuration; alice commits. */
export const TEST_ENVIRONMENT: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  HOME: devNull,
  LC_ALL: "C",
  TZ: "UTC",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: devNull,
  GIT_AUTHOR_NAME: "alice",
  GIT_AUTHOR_EMAIL: "alice@example.org",
  GIT_COMMITTER_NAME: "alice",
  GIT_COMMITTER_EMAIL: "alice@example.org",
};

interface RunOptions {
  readonly input?: string | Uint8Array | undefined;
  readonly environment?: Readonly<Record<string, string>>;
}

function runGit(directory: string, args: readonly string[], options: RunOptions = {}): string {
  // Without a template there is no .git/hooks and no .git/info; without upkeep, commands end sooner.
  const settings = [
    "safe.directory=*",
    "protocol.file.allow=always",
    "init.templateDir=",
    "gc.auto=0",
    "maintenance.auto=false",
  ];
  const flags = settings.flatMap((setting) => ["-c", setting]);
  const stdout = execFileSync("git", [...flags, ...args], {
    cwd: directory,
    env: { ...TEST_ENVIRONMENT, ...options.environment },
    input: options.input ?? "",
    stdio: ["pipe", "pipe", "pipe"],
    maxBuffer: 256 * 1024 * 1024,
  });
  return stdout.toString().replace(/\n$/, "");
}
