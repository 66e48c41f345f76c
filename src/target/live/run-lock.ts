// One session at a time works on a run, whoever started it and wherever: an advisory lock on the run's name, gone with the
// session that holds it.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";

/** A session whose connection was cut gives its lock back as soon as the server has noticed. */
const GRACE_MS = [20, 60, 180, 540] as const;
const KEY = "pg_catalog.hashtextextended($1, 0)";

/**
 * Takes the lock, then begins the transaction, which takes it too: its first statement fixes what it sees, and whatever the
 * holder before has committed has to be in that. Waits no longer than a session takes to end. Rejects with a Refusal
 * RUN_LOCKED that names the holder.
 */
export async function beginUnderRunLock(client: DatabaseClient, run: string): Promise<void> {
  for (const pauseMs of [...GRACE_MS, 0]) {
    if (await tryLock(client, "pg_try_advisory_lock", run)) {
      // Two that are both at work on the target cannot overlook one another: one of them is called off (40001).
      await client.query({ text: "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE" });
      if (await tryLock(client, "pg_try_advisory_xact_lock", run)) return;
      throw new Error("a lock that is held by the session was not given to its transaction");
    }
    await wait(pauseMs);
  }
  throw await runLocked(client, run);
}

async function tryLock(
  client: DatabaseClient,
  by: "pg_try_advisory_lock" | "pg_try_advisory_xact_lock",
  run: string,
): Promise<boolean> {
  const { rows } = await client.query({ text: `SELECT pg_catalog.${by}(${KEY})`, values: [run] });
  return rows[0]?.[0] === "t";
}

/** For a client that does not have the lock. Rejects with a DatabaseError. */
export async function runLocked(client: DatabaseClient, run: string): Promise<Refusal> {
  return new Refusal("RUN_LOCKED", {
    message: `run "${run}" is being worked on in the database by ${await describeHolder(client, run)}`,
    expected: "one reconcile at a time for a run",
    todo: "wait until it has ended, then reconcile again",
  });
}

/** A bigint lock stands in pg_locks as two halves. PostgreSQL manual, view pg_locks. */
const HOLDER = `SELECT a.pid, a.application_name, pg_catalog.to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    AND (l.classid::bigint << 32 | l.objid::bigint) = ${KEY}`;

async function describeHolder(client: DatabaseClient, run: string): Promise<string> {
  const { rows } = await client.query({ text: HOLDER, values: [run] });
  const [pid, name, since] = rows[0] ?? [];
  if (pid === undefined || pid === null) return "a session that has just ended";
  const called = name === null || name === undefined ? "" : ` (${quoteText(name)})`;
  return `backend ${pid}${called}${since === null || since === undefined ? "" : ` since ${since}`}`;
}
