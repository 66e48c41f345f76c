// One session at a time works on a run, whoever started it and wherever: an advisory lock on the run's name, held by the
// transaction that does the work and gone with it.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";

/** A session whose connection was cut gives its lock back as soon as the server has noticed. */
const GRACE_MS = [20, 60, 180, 540] as const;

/** Takes the lock, with no more patience than for a session that is just ending. Rejects with a Refusal RUN_LOCKED that names its holder. */
export async function takeRunLock(client: DatabaseClient, run: string): Promise<void> {
  for (const pauseMs of [...GRACE_MS, 0]) {
    const { rows } = await client.query({
      text: "SELECT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended($1, 0))",
      values: [run],
    });
    if (rows[0]?.[0] === "t") return;
    await wait(pauseMs);
  }
  throw new Refusal("RUN_LOCKED", {
    message: `run "${run}" is being worked on in the database by ${await describeHolder(client, run)}`,
    expected: "one reconcile at a time for a run",
    todo: "wait until it has ended, then reconcile again",
  });
}

/** A bigint lock stands in pg_locks as two halves. PostgreSQL manual, view pg_locks. */
const HOLDER = `SELECT a.pid, a.application_name, pg_catalog.to_char(a.xact_start AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
  FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
    AND (l.classid::bigint << 32 | l.objid::bigint) = pg_catalog.hashtextextended($1, 0)`;

async function describeHolder(client: DatabaseClient, run: string): Promise<string> {
  const { rows } = await client.query({ text: HOLDER, values: [run] });
  const [pid, name, since] = rows[0] ?? [];
  if (pid === undefined || pid === null) return "a session that has just ended";
  return `backend ${pid}${name === null || name === undefined ? "" : ` (${name})`}${since === null || since === undefined ? "" : ` since ${since}`}`;
}
