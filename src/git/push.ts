// Brings the local branch to its remote, also when another reconcile was faster: fetch, compare, lay our commits on
// top, push again, a bounded number of times. Never forces, and never gives up a local commit.
import { Refusal } from "../diagnostics/refusal.ts";
import { currentBranch, moveBranch } from "./commit-runs.ts";
import { localEnvironment } from "./environment.ts";
import { withPrivateFolder } from "./private-folder.ts";
import { readRemoteUrl } from "./read-remote-url.ts";
import { replayCommits } from "./replay.ts";
import type { Repository } from "./repository.ts";
import { runGit, runGitOrRefuse } from "./run-git.ts";
import { fetchBranch, makeTransfer, pushCommit } from "./transfer.ts";
import type { Transfer } from "./transfer.ts";

export interface PushRequest {
  /** The remote's name in the clone: origin. */
  readonly remote: string;
  /** The branch in full, here and there: refs/heads/main. */
  readonly ref: string;
  /** How often to push in all, at least once. */
  readonly attempts: number;
}

export interface PushResult {
  /** The commit that the remote's branch is at now. */
  readonly tip: string;
  /** How many pushes it took. */
  readonly attempts: number;
  /**
   * `same`: the local branch was pushed as it is. `moved`: it was replayed, and branch, index and work tree follow.
   * `left`: it was replayed, but local changes are in the way of following; `git pull --rebase` brings it along.
   */
  readonly localBranch: "same" | "moved" | "left";
}

/**
 * Pushes the branch. Refuses USAGE (no such remote), REF_REFUSED (its address), GIT_FAILED (remote unreachable or
 * unwilling), PUSH_OUTRUN (faster others in every attempt), PUSH_DIVERGED (both recorded the same run differently).
 * After every refusal the local branch is where it was. No message shows the credentials of the address.
 */
export async function pushBranch(repository: Repository, request: PushRequest): Promise<PushResult> {
  const url = await readRemoteUrl(repository, request.remote);
  const environment = localEnvironment(repository);
  const start = (
    await runGitOrRefuse({ args: ["rev-parse", "--verify", "--end-of-options", request.ref], environment })
  ).trim();
  return withPrivateFolder({ repository, purpose: "transfer" }, async (folder) => {
    const transfer = await makeTransfer(repository, { url, ref: request.ref, folder });
    let tip = start;
    for (let attempt = 1; ; attempt += 1) {
      if ((await pushCommit(transfer, tip)) === "accepted") {
        const localBranch =
          tip === start ? "same" : await follow(repository, transfer, { from: start, to: tip });
        return { tip, attempts: attempt, localBranch };
      }
      if (attempt >= request.attempts) throw outrun(request, start);
      const theirs = await fetchBranch(transfer, start);
      tip = await replayCommits(repository, { ref: request.ref, ours: start, theirs });
    }
  });
}

/** Moves the local branch, and its index and work tree where it is checked out; local changes are never overwritten. */
async function follow(
  repository: Repository,
  transfer: Transfer,
  move: { readonly from: string; readonly to: string },
): Promise<"moved" | "left"> {
  if (repository.workTree !== undefined && (await currentBranch(repository)) === transfer.ref) {
    // In the isolated git dir no filter is defined, so files are written as they are committed and nothing is run.
    const environment = { ...transfer.environment, GIT_INDEX_FILE: `${repository.gitDir}/index` };
    await runGit({ args: ["update-index", "-q", "--refresh"], environment });
    const answer = await runGit({ args: ["read-tree", "-m", "-u", move.from, move.to], environment });
    if (answer.exitCode !== 0) return "left";
  }
  await moveBranch(repository, { ref: transfer.ref, ...move });
  return "moved";
}

function outrun(request: PushRequest, commit: string): Refusal {
  const branch = request.ref.replace("refs/heads/", "");
  return new Refusal("PUSH_OUTRUN", {
    message: `${branch} was pushed to "${request.remote}" by others first, ${request.attempts} times in a row`,
    expected: "a moment in which nobody else pushes",
    todo: `nothing is lost: your commit ${commit} is on the local branch. Run the same command again`,
  });
}
