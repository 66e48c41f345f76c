// What a reconcile does to a repository, in two functions: for tests that set traps for it.
import assert from "node:assert/strict";
import { commitFiles, currentBranch } from "../../src/git/commit-runs.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";

export const PLAN = "plans/p/plan.yaml";
export const HONEST = "kind: CutPlan\n";

/** Everything that is read: the commit, the listing, the plan's text. */
export async function readPlan(
  directory: string,
  revision = "HEAD",
): Promise<{ readonly commit: string; readonly plan: string }> {
  const repository = await openRepository(directory);
  const { commit, tree } = await resolveCommit(repository, revision);
  const store = await startObjectStore(repository);
  try {
    const { files } = await store.listFolder(tree, "plans");
    const file = files.find(({ path }) => path === PLAN) ?? assert.fail("the plan is not listed");
    return { commit, plan: Buffer.from(await store.readBlob(file.oid, 1000)).toString() };
  } finally {
    await store.stop();
  }
}

/** Everything that is written: a commit of a run's evidence on the current branch. */
export async function record(directory: string): Promise<string> {
  const repository = await openRepository(directory);
  const parent = (await resolveCommit(repository, "HEAD")).commit;
  const files = [{ path: "runs/p/r/evidence.jsonl", bytes: Buffer.from("1\r\n") }];
  const ref = (await currentBranch(repository)) ?? assert.fail("no branch");
  return commitFiles(repository, { ref, parent, files, message: "record", at: new Date(0) });
}
