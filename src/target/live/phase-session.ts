// A session in which one phase does its work: a dedicated connection of the phase's role, held to that role, with limits on
// everything that can take long.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { ActuatorContext } from "../../model/effect.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { DatabaseClient, Row } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import { limitAnswers } from "../postgres/limit-answers.ts";
import type { LiveRole } from "./live-wiring.ts";

/** What a statement or a session is ended for: by the server, and where that is gone, by this side. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** How long a transaction may stay open without asking anything. */
  readonly idleTimeoutMs: number;
  /** When this side gives up on a server that says nothing at all: later than the server would by itself. */
  readonly answerTimeoutMs: number;
  /** How long to wait each time before it is asked again what became of a COMMIT. */
  readonly truthPausesMs: readonly number[];
}

/** A backend whose client is gone ends within its check interval; a COMMIT that waits for a disk takes as long as it takes. */
export const LIVE_LIMITS: SessionLimits = {
  statementTimeoutMs: 120_000,
  lockTimeoutMs: 2_000,
  idleTimeoutMs: 60_000,
  answerTimeoutMs: 130_000,
  truthPausesMs: [50, 100, 200, 400, 800, 1600, 3200],
};

export type Connect = (role: LiveRole, applicationName: string) => Promise<DatabaseClient>;

export interface SessionMeans {
  readonly connect: Connect;
  /** In place of the usual ones. */
  readonly limits?: SessionLimits;
}

export interface PhaseSession {
  readonly client: DatabaseClient;
  /** Of the cluster that it is connected to: no two have the same, but for those that were copied. */
  readonly cluster: string;
  readonly serverVersionNum: number;
}

export interface SessionPurpose {
  readonly phase: MutatingPhase;
  readonly role: LiveRole;
  readonly context: ActuatorContext;
}

/**
 * Opens the session. Rejects with a Refusal: TARGET_UNREACHABLE, TARGET_UNSAFE where the session is not that role's alone, and
 * what the provider refuses. Nothing has been begun then.
 */
export async function openPhaseSession(means: SessionMeans, purpose: SessionPurpose): Promise<PhaseSession> {
  const limits = means.limits ?? LIVE_LIMITS;
  const client = limitAnswers(await connectOrRefuse(means, purpose), limits.answerTimeoutMs);
  try {
    const { rows } = await client.query({ text: SETTLE, values: settingsOf(limits) });
    const [backend] = rows[0] ?? [];
    const identity = await readRow(client, IDENTITY);
    refuseStranger(purpose, backend, identity);
    const [, , , , version, cluster] = identity;
    return { client, cluster: String(cluster), serverVersionNum: Number(version) };
  } catch (error) {
    await client.close();
    throw error instanceof DatabaseError ? unreachable(purpose, error) : error;
  }
}

/**
 * Nothing is found by a path, and what nobody waits for any more the server ends by itself. A role for which COMMIT may be
 * answered before it is on disk has no say here: what was answered has to be true.
 */
const SETTLE = `SELECT pg_catalog.pg_backend_pid(),
    pg_catalog.set_config('search_path', 'pg_catalog', false),
    pg_catalog.set_config('client_connection_check_interval', '500', false),
    pg_catalog.set_config('statement_timeout', $1, false),
    pg_catalog.set_config('lock_timeout', $2, false),
    pg_catalog.set_config('idle_in_transaction_session_timeout', $3, false),
    CASE pg_catalog.current_setting('synchronous_commit') WHEN 'off' THEN pg_catalog.set_config('synchronous_commit', 'on', false) END`;

function settingsOf({ statementTimeoutMs, lockTimeoutMs, idleTimeoutMs }: SessionLimits): readonly string[] {
  return [statementTimeoutMs, lockTimeoutMs, idleTimeoutMs].map(String);
}

const IDENTITY = `SELECT pg_catalog.pg_backend_pid(), current_user, session_user,
    (SELECT r.rolsuper OR r.rolbypassrls FROM pg_catalog.pg_roles r WHERE r.rolname = current_user),
    pg_catalog.current_setting('server_version_num'),
    (SELECT c.system_identifier FROM pg_catalog.pg_control_system() c), pg_catalog.pg_is_in_recovery()`;

function refuseStranger(
  purpose: SessionPurpose,
  backend: string | null | undefined,
  [pid, user, sessionUser, powers, , , isStandby]: Row,
): void {
  const { execute, verify } = purpose.context.contract.roles;
  const role = purpose.role === "cutter_exec" ? execute : verify;
  if (pid !== backend) throw unsafe(purpose, "moves between backends: there is a pooler in between");
  const stranger = [user, sessionUser].find((name) => name !== role);
  if (stranger !== undefined) throw unsafe(purpose, `is that of role ${quoteText(String(stranger))}`);
  // What a standby says of a transaction can be old, and it takes no change anyway.
  if (isStandby !== "f") throw unsafe(purpose, "is on a standby");
  if (powers !== "f") throw unsafe(purpose, "is a superuser's, or one that row-level security does not hold");
}

/** `reconcile:<the run's last eight characters>:<phase>`: ASCII and short, as application names have to be. */
function applicationNameOf({ phase, context }: SessionPurpose): string {
  return `reconcile:${context.run.slice(-8)}:${phase}`;
}

async function connectOrRefuse({ connect }: SessionMeans, purpose: SessionPurpose): Promise<DatabaseClient> {
  try {
    return await connect(purpose.role, applicationNameOf(purpose));
  } catch (error) {
    throw error instanceof DatabaseError ? unreachable(purpose, error) : error;
  }
}

export async function readRow(client: DatabaseClient, text: string): Promise<Row> {
  const { rows } = await client.query({ text });
  const [row] = rows;
  if (row === undefined || rows.length !== 1)
    throw new Error("a question with one answer has another number");
  return row;
}

export function unreachable({ phase }: SessionPurpose, error: DatabaseError): Refusal {
  return new Refusal(
    "TARGET_UNREACHABLE",
    {
      message: `no session for ${phase}: the database said ${error.message}; nothing was begun in it`,
      expected: "a server that answers",
      todo: "see that the server is up, then reconcile again",
    },
    error,
  );
}

function unsafe({ phase, role }: SessionPurpose, what: string): Refusal {
  return new Refusal("TARGET_UNSAFE", {
    message: `the session for ${phase} ${what}`,
    expected: `a session of the role for ${role}, without a superuser's powers, on one backend of the primary`,
    todo: "connect as that role, to the server itself (docs/target.md)",
  });
}
