// A cheap look at where a revision stands, to see whether it moved since the last one. Nothing is decided by the answer but
// whether to look closely: what a commit is and holds is for resolve.ts.
import { askGit } from "./ask-git.ts";
import { localEnvironment } from "./environment.ts";
import type { Repository } from "./repository.ts";
import { checkRevision } from "./revision.ts";
import { firstLine } from "./run-git.ts";

/**
 * The object's name that git gives for the revision, or in words why it has none: two answers differ where something moved.
 * Starts git once. Throws a Refusal REF_REFUSED before that, GIT_NOT_FOUND, or GIT_FAILED where git falls silent.
 */
export async function peekCommit(repository: Repository, revision: string): Promise<string> {
  const refused = checkRevision(revision);
  if (refused !== undefined) throw refused;
  const args = ["rev-parse", "--verify", "--end-of-options", revision];
  const answer = await askGit({ args, environment: localEnvironment(repository) });
  return answer.exitCode === 0 ? answer.stdout.trim() : firstLine(answer.stderr);
}
