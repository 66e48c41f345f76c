// A repository that this program has made itself a moment ago: makes it, and commits to it the way a person does. For no
// repository of anybody else's: commit-runs.ts is for those. No configuration but git's own defaults has a say.
import { join } from "node:path";
import { localEnvironment } from "./environment.ts";
import { openRepository, type Repository } from "./repository.ts";
import { runGitOrRefuse } from "./run-git.ts";

/**
 * Makes a repository without a commit, with its work tree in `directory`, which has to be there and empty: on branch main,
 * with SHA-1 names. Refuses GIT_NOT_FOUND, and GIT_FAILED where git cannot make it.
 */
export async function initRepository(directory: string): Promise<Repository> {
  const environment = localEnvironment({ gitDir: join(directory, ".git"), workTree: undefined });
  await runGitOrRefuse({ args: ["init", "--initial-branch=main", "--object-format=sha1"], environment });
  return openRepository(directory);
}

export interface PersonsCommit {
  /** A short name; the address is made from it. */
  readonly person: string;
  readonly message: string;
  /** Paths in the work tree; what else has changed there is left out. */
  readonly files: readonly string[];
  readonly at: Date;
}

/** `git add` and `git commit`, on the branch that HEAD is on. Refuses GIT_FAILED, in git's own words. */
export async function commitInPlace(
  root: string,
  { person, message, files, at }: PersonsCommit,
): Promise<void> {
  const date = `${Math.floor(at.getTime() / 1000)} +0000`;
  const environment = {
    ...localEnvironment({ gitDir: join(root, ".git"), workTree: root }),
    GIT_AUTHOR_NAME: person,
    GIT_AUTHOR_EMAIL: `${person}@example.org`,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: person,
    GIT_COMMITTER_EMAIL: `${person}@example.org`,
    GIT_COMMITTER_DATE: date,
  };
  await runGitOrRefuse({ args: ["add", "--verbose", "--force", "--", ...files], environment });
  await runGitOrRefuse({ args: ["commit", "--no-verify", `--message=${message}`], environment });
}
