// Records files as a commit on a branch, from bytes and not from the work tree, and keeps the clone's index in step.
// Runs no hook, filter, file monitor or signing program, and moves the branch only from where the caller saw it.
import { Refusal } from "../diagnostics/refusal.ts";
import { renderCommit } from "./commit.ts";
import { localEnvironment } from "./environment.ts";
import { readIdentity } from "./identity.ts";
import { hashObject } from "./object-name.ts";
import { startObjectStore } from "./object-store.ts";
import { overlayFiles } from "./overlay.ts";
import type { Overlay, PlacedFile } from "./overlay.ts";
import type { Repository } from "./repository.ts";
import { firstLine, runGit } from "./run-git.ts";
import { writeObjects } from "./write-objects.ts";

export interface CommitRequest {
  /** The branch in full: refs/heads/main. */
  readonly ref: string;
  /** Full name of the commit that the branch is at. */
  readonly parent: string;
  readonly files: readonly { readonly path: string; readonly bytes: Uint8Array }[];
  /** Subject, body and trailers. */
  readonly message: string;
  /** Time of author and committer, to the second, in UTC. */
  readonly at: Date;
}

/**
 * Commits the files on top of `parent` and moves the branch there; returns the commit's full name. Where the branch
 * is checked out, `git status` then shows these paths as clean.
 * Refuses GIT_FAILED, with nothing moved, when the branch is no longer at `parent` or another git holds the index;
 * TREE_MALFORMED when something else stands in a file's place; DISK_REFUSED; and what reading the parent refuses.
 */
export async function commitFiles(repository: Repository, request: CommitRequest): Promise<string> {
  checkRef(request.ref);
  const contents = request.files.map(({ bytes }) => bytes);
  const files = request.files.map(({ path, bytes }) => ({
    path,
    oid: hashObject(repository.objectFormat, "blob", bytes),
  }));
  const [overlay, bytes] = await renderNewCommit(repository, request, files);
  await Promise.all([
    writeObjects(repository, "blob", contents),
    writeObjects(repository, "tree", overlay.trees),
    writeObjects(repository, "commit", [bytes]),
  ]);
  const commit = hashObject(repository.objectFormat, "commit", bytes);
  // The index first: when it cannot be written, nothing has been committed yet; the other way round it would show
  // the new files as deleted.
  await updateIndex(repository, request.ref, files);
  await moveBranch(repository, { ref: request.ref, from: request.parent, to: commit });
  return commit;
}

/** The branch that HEAD is on (refs/heads/main), also when it has no commit yet; undefined when HEAD is detached. */
export async function currentBranch(repository: Repository): Promise<string | undefined> {
  const answer = await runGit({
    args: ["symbolic-ref", "--quiet", "HEAD"],
    environment: localEnvironment(repository),
  });
  const ref = answer.stdout.trim();
  return answer.exitCode === 0 && ref.startsWith("refs/heads/") ? ref : undefined;
}

/** Moves the branch from one commit to the other. Refuses GIT_FAILED, with nothing moved, when it is elsewhere. */
export async function moveBranch(
  repository: Repository,
  move: { readonly ref: string; readonly from: string; readonly to: string },
): Promise<void> {
  const args = ["update-ref", "-m", "cutplan: record runs", move.ref, move.to, move.from];
  const answer = await runGit({ args, environment: localEnvironment(repository) });
  if (answer.exitCode === 0) return;
  throw new Refusal("GIT_FAILED", {
    message: `the branch ${move.ref} could not be moved to ${move.to}: ${firstLine(answer.stderr)}`,
    expected: `the branch at ${move.from}, and no other git at work on it`,
    todo: "run again: what was recorded is still in the work tree",
  });
}

async function renderNewCommit(
  repository: Repository,
  request: CommitRequest,
  files: readonly PlacedFile[],
): Promise<readonly [Overlay, Uint8Array]> {
  const store = await startObjectStore(repository);
  try {
    const identity = readIdentity(repository);
    const { tree } = await store.readCommit(request.parent);
    const readEntries = (oid: string) => store.readEntries(oid);
    const overlay = await overlayFiles({ objectFormat: repository.objectFormat, tree, readEntries }, files);
    const { author, committer } = await identity;
    const time = `${Math.floor(request.at.getTime() / 1000)} +0000`;
    const message = Buffer.from(request.message.endsWith("\n") ? request.message : `${request.message}\n`);
    const commit = {
      tree: overlay.tree,
      parents: [request.parent],
      author: `${author} ${time}`,
      committer: `${committer} ${time}`,
      message,
    };
    return [overlay, renderCommit(commit)];
  } finally {
    await store.stop();
  }
}

async function updateIndex(repository: Repository, ref: string, files: readonly PlacedFile[]): Promise<void> {
  if (repository.workTree === undefined || (await currentBranch(repository)) !== ref) return;
  const input = files.map(({ oid, path }) => `100644 ${oid}\t${path}\0`).join("");
  const args = ["update-index", "--add", "--verbose", "-z", "--index-info"];
  const answer = await runGit({ args, environment: localEnvironment(repository), input });
  if (answer.exitCode === 0) return;
  throw new Refusal("GIT_FAILED", {
    message: `the index of "${repository.workTree}" could not be written: ${firstLine(answer.stderr)}`,
    expected: "no other git at work in this clone",
    todo: "wait for the other git, or remove the lock that a dead one left, then run again; nothing was committed",
  });
}

function checkRef(ref: string): void {
  if (!/^refs\/heads\/[^-\s]\S*$/.test(ref)) throw new Error(`"${ref}" is not a branch in full`);
}
