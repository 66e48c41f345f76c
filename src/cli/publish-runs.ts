// --commit and --push: the runs on disk become a commit of the current branch, with trailers that name runs and phases,
// and the branch goes to origin. Evidence that the branch has already and that the disk does not continue is refused.
import { Refusal } from "../diagnostics/refusal.ts";
import { commitFiles, currentBranch } from "../git/commit-runs.ts";
import { pushBranch, type PushResult } from "../git/push.ts";
import { resolveCommit } from "../git/resolve.ts";
import { keptAttestations } from "../model/attestation-line.ts";
import type { RecordedFiles } from "../model/ports.ts";
import type { PlanOutcome } from "../reconcile/plan-outcome.ts";
import { openRunStore } from "../runs/run-store.ts";
import type { CommonOptions } from "./options.ts";
import { listCommittedRuns, type Session } from "./session.ts";

const PUSH_ATTEMPTS = 5;
const REMOTE = "origin";

export interface Published {
  /** The commit that was made; undefined where runs/ was committed already. */
  readonly commit: string | undefined;
  readonly pushed: PushResult | undefined;
}

/** Undefined where neither was asked for. Throws what git refuses; the evidence on disk stays as it is. */
export async function publishRuns(
  session: Session,
  options: CommonOptions,
  outcomes: readonly PlanOutcome[],
): Promise<Published | undefined> {
  if (!options.commit) return undefined;
  const ref = await currentBranch(session.repository);
  if (ref === undefined) throw detached();
  const commit = await commitRuns(session, ref, outcomes);
  if (!options.push) return { commit, pushed: undefined };
  return {
    commit,
    pushed: await pushBranch(session.repository, { remote: REMOTE, ref, attempts: PUSH_ATTEMPTS }),
  };
}

async function commitRuns(
  session: Session,
  ref: string,
  outcomes: readonly PlanOutcome[],
): Promise<string | undefined> {
  const tip = await resolveCommit(session.repository, ref);
  const committed = await listCommittedRuns(session.objects, tip);
  const names = new Map(committed.map(({ path, oid }) => [path, oid]));
  const store = openRunStore({
    workTree: session.repository.workTree,
    mode: "memory",
    committed: { files: committed, objects: session.objects },
  });
  const files: { readonly path: string; readonly bytes: Uint8Array }[] = [];
  for (const { plan, run } of await store.listRuns()) {
    const recorded = await store.readRun(plan, run);
    if (recorded !== undefined)
      files.push(
        ...filesOf(recorded).filter(({ path, bytes }) => names.get(path) !== session.objects.hashBlob(bytes)),
      );
  }
  if (files.length === 0) return undefined;
  const at = new Date(session.edges.now());
  return commitFiles(session.repository, {
    ref,
    parent: tip.commit,
    files,
    message: commitMessage(files, outcomes),
    at,
  });
}

function filesOf({
  plan,
  run,
  evidence,
  attestations,
  facts,
  report,
}: RecordedFiles): readonly { path: string; bytes: Uint8Array }[] {
  const folder = `runs/${plan}/${run}`;
  // A bundle whose statement was never recorded is what a crash left: once committed it could not be cut any more.
  const kept = keptAttestations(attestations, evidence);
  return [
    ...(evidence.length === 0 ? [] : [{ path: `${folder}/evidence.jsonl`, bytes: evidence }]),
    ...(kept.length === 0 ? [] : [{ path: `${folder}/attestations.jsonl`, bytes: kept }]),
    ...(facts === undefined ? [] : [{ path: `${folder}/facts.json`, bytes: facts }]),
    ...(report === undefined ? [] : [{ path: `${folder}/report.md`, bytes: report }]),
  ];
}

/** Names are checked names of plans and runs; nothing of a document's text gets into a commit message. */
function commitMessage(
  files: readonly { readonly path: string }[],
  outcomes: readonly PlanOutcome[],
): string {
  const runs = [...new Set(files.map(({ path }) => path.split("/")[2] ?? ""))].sort();
  const plans = [...new Set(files.map(({ path }) => path.split("/")[1] ?? ""))].sort();
  const subject =
    plans.length === 1 ? `Record the run of ${plans[0] ?? ""}` : `Record the runs of ${plans.length} plans`;
  const reached = new Map(
    outcomes.flatMap(({ steps }) =>
      steps.map((step) => [step.run, step.statement.statement.predicate.phase]),
    ),
  );
  const trailers = runs.flatMap((run) => {
    const phase = reached.get(run);
    return [`Cutplan-Run: ${run}`, ...(phase === undefined ? [] : [`Cutplan-Phase: ${phase}`])];
  });
  return `${subject}\n\n${trailers.join("\n")}\n`;
}

function detached(): Refusal {
  return new Refusal("GIT_FAILED", {
    message: "HEAD is on no branch, so there is nothing to commit evidence to",
    expected: "a branch that is checked out",
    todo: "check out the branch, and run the same command again; the evidence is in runs/",
  });
}
