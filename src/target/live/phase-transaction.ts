// One phase as one transaction: all of it, then COMMIT, or nothing. What a crash left behind is found out first, what cannot
// be found out is torn, and nothing is ever sent twice.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Retry } from "../../model/effect.ts";
import { TornEffect } from "../../model/torn-effect.ts";
import { CONNECTION_LOST, DatabaseError } from "../postgres/database-error.ts";
import { findCommitTruth } from "./commit-truth.ts";
import type { Boundary, KeptTransaction, TransactionJournal } from "./live-wiring.ts";
import {
  openPhaseSession,
  readRow,
  type Connect,
  type PhaseSession,
  type SessionPurpose,
} from "./phase-session.ts";
import { factsMoved, findMoved, requireConsent } from "./recheck.ts";
import { takeRunLock } from "./run-lock.ts";

export interface PhaseMeans {
  readonly connect: Connect;
  readonly journal: TransactionJournal;
  readonly reach: (boundary: Boundary) => Promise<void>;
  /** Throws a Refusal LIVE_DISABLED where the switch is off by now. */
  readonly askSwitch: () => void;
}

export interface PhaseWork<Result> extends SessionPurpose {
  /** Everything the phase does, in its open transaction. */
  readonly work: (session: PhaseSession) => Promise<Result>;
  /** The result of a transaction that is known to be committed, and whose state was found in the target. */
  readonly promised: Result;
}

export interface PhaseDone<Result> {
  readonly result: Result;
  readonly retries: readonly Retry[];
}

/** What the database may call off for no fault of ours; the whole transaction is tried again. */
const RETRYABLE: ReadonlySet<string> = new Set(["55P03", "40P01", "40001"]);
const WAITS_MS = [50, 150, 450, 1350] as const;

/**
 * Rejects with a Refusal where nothing was done: RUN_LOCKED, FACTS_MOVED, CONSENT_GONE, LIVE_DISABLED, DATABASE_REFUSED,
 * TARGET_UNREACHABLE, DISK_REFUSED and what the work refuses; with a TornEffect where nobody can say.
 */
export async function carryPhase<Result>(
  means: PhaseMeans,
  work: PhaseWork<Result>,
): Promise<PhaseDone<Result>> {
  means.askSwitch();
  const kept = await means.journal.read(work.context.run);
  if (kept?.phase === work.phase && (await isDone(means, work, kept)))
    return { result: work.promised, retries: [] };
  const retries: Retry[] = [];
  for (;;) {
    try {
      return { result: await tryOnce(means, work), retries };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const waitedMs = WAITS_MS[retries.length];
      if (waitedMs === undefined || !RETRYABLE.has(error.sqlstate)) throw rolledBack(work, error, retries);
      retries.push({ sqlstate: error.sqlstate, waitedMs });
      await wait(waitedMs);
    }
  }
}

/** Every DatabaseError that comes out of here was rolled back. */
async function tryOnce<Result>(means: PhaseMeans, work: PhaseWork<Result>): Promise<Result> {
  await means.reach("before_begin");
  const session = await openPhaseSession(means.connect, work);
  try {
    await session.client.query({ text: "BEGIN ISOLATION LEVEL SERIALIZABLE" });
    await takeRunLock(session.client, work.context.run);
    await means.reach("after_lock");
    await recheck(means, work, session);
    const result = await work.work(session);
    const kept = await keepTransaction(means, work, session);
    means.askSwitch();
    requireConsent(work.context, work.phase);
    await means.reach("before_commit");
    return await commit(means, work, { session, kept, result });
  } finally {
    // Whatever is still open is rolled back with the session.
    await session.client.close();
  }
}

async function recheck<Result>(
  means: PhaseMeans,
  { context, phase }: PhaseWork<Result>,
  session: PhaseSession,
): Promise<void> {
  means.askSwitch();
  requireConsent(context, phase);
  const moved = await findMoved(session, context, context.done);
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

/** COMMIT alone, and its tag: the server answers ROLLBACK, without an error, where the transaction had failed before. */
async function commit<Result>(
  means: PhaseMeans,
  work: PhaseWork<Result>,
  { session, kept, result }: Committing<Result>,
): Promise<Result> {
  const answer = session.client.query({ text: "COMMIT" }).then(
    ({ command }) => command,
    (error: unknown) => error,
  );
  await means.reach("commit_sent");
  const said = await answer;
  if (said === "COMMIT") {
    await means.reach("after_commit");
    return result;
  }
  if (said === "ROLLBACK") throw new DatabaseError({ code: "25P02" });
  if (!(said instanceof DatabaseError)) throw said;
  if (!isLost(said)) throw said;
  // The answer is lost, and with it whether there was one. The old session has to be gone before anybody is asked.
  await session.client.close();
  if (await isDone(means, work, kept)) return work.promised;
  throw said;
}

/** An answer that came from the server says that the transaction was rolled back; no answer says nothing. */
function isLost({ sqlstate }: DatabaseError): boolean {
  return sqlstate.startsWith("08") || sqlstate.startsWith("57P");
}

/**
 * Whether a transaction that was kept is done: committed, with everything in the target as the step would leave it. Rejects
 * with a TornEffect where nobody can say, or where the target is otherwise.
 */
async function isDone<Result>(
  { connect }: PhaseMeans,
  work: PhaseWork<Result>,
  kept: KeptTransaction,
): Promise<boolean> {
  const truth = await findCommitTruth(connect, work, kept);
  if (truth === "aborted") return false;
  const { transaction } = kept;
  if (truth === "unknown") throw new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction });
  if (await isAsPromised(connect, work, kept)) return true;
  throw new TornEffect({ reason: "PARTLY_RECORDED", seen: null, transaction });
}

/** A number alone could be another transaction's, in a cluster that was put back from a copy: the target has to show it. */
async function isAsPromised<Result>(
  connect: Connect,
  work: PhaseWork<Result>,
  { transaction }: KeptTransaction,
): Promise<boolean> {
  const { context, phase } = work;
  try {
    const session = await openPhaseSession(connect, work);
    try {
      await session.client.query({ text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" });
      return (await findMoved(session, context, [...context.done, phase])) === undefined;
    } finally {
      await session.client.close();
    }
  } catch (error) {
    throw new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction }, error);
  }
}

function rolledBack(
  { phase, context }: SessionPurpose,
  error: DatabaseError,
  retries: readonly Retry[],
): Refusal {
  const tries = retries.length === 0 ? "" : `, after ${retries.length + 1} tries`;
  const isGone = error.sqlstate === CONNECTION_LOST || isLost(error);
  const text = {
    message: `${phase} of run "${context.run}" was rolled back${tries}: the database said ${error.message}`,
    expected: isGone
      ? "a connection that holds"
      : "a database that takes the change as the simulation has it",
    todo: isGone
      ? "see that the server is up, then reconcile again; nothing of this step was done"
      : "find out what the database has against it; nothing of this step was done",
  };
  return new Refusal(isGone ? "TARGET_UNREACHABLE" : "DATABASE_REFUSED", text, error);
}
