// What became of a transaction whose COMMIT was not answered: the database is asked by the transaction's number, on another
// connection. Nothing is ever sent a second time.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import type { KeptTransaction } from "./live-wiring.ts";
import { openPhaseSession, type Connect, type SessionPurpose } from "./phase-session.ts";

export type CommitTruth = "committed" | "aborted" | "unknown";

/** A backend whose client is gone ends within its check interval; a COMMIT that waits for a disk takes as long as it takes. */
const PAUSES_MS = [50, 100, 200, 400, 800, 1600, 3200] as const;

/** Asks until the transaction has ended, for some six seconds. What cannot be found out is unknown, not a guess. */
export async function findCommitTruth(
  connect: Connect,
  purpose: SessionPurpose,
  kept: KeptTransaction,
): Promise<CommitTruth> {
  for (const pauseMs of [...PAUSES_MS, 0]) {
    const status = await askStatus(connect, purpose, kept);
    if (status === "committed" || status === "aborted") return status;
    if (status === "another cluster") return "unknown";
    await wait(pauseMs);
  }
  return "unknown";
}

/** As pg_xact_status has it; undefined where nobody answered, or the server has forgotten. */
async function askStatus(
  connect: Connect,
  purpose: SessionPurpose,
  kept: KeptTransaction,
): Promise<string | undefined> {
  try {
    const { client, cluster } = await openPhaseSession(connect, purpose);
    try {
      if (cluster !== kept.cluster) return "another cluster";
      const { rows } = await client.query({
        text: "SELECT pg_catalog.pg_xact_status($1::text::xid8)",
        values: [kept.transaction],
      });
      return rows[0]?.[0] ?? undefined;
    } finally {
      await client.close();
    }
  } catch (error) {
    // Nobody who could be asked: a switch that is off by now is no answer either.
    if (error instanceof DatabaseError || error instanceof Refusal) return undefined;
    throw error;
  }
}
