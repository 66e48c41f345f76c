// Carries one phase to its end: what a crash left behind is found out first, and what the database calls off for no fault of
// ours is tried again as a whole, a bounded number of times. Everything else fails at the first try.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import type { SessionPurpose } from "./phase-session.ts";
import { tryTransaction } from "./phase-transaction.ts";
import type { PhaseMeans, PhaseWork } from "./phase-work.ts";
import { resolveLeft } from "./resolve-kept.ts";

/** Lock not available, deadlock, serialization failure. PostgreSQL manual, 13.5. */
const CALLED_OFF: ReadonlySet<string> = new Set(["55P03", "40P01", "40001"]);
const WAITS_MS = [50, 150, 450, 1350] as const;

/**
 * Rejects with a Refusal where nothing was done: RUN_LOCKED, FACTS_MOVED, CONSENT_GONE, LIVE_DISABLED, DATABASE_REFUSED,
 * TARGET_UNREACHABLE, TARGET_UNSAFE, DISK_REFUSED and what the work refuses; with a TornEffect where nobody can say.
 */
export async function carryPhase<Result>(means: PhaseMeans, work: PhaseWork<Result>): Promise<Result> {
  means.askSwitch();
  const left = await means.journal.read(work.context.run);
  if (left?.phase === work.phase && (await resolveLeft(means, work, left))) return work.promised;
  for (let tries = 1; ; tries += 1) {
    try {
      return await tryTransaction(means, work);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const waitedMs = WAITS_MS[tries - 1];
      if (waitedMs === undefined || !CALLED_OFF.has(error.sqlstate)) throw rolledBack(work, error, tries);
      means.onRetry(Object.freeze({ sqlstate: error.sqlstate, waitedMs }));
      await wait(waitedMs);
    }
  }
}

function rolledBack({ phase, context }: SessionPurpose, error: DatabaseError, tries: number): Refusal {
  const after = tries === 1 ? "" : `, after ${tries} tries`;
  const text = {
    message: `${phase} of run "${context.run}" was rolled back${after}: the database said ${error.message}`,
    expected: error.isLost
      ? "a connection that holds"
      : "a database that takes the change as the simulation has it",
    todo: error.isLost
      ? "see that the server is up, then reconcile again; nothing of this step was done"
      : "find out what the database has against it; nothing of this step was done",
  };
  return new Refusal(error.isLost ? "TARGET_UNREACHABLE" : "DATABASE_REFUSED", text, error);
}
