// Lays the local commits that recorded runs over what another reconcile pushed first. Writes objects, moves no branch.
// Replays only commits that touch nothing but runs/; everything else is for the person who made it.
import { Refusal } from "../diagnostics/refusal.ts";
import { renderCommit } from "./commit.ts";
import type { Commit } from "./commit.ts";
import { localEnvironment } from "./environment.ts";
import { chooseSide } from "./merge-rule.ts";
import type { ThreeSides } from "./merge-rule.ts";
import { STRUCTURE_LIMIT_BYTES, startObjectStore } from "./object-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { overlayFiles } from "./overlay.ts";
import type { PlacedFile } from "./overlay.ts";
import type { Repository } from "./repository.ts";
import { runGit } from "./run-git.ts";
import { readDifference } from "./tree-difference.ts";
import type { ChangedFile } from "./tree-difference.ts";
import { writeObjects } from "./write-objects.ts";

export interface ReplayRequest {
  readonly ref: string;
  /** The local tip, with our commits. */
  readonly ours: string;
  /** The tip that was fetched. */
  readonly theirs: string;
}

const MAX_COMMITS = 10_000;

/**
 * Our commits again, in order, with their authors, times and messages, on top of the fetched tip; returns the new
 * tip (the fetched one when it has everything already). Signatures of replayed commits are left out.
 * Refuses PUSH_DIVERGED, with nothing lost, when both sides recorded one run differently, when one of our commits
 * is a merge or touches more than runs/, or when the histories have nothing in common.
 */
export async function replayCommits(repository: Repository, request: ReplayRequest): Promise<string> {
  const store = await startObjectStore(repository);
  try {
    const base = await findBase(repository, request);
    const [baseCommit, theirs, ours] = await Promise.all([
      store.readCommit(base),
      store.readCommit(request.theirs),
      readOurs(store, request, base),
    ]);
    const readTree = (oid: string) => store.readTree(oid);
    const upstream = await readDifference(readTree, baseCommit.tree, theirs.tree);
    let tip = theirs;
    for (const commit of ours) {
      const changes = await readDifference(readTree, baseCommit.tree, commit.tree);
      const files = await chooseFiles({ store, request, commit }, changes, upstream);
      tip = await replayOne(repository, store, { commit, onto: tip, baseTree: theirs.tree, files });
    }
    return tip.oid;
  } finally {
    await store.stop();
  }
}

async function findBase(repository: Repository, request: ReplayRequest): Promise<string> {
  const args = ["merge-base", request.ours, request.theirs];
  const answer = await runGit({ args, environment: localEnvironment(repository) });
  if (answer.exitCode === 0) return answer.stdout.trim();
  throw diverged(request, `${request.ours} and ${request.theirs} have no commit in common`);
}

async function readOurs(
  store: ObjectStore,
  request: ReplayRequest,
  base: string,
): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for (let oid = request.ours; oid !== base;) {
    const commit = await store.readCommit(oid);
    const [parent] = commit.parents;
    if (parent === undefined || commit.parents.length > 1 || commits.length >= MAX_COMMITS) {
      throw diverged(request, `the local commit ${oid} is no plain commit on top of ${base}`);
    }
    commits.unshift(commit);
    oid = parent;
  }
  return commits;
}

interface ReplayContext {
  readonly store: ObjectStore;
  readonly request: ReplayRequest;
  readonly commit: Commit;
}

/** The files of ours, as this commit has them, that go over the fetched tree. */
async function chooseFiles(
  context: ReplayContext,
  ours: readonly ChangedFile[],
  theirs: readonly ChangedFile[],
): Promise<readonly PlacedFile[]> {
  for (const file of ours) {
    if (file.path.startsWith("runs/") && (file.after === undefined || file.after.mode === "100644")) continue;
    throw diverged(
      context.request,
      `the local commit ${context.commit.oid} changes "${file.path}", which is not a plain file under runs/`,
    );
  }
  const upstream = Map.groupBy(theirs, (file) => runFolder(file.path));
  const chosen: PlacedFile[] = [];
  for (const [folder, files] of Map.groupBy(ours, (file) => runFolder(file.path))) {
    const others = upstream.get(folder) ?? [];
    const sides = await readSides(context.store, files, others);
    const choice = others.length === 0 ? { kind: "ours" as const } : chooseSide(sides);
    if (choice.kind === "conflict") {
      throw diverged(
        context.request,
        `"${choice.path}" was recorded differently by ${context.commit.oid} here and by ${context.request.theirs} there`,
      );
    }
    if (choice.kind === "ours")
      chosen.push(
        ...files.flatMap(({ path, after }) => (after === undefined ? [] : [{ path, oid: after.oid }])),
      );
  }
  return chosen;
}

async function readSides(
  store: ObjectStore,
  ours: readonly ChangedFile[],
  theirs: readonly ChangedFile[],
): Promise<readonly ThreeSides[]> {
  const read = async (oid: string | undefined) =>
    oid === undefined ? undefined : store.readBlob(oid, STRUCTURE_LIMIT_BYTES);
  const ourSide = new Map(ours.map((file) => [file.path, file]));
  const theirSide = new Map(theirs.map((file) => [file.path, file]));
  const paths = [...new Set([...ourSide.keys(), ...theirSide.keys()])];
  return Promise.all(
    paths.map(async (path) => {
      const mine = ourSide.get(path);
      const other = theirSide.get(path);
      // A side that did not change the file has it as the base does.
      const before = (mine ?? other)?.before?.oid;
      const [base, after, upstream] = await Promise.all([
        read(before),
        read(mine === undefined ? before : mine.after?.oid),
        read(other === undefined ? before : other.after?.oid),
      ]);
      return { path, base, ours: after, theirs: upstream };
    }),
  );
}

interface OneReplay {
  readonly commit: Commit;
  readonly onto: Commit;
  readonly baseTree: string;
  readonly files: readonly PlacedFile[];
}

async function replayOne(repository: Repository, store: ObjectStore, replay: OneReplay): Promise<Commit> {
  const { commit, onto } = replay;
  const readEntries = (oid: string) => store.readEntries(oid);
  const base = { objectFormat: repository.objectFormat, tree: replay.baseTree, readEntries };
  const { tree, trees } = await overlayFiles(base, replay.files);
  if (tree === onto.tree) return onto;
  const written = {
    tree,
    parents: [onto.oid],
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
  };
  const bytes = renderCommit(written);
  const [[oid = ""]] = await Promise.all([
    writeObjects(repository, "commit", [bytes]),
    writeObjects(repository, "tree", trees),
  ]);
  return { ...written, oid, bytes };
}

/** runs/<plan>/<run>, the unit that one reconcile records as a whole; a file above that stands for itself. */
function runFolder(path: string): string {
  return path.split("/").slice(0, 3).join("/");
}

function diverged(request: ReplayRequest, reason: string): Refusal {
  const branch = request.ref.replace("refs/heads/", "");
  return new Refusal("PUSH_DIVERGED", {
    message: `${branch} cannot be pushed: ${reason}`,
    expected: "local commits that only add to runs/, and runs that nobody else recorded",
    todo: `nothing is lost: your commit ${request.ours} is on ${branch}, theirs is ${request.theirs}. Compare with git diff ${request.theirs} ${request.ours} -- runs; to take theirs and run again: git branch kept-${request.ours.slice(0, 12)}, then git reset --keep ${request.theirs}`,
  });
}
