// One phase as one transaction, tried once: all of it, then COMMIT, or nothing. COMMIT is sent once and alone, and what
// became of it is found out where it is not answered.
import { DatabaseError } from "../postgres/database-error.ts";
import type { Boundary, KeptTransaction } from "./live-wiring.ts";
import { openPhaseSession, readRow, type PhaseSession } from "./phase-session.ts";
import type { PhaseMeans, PhaseWork } from "./phase-work.ts";
import { factsMoved, findMoved, requireConsent } from "./recheck.ts";
import { resolveKept } from "./resolve-kept.ts";
import { beginUnderRunLock } from "./run-lock.ts";

/**
 * Rejects with a Refusal where nothing was done, with a TornEffect where nobody can say; every DatabaseError that comes out
 * of here was rolled back.
 */
export async function tryTransaction<Result>(means: PhaseMeans, work: PhaseWork<Result>): Promise<Result> {
  await means.reach("before_begin");
  const session = await openPhaseSession(means, work);
  try {
    await beginUnderRunLock(session.client, work.context.run);
    await means.reach("after_lock");
    await recheck(means, work, session);
    const result = await work.work(session);
    const kept = await keepTransaction(means, work, session);
    await means.reach("before_commit");
    means.askSwitch();
    requireConsent(work.context, work.phase);
    return await commit(means, work, { session, kept, result });
  } finally {
    // Whatever is still open is rolled back with the session.
    await session.client.close();
  }
}

/** Of the very state that is about to be changed. */
async function recheck<Result>(
  means: PhaseMeans,
  { context, phase }: PhaseWork<Result>,
  session: PhaseSession,
): Promise<void> {
  means.askSwitch();
  requireConsent(context, phase);
  const moved = await findMoved(session, context);
  if (moved !== undefined) throw factsMoved(context.run, phase, moved);
}

async function keepTransaction<Result>(
  { journal }: PhaseMeans,
  { context, phase }: PhaseWork<Result>,
  { client, cluster }: PhaseSession,
): Promise<KeptTransaction> {
  const [transaction] = await readRow(client, "SELECT pg_catalog.pg_current_xact_id()");
  const kept = { run: context.run, phase, transaction: String(transaction), cluster };
  await journal.keep(kept);
  return kept;
}

interface Committing<Result> {
  readonly session: PhaseSession;
  readonly kept: KeptTransaction;
  readonly result: Result;
}

/** The tag counts: the server answers ROLLBACK, without an error, where the transaction had failed before. */
async function commit<Result>(
  means: PhaseMeans,
  work: PhaseWork<Result>,
  { session, kept, result }: Committing<Result>,
): Promise<Result> {
  const answer = session.client.query({ text: "COMMIT" }).then(
    ({ command }) => command,
    (error: unknown) => error,
  );
  await reachPastCommit(means, "commit_sent");
  const said = await answer;
  if (said === "COMMIT") {
    await reachPastCommit(means, "after_commit");
    return result;
  }
  if (said === "ROLLBACK") throw new DatabaseError({ code: "25P02" });
  if (said instanceof DatabaseError && !said.isLost) throw said;
  // The answer is lost, and with it whether there was one. The old session has to be gone before anybody is asked.
  await session.client.close();
  if (await resolveKept(means, work, kept)) return work.promised;
  throw said instanceof DatabaseError ? said : new DatabaseError(undefined);
}

/** Once COMMIT is sent nothing may pass for a refusal or for an answer of the database: either says that nothing was done. */
async function reachPastCommit({ reach }: PhaseMeans, boundary: Boundary): Promise<void> {
  try {
    await reach(boundary);
  } catch (error) {
    throw new Error(`the step came to its end at ${boundary}`, { cause: error });
  }
}
