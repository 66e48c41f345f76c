// A session in which one phase does its work: a dedicated connection of the phase's role, held to that role, with limits on
// everything that can take long.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ActuatorContext } from "../../model/effect.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import type { LiveRole } from "./live-wiring.ts";

/** What the server is asked for: nothing is found by a path, and what nobody waits for any more it ends by itself (ms). */
const LIMITS: Readonly<Record<string, string | number>> = {
  search_path: "pg_catalog",
  statement_timeout: 600_000,
  lock_timeout: 2000,
  idle_in_transaction_session_timeout: 60_000,
  client_connection_check_interval: 500,
};

export type Connect = (role: LiveRole, applicationName: string) => Promise<DatabaseClient>;

export interface PhaseSession {
  readonly client: DatabaseClient;
  /** Of the cluster that it is connected to: no two have the same. */
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
export async function openPhaseSession(connect: Connect, purpose: SessionPurpose): Promise<PhaseSession> {
  const client = await connectOrRefuse(connect, purpose);
  try {
    const [backend] = await readRow(client, "SELECT pg_catalog.pg_backend_pid()");
    for (const [name, value] of Object.entries(LIMITS))
      await client.query({
        text: "SELECT pg_catalog.set_config($1, $2, false)",
        values: [name, String(value)],
      });
    const [pid, user, powers, version, cluster] = await readRow(client, IDENTITY);
    const role = roleName(purpose);
    if (pid !== backend) throw unsafe(purpose, "moves between backends: there is a pooler in between");
    if (user !== role) throw unsafe(purpose, `is that of "${String(user)}"`);
    if (powers !== "f")
      throw unsafe(purpose, "is a superuser's, or one that row-level security does not hold");
    return { client, cluster: String(cluster), serverVersionNum: Number(version) };
  } catch (error) {
    await client.close();
    throw error instanceof DatabaseError ? unreachable(purpose, error) : error;
  }
}

const IDENTITY = `SELECT pg_catalog.pg_backend_pid(), current_user,
    (SELECT r.rolsuper OR r.rolbypassrls FROM pg_catalog.pg_roles r WHERE r.rolname = current_user),
    pg_catalog.current_setting('server_version_num'),
    (SELECT c.system_identifier FROM pg_catalog.pg_control_system() c)`;

/** `reconcile:<the run's last eight characters>:<phase>`: ASCII and short, as application names have to be. */
function applicationNameOf({ phase, context }: SessionPurpose): string {
  return `reconcile:${context.run.slice(-8)}:${phase}`;
}

function roleName({ role, context }: SessionPurpose): string {
  const { execute, verify } = context.contract.roles;
  return role === "cutter_exec" ? execute : verify;
}

async function connectOrRefuse(connect: Connect, purpose: SessionPurpose): Promise<DatabaseClient> {
  try {
    return await connect(purpose.role, applicationNameOf(purpose));
  } catch (error) {
    throw error instanceof DatabaseError ? unreachable(purpose, error) : error;
  }
}

export async function readRow(client: DatabaseClient, text: string): Promise<readonly (string | null)[]> {
  const { rows } = await client.query({ text });
  const [row] = rows;
  if (row === undefined || rows.length !== 1)
    throw new Error("a question with one answer has another number");
  return row;
}

function unreachable({ phase }: SessionPurpose, error: DatabaseError): Refusal {
  return new Refusal(
    "TARGET_UNREACHABLE",
    {
      message: `no session for ${phase}: the database said ${error.message}; nothing of this step was begun`,
      expected: "a server that answers",
      todo: "see that the server is up, then reconcile again",
    },
    error,
  );
}

function unsafe({ phase }: SessionPurpose, what: string): Refusal {
  return new Refusal("TARGET_UNSAFE", {
    message: `the session for ${phase} ${what}`,
    expected: "a session of the phase's own role, without a superuser's powers, on one backend",
    todo: "connect as that role, to the server itself (docs/target.md)",
  });
}
