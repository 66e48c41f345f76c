// What became of a transaction whose COMMIT was not answered: the database is asked by the transaction's number, on another
// connection. Nothing is ever sent a second time.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import type { KeptTransaction } from "./live-wiring.ts";
import {
  LIVE_LIMITS,
  openPhaseSession,
  type PhaseSession,
  type SessionMeans,
  type SessionPurpose,
} from "./phase-session.ts";

export type CommitTruth = "committed" | "aborted" | "in progress" | "unknown";

/**
 * Asks until the transaction has ended, each time on a session of its own. Where nobody answers it gives up after some six
 * seconds by the usual limits; while the transaction is in progress it waits as long as the server lets one stand still, for
 * so long a backend that COMMIT never reached holds on. What cannot be found out is unknown, not a guess.
 */
export async function findCommitTruth(
  means: SessionMeans,
  purpose: SessionPurpose,
  kept: KeptTransaction,
): Promise<CommitTruth> {
  const { truthPausesMs, idleTimeoutMs } = means.limits ?? LIVE_LIMITS;
  let last = await askOnce(means, purpose, kept);
  for (const pauseMs of truthPausesMs) {
    if (isSettled(last)) return last;
    await wait(pauseMs);
    last = await askOnce(means, purpose, kept);
  }
  const pauseMs = truthPausesMs.at(-1) ?? idleTimeoutMs;
  for (let waitedMs = 0; last === "in progress" && waitedMs <= idleTimeoutMs; waitedMs += pauseMs) {
    await wait(pauseMs);
    last = await askOnce(means, purpose, kept);
  }
  return last === "nobody" ? "unknown" : last;
}

/** The same on one session, for as long as a backend takes to notice that its client is gone. Rejects with a DatabaseError. */
export async function awaitCommitTruth(
  session: PhaseSession,
  kept: KeptTransaction,
  pausesMs: readonly number[],
): Promise<CommitTruth> {
  for (const pauseMs of pausesMs) {
    const truth = await readCommitTruth(session, kept);
    if (truth !== "in progress") return truth;
    await wait(pauseMs);
  }
  return readCommitTruth(session, kept);
}

/** How it stands at this moment. Rejects with a DatabaseError where the session is lost. */
export async function readCommitTruth(
  { client, cluster }: PhaseSession,
  kept: KeptTransaction,
): Promise<CommitTruth> {
  if (cluster !== kept.cluster) return "unknown";
  try {
    const { rows } = await client.query({
      text: "SELECT pg_catalog.pg_xact_status($1::text::xid8)",
      values: [kept.transaction],
    });
    // Null: it is so long ago that the server has forgotten.
    return TRUTHS.find((truth) => truth === rows[0]?.[0]) ?? "unknown";
  } catch (error) {
    // A number that was not given yet: the cluster was put back to a time before it.
    if (error instanceof DatabaseError && !error.isLost) return "unknown";
    throw error;
  }
}

const TRUTHS = ["committed", "aborted", "in progress"] as const;

function isSettled(truth: CommitTruth | "nobody"): truth is CommitTruth {
  return truth !== "nobody" && truth !== "in progress";
}

/** Nobody: a switch that is off by now is no answer either. */
async function askOnce(
  means: SessionMeans,
  purpose: SessionPurpose,
  kept: KeptTransaction,
): Promise<CommitTruth | "nobody"> {
  try {
    const session = await openPhaseSession(means, purpose);
    try {
      return await readCommitTruth(session, kept);
    } finally {
      await session.client.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError || error instanceof Refusal) return "nobody";
    throw error;
  }
}
