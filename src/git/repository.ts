// Finds the repository that a folder belongs to and says what kind it is. Believes neither `core.worktree` nor the
// caller's GIT_ variables, and refuses a repository whose git dir borrows from another place without being a worktree.
import { lstat, realpath, stat } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectFormat } from "../model/ports.ts";
import { askGit } from "./ask-git.ts";
import { localEnvironment } from "./environment.ts";
import { firstLine, gitFailed } from "./run-git.ts";

export interface Repository {
  /** Absolute: where HEAD and the index are. */
  readonly gitDir: string;
  /** Absolute: where objects and branches are; differs from gitDir in a linked worktree. */
  readonly commonDir: string;
  /** Absolute: the folder that holds `.git`; undefined for a bare repository. */
  readonly workTree: string | undefined;
  readonly objectFormat: ObjectFormat;
  /** History was cut off: what is not found may exist elsewhere. */
  readonly shallow: boolean;
  /** As `git --version` says: 2.39.5 */
  readonly gitVersion: string;
}

interface Found {
  readonly gitDir: string;
  readonly workTree: string | undefined;
}

/**
 * Opens the repository whose work tree holds `directory`, or the bare repository that `directory` is.
 * Refuses REPOSITORY_NOT_FOUND where there is none that git can open, and GIT_NOT_FOUND.
 */
export async function openRepository(directory: string): Promise<Repository> {
  const found = await findRepository(directory);
  const environment = localEnvironment(found);
  const args = [
    "rev-parse",
    "--path-format=absolute",
    "--absolute-git-dir",
    "--git-common-dir",
    "--show-object-format",
  ];
  const [answer, version] = await Promise.all([
    askGit({ args, environment }),
    askGit({ args: ["version"], environment }),
  ]);
  if (version.exitCode !== 0) throw gitFailed("git version", version.stderr);
  if (answer.exitCode !== 0) throw notFound(`git cannot open "${found.gitDir}": ${firstLine(answer.stderr)}`);
  const [gitDir = "", commonDir = "", objectFormat, ...rest] = answer.stdout.split("\n");
  if ((objectFormat !== "sha1" && objectFormat !== "sha256") || rest.join("") !== "") {
    throw notFound(`git does not say plainly what "${found.gitDir}" is`);
  }
  if (commonDir !== gitDir && (await isFolder(found.gitDir))) {
    throw notFound(`the git dir "${gitDir}" keeps its objects and branches in another place, "${commonDir}"`);
  }
  const gitVersion = /\d+(?:\.\d+)+/.exec(version.stdout)?.[0] ?? "unknown";
  return {
    gitDir,
    commonDir,
    workTree: found.workTree,
    objectFormat,
    // Not as git says: it gives up over a file that it cannot read, and with it on everything else that is asked.
    shallow: await exists(join(commonDir, "shallow")),
    gitVersion,
  };
}

/** Git's own search, without its environment: the nearest folder upwards that has a `.git`, else a bare repository. */
async function findRepository(directory: string): Promise<Found> {
  const start = await realFolder(directory);
  const bare = await looksBare(start);
  for (let folder = start; ; folder = dirname(folder)) {
    const dotGit = join(folder, ".git");
    if (await exists(dotGit)) {
      const inGitDir = start === dotGit || start.startsWith(`${dotGit}${sep}`);
      if (!bare || start === folder || inGitDir) return { gitDir: dotGit, workTree: folder };
      throw notFound(`"${start}" is a bare repository inside the work tree of "${folder}"`);
    }
    if (dirname(folder) === folder) break;
  }
  if (bare) return { gitDir: start, workTree: undefined };
  throw notFound(`"${directory}" is not in a git repository`);
}

async function looksBare(folder: string): Promise<boolean> {
  const parts = ["HEAD", "objects", "refs"].map((name) => exists(join(folder, name)));
  return (await Promise.all(parts)).every(Boolean);
}

async function realFolder(directory: string): Promise<string> {
  try {
    const real = await realpath(directory);
    if (await isFolder(real)) return real;
  } catch (error) {
    throw notFound(`the folder "${directory}" cannot be opened`, error);
  }
  throw notFound(`"${directory}" is not a folder`);
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}

async function exists(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch {
    return false;
  }
}

function notFound(message: string, cause?: unknown): Refusal {
  const expected = "a folder inside the work tree of a git repository, or a bare repository";
  return new Refusal(
    "REPOSITORY_NOT_FOUND",
    { message, expected, todo: "name the folder with --repo, or make a repository there with git init" },
    cause,
  );
}
