// Finds the one commit that a revision names. Git only looks the name up; tags are peeled and parents walked here,
// over objects that were hashed again, because git believes forged objects, grafts and a planted `shallow` file.
import { Refusal } from "../diagnostics/refusal.ts";
import type { CommitPin } from "../model/ports.ts";
import { parseTagTarget } from "./commit.ts";
import type { Commit } from "./commit.ts";
import { askGit } from "./ask-git.ts";
import { localEnvironment } from "./environment.ts";
import { STRUCTURE_LIMIT_BYTES, startObjectStore } from "./object-store.ts";
import type { ObjectStore } from "./object-store.ts";
import type { Repository } from "./repository.ts";
import { checkRevision, splitRevision } from "./revision.ts";
import { firstLine } from "./run-git.ts";

/**
 * The commit that the revision names, with its tree as its own bytes say. `ref` is the full name where the revision
 * is a branch, a tag or HEAD on a branch (`refs/heads/main`), else the revision as given.
 * Objects are read from the store that is handed in, else from one of its own.
 * Refuses REF_REFUSED before git is started, and for a name that is both a branch and a tag; REF_NOT_FOUND, with the
 * way out where the clone is shallow; and what the object store refuses.
 */
export async function resolveCommit(
  repository: Repository,
  revision: string,
  opened?: ObjectStore,
): Promise<CommitPin> {
  const refused = checkRevision(revision);
  if (refused !== undefined) throw refused;
  const split = splitRevision(revision);
  if (split instanceof Refusal) throw split;
  const { oid, ref } = await lookUp(repository, split.base);
  const store = opened ?? (await startObjectStore(repository));
  try {
    const context = { repository, store, revision };
    const start = await peel(context, oid);
    const commit = await walk(context, start, split.steps);
    const exact = split.steps.length === 0 && ref !== undefined;
    return {
      commit: commit.oid,
      tree: commit.tree,
      objectFormat: repository.objectFormat,
      ref: exact ? ref : revision,
    };
  } finally {
    if (opened === undefined) await store.stop();
  }
}

async function lookUp(
  repository: Repository,
  base: string,
): Promise<{ readonly oid: string; readonly ref: string | undefined }> {
  const environment = localEnvironment(repository);
  const verify = ["--verify", "--end-of-options", base];
  const [found, named] = await Promise.all([
    askGit({ args: ["rev-parse", ...verify], environment }),
    askGit({ args: ["rev-parse", "--symbolic-full-name", ...verify], environment }),
    refuseTwins(repository, base),
  ]);
  const oid = found.stdout.trim();
  if (found.exitCode !== 0 || oid === "") throw notFound(repository, base, firstLine(found.stderr));
  const ref = named.exitCode === 0 ? named.stdout.trim() : "";
  return { oid, ref: ref.startsWith("refs/") ? ref : undefined };
}

/** Git takes the tag where a branch has the same name, and only warns: whoever may push a tag could move `main`. */
async function refuseTwins(repository: Repository, base: string): Promise<void> {
  // HEAD itself comes before any branch or tag of that name (gitrevisions(7)).
  if (base === "HEAD" || /[@^{}]/.test(base)) return;
  const names = [`refs/heads/${base}`, `refs/tags/${base}`];
  const args = ["for-each-ref", "--format=%(refname) %(objectname) %(*objectname)", ...names];
  const { stdout } = await askGit({ args, environment: localEnvironment(repository) });
  const targets = stdout
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([name = ""]) => names.includes(name))
    .map(([, oid, peeled]) => (peeled === undefined || peeled === "" ? oid : peeled));
  if (new Set(targets).size > 1) throw ambiguous(base);
}

interface Context {
  readonly repository: Repository;
  readonly store: ObjectStore;
  readonly revision: string;
}

/** From an annotated tag, or a tag of a tag, to its commit. */
async function peel(context: Context, oid: string): Promise<Commit> {
  let name = oid;
  for (let depth = 0; depth < 10; depth += 1) {
    const { type, bytes } = await orNotFound(context, context.store.readObject(name, STRUCTURE_LIMIT_BYTES));
    if (type === "commit") return context.store.readCommit(name);
    if (type !== "tag") break;
    const target = parseTagTarget({ oid: name, bytes, objectFormat: context.repository.objectFormat });
    if (target instanceof Refusal) throw target;
    name = target;
  }
  throw notFound(context.repository, context.revision, "it names something else");
}

async function walk(context: Context, start: Commit, steps: readonly number[]): Promise<Commit> {
  let commit = start;
  for (const step of steps) {
    if (step === 0) continue;
    const parent = commit.parents[step - 1];
    if (parent === undefined) {
      throw notFound(
        context.repository,
        context.revision,
        `${commit.oid} has ${commit.parents.length} parents`,
      );
    }
    commit = await orNotFound(context, context.store.readCommit(parent));
  }
  return commit;
}

async function orNotFound<T>(context: Context, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "OBJECT_MISSING") throw error;
    throw notFound(context.repository, context.revision, error.message);
  }
}

function notFound(repository: Repository, revision: string, reason: string): Refusal {
  if (revision === "HEAD" && !repository.shallow) return withoutCommit(repository);
  return new Refusal("REF_NOT_FOUND", {
    message: `the revision "${revision}" names no commit in this ${repository.shallow ? "shallow " : ""}clone: ${reason}`,
    expected: "a branch, a tag or a commit that is here",
    todo: repository.shallow
      ? "run git fetch --unshallow: this clone holds only part of the history"
      : "look with git log --all, or run git fetch",
  });
}

function withoutCommit({ gitDir }: Repository): Refusal {
  return new Refusal("REF_NOT_FOUND", {
    message: `HEAD of "${gitDir}" names no commit: nothing has been committed on this branch yet`,
    expected: "a commit with a folder plans/",
    todo: "write a plan with reconcile new, commit it, and reconcile again",
  });
}

function ambiguous(name: string): Refusal {
  return new Refusal("REF_REFUSED", {
    message: `the revision "${name}" is a branch and a tag, and they name different commits`,
    expected: "a name that means one commit to every reader",
    todo: `write refs/heads/${name} or refs/tags/${name}`,
  });
}
