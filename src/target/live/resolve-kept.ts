// Whether a transaction that was kept on disk is done: it is, where the database says that it was committed and its rows are
// there. What cannot be found out is torn; nothing is sent a second time.
import { TornEffect } from "../../model/torn-effect.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import { awaitCommitTruth, findCommitTruth, type CommitTruth } from "./commit-truth.ts";
import type { KeptTransaction } from "./live-wiring.ts";
import { LIVE_LIMITS, openPhaseSession, unreachable, type SessionMeans } from "./phase-session.ts";
import type { DoneRows, PhaseWork } from "./phase-work.ts";
import { runLocked } from "./run-lock.ts";

/** Answers false where it was rolled back. Rejects with a TornEffect where nobody can say, or where the rows are otherwise. */
export async function resolveKept<Result>(
  means: SessionMeans,
  work: PhaseWork<Result>,
  kept: KeptTransaction,
): Promise<boolean> {
  const truth = await findCommitTruth(means, work, kept);
  return judge({ kept, truth, read: () => readOnOwnSession(means, work, kept) });
}

/**
 * The same for a transaction that another process has left. Here nothing was begun yet, and whoever comes later can ask
 * again: rejects with a Refusal TARGET_UNREACHABLE where nobody can be asked now, as openPhaseSession does, and with
 * RUN_LOCKED where that process is still at it.
 */
export async function resolveLeft<Result>(
  means: SessionMeans,
  work: PhaseWork<Result>,
  kept: KeptTransaction,
): Promise<boolean> {
  const { truthPausesMs } = means.limits ?? LIVE_LIMITS;
  const session = await openPhaseSession(means, work);
  try {
    const truth = await awaitCommitTruth(session, kept, truthPausesMs);
    if (truth === "in progress") throw await runLocked(session.client, work.context.run);
    return await judge({ kept, truth, read: () => readDone(session.client, work) });
  } catch (error) {
    throw error instanceof DatabaseError ? unreachable(work, error) : error;
  } finally {
    await session.client.close();
  }
}

interface Judged {
  readonly kept: KeptTransaction;
  readonly truth: CommitTruth;
  readonly read: () => Promise<DoneRows>;
}

/** A number alone could be another transaction's, in a cluster that was put back from a copy: the target has to show it. */
async function judge({ kept, truth, read }: Judged): Promise<boolean> {
  if (truth === "aborted") return false;
  const { transaction } = kept;
  if (truth !== "committed") throw new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction });
  const { seen, isWhole } = await read();
  if (isWhole) return true;
  throw new TornEffect({ reason: "PARTLY_RECORDED", seen, transaction });
}

async function readDone<Result>(client: DatabaseClient, work: PhaseWork<Result>): Promise<DoneRows> {
  await client.query({ text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" });
  return work.readDone(client);
}

/** The step has sent its COMMIT: where nobody can look, not even a refusal may be answered. */
async function readOnOwnSession<Result>(
  means: SessionMeans,
  work: PhaseWork<Result>,
  { transaction }: KeptTransaction,
): Promise<DoneRows> {
  try {
    const { client } = await openPhaseSession(means, work);
    try {
      return await readDone(client, work);
    } finally {
      await client.close();
    }
  } catch (error) {
    throw new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction }, error);
  }
}
