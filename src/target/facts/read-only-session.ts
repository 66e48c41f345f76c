// A session that is shown to be unable to write before anything is read with it: by its role, by its settings, and by a
// write that must fail. Everything it reads is of one snapshot. What cannot be shown is refused.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Contract } from "../../model/contract.ts";
import type { ConnectionSettings, Session } from "../postgres/connection-settings.ts";
import { connectDatabase, type DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import { limitAnswers } from "../postgres/limit-answers.ts";
import { databaseRefusal } from "./database-refusal.ts";
import type { Select } from "./select.ts";
import { dangersQuery } from "./dangers-sql.ts";
import { refuseDangers } from "./session-dangers.ts";
import {
  databaseOf,
  IDENTITY_QUERY,
  parseIdentity,
  refuseIdentity,
  refuseSeal,
  unsafe,
  type Identity,
  type Seal,
} from "./session-identity.ts";
import { TaggedRows } from "./tagged-rows.ts";

/** What a statement or a session is ended for: by the server, and where that is gone, by this side. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  /** How long the session may hold its snapshot without asking anything. */
  readonly idleTimeoutMs: number;
  /** When this side gives up on a server that says nothing at all: later than the server would by itself. */
  readonly answerTimeoutMs: number;
}

export interface SessionWish extends Partial<SessionLimits> {
  /** For whom: the run's name, or the command's; pg_stat_activity shows it. */
  readonly reader: string;
  readonly contract: Contract;
  /** The target's name, for messages. */
  readonly target?: string;
}

export interface ReadOnlySession {
  readonly select: Select;
  readonly serverVersionNum: number;
  /** The snapshot's name, for pg_dump and other sessions, as long as this one lives. */
  exportSnapshot(): Promise<string>;
}

const CONNECT_TIMEOUT_MS = 10_000;
const LIMITS: SessionLimits = {
  statementTimeoutMs: 120_000,
  lockTimeoutMs: 5_000,
  idleTimeoutMs: 60_000,
  answerTimeoutMs: 130_000,
};

/**
 * Opens the session, hands it to `use`, and ends it whatever becomes of that. Takes 5 round trips of its own: who am I, the
 * write that must fail, BEGIN, the sealing query, COMMIT. Rejects with a Refusal: TARGET_UNSAFE where the session could
 * write or cannot be shown not to, TARGET_UNREACHABLE, TARGET_UNFIT; with whatever `use` rejects with otherwise.
 */
export async function withReadOnlySession<T>(
  settings: ConnectionSettings,
  wish: SessionWish,
  use: (session: ReadOnlySession) => Promise<T>,
): Promise<T> {
  const client = await connectOrRefuse(wish, settings);
  try {
    return await readGuarded(guardErrors(client, wish, settings), wish, use);
  } finally {
    await client.close();
  }
}

/** What the session asks of the server from its first moment. */
function sessionOf(wish: SessionWish): Session {
  const { statementTimeoutMs, lockTimeoutMs, idleTimeoutMs } = { ...LIMITS, ...wish };
  return {
    applicationName: applicationName(wish.reader),
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    settings: {
      default_transaction_read_only: "on",
      // Every name below is qualified: what somebody has put into another schema is never found by accident.
      search_path: "pg_catalog",
      // A policy that would hide rows makes the query fail; a count of the rows one may see is no count.
      row_security: "off",
      statement_timeout: statementTimeoutMs,
      lock_timeout: lockTimeoutMs,
      idle_in_transaction_session_timeout: idleTimeoutMs,
      client_connection_check_interval: 1_000,
      jit: "off",
      // Names of types are compared as format_type() writes them without it.
      quote_all_identifiers: "off",
    },
  };
}

/** ASCII, at most 63 bytes: the server would cut it, and put question marks, by itself. */
function applicationName(reader: string): string {
  return `reconcile:${reader.replaceAll(/[^\x21-\x7e]/gu, "?")}`.slice(0, 63);
}

async function readGuarded<T>(
  client: DatabaseClient,
  wish: SessionWish,
  use: (session: ReadOnlySession) => Promise<T>,
): Promise<T> {
  const identity = await readIdentity(client, wish);
  await tryToWrite(client, wish);
  await client.query({ text: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" });
  await seal(client, wish, identity);
  const answer = await use({
    select: async (text, values, onRow) => {
      await client.query({ text, values, onRow });
    },
    serverVersionNum: identity.serverVersionNum,
    exportSnapshot: async () => {
      const { rows } = await client.query({ text: "SELECT pg_catalog.pg_export_snapshot()" });
      return rows[0]?.[0] ?? "";
    },
  });
  const { command } = await client.query({ text: "COMMIT" });
  // COMMIT of a transaction that had failed answers ROLLBACK, without an error.
  if (command !== "COMMIT") throw unguarded(wish, `ended the reading transaction with ${command}`);
  return answer;
}

async function readIdentity(client: DatabaseClient, wish: SessionWish): Promise<Identity> {
  const { rows } = await client.query({ text: IDENTITY_QUERY });
  const identity = parseIdentity(rows);
  refuseIdentity(identity, wish);
  return identity;
}

/**
 * Locking rows takes the right to change them, and a read-only transaction refuses it before anything else is asked. There is
 * no row to lock, so that nothing is written even where the server lets it through; and every database has this table.
 */
const CANARY = "SELECT FROM pg_catalog.pg_class LIMIT 0 FOR UPDATE";

/** 25006 and nothing else: 42501 comes from the table's own grants, and would say that the transaction could write. */
async function tryToWrite(client: DatabaseClient, wish: SessionWish): Promise<void> {
  let refusedWith: string | undefined;
  await client.query({ text: CANARY }).catch((error: unknown) => {
    refusedWith = sqlstateOf(error);
    if (refusedWith === undefined) throw error;
  });
  if (refusedWith === "25006") return;
  const how = refusedWith === undefined ? "let through" : `refused with ${refusedWith} only`;
  throw unguarded(wish, `${how} the write that a read-only session has to refuse with 25006`);
}

async function seal(client: DatabaseClient, wish: SessionWish, identity: Identity): Promise<void> {
  const rows = new TaggedRows();
  await client.query({
    text: dangersQuery(identity.serverVersionNum),
    values: [[identity.name], [wish.contract.functions.create, wish.contract.functions.enact]],
    onRow: (row) => rows.add(row),
  });
  refuseSeal((rows.of("seal") as readonly Seal[])[0], identity, wish);
  refuseDangers(rows, identity, wish);
}

/** The same client, with refusals in place of what the database says; only the canary wants to see the code itself. */
function guardErrors(
  client: DatabaseClient,
  wish: SessionWish,
  settings: ConnectionSettings,
): DatabaseClient {
  const { answerTimeoutMs } = { ...LIMITS, ...wish };
  const limited = limitAnswers(client, answerTimeoutMs);
  return {
    query: (statement) => refusingErrors(wish, settings, () => limited.query(statement)),
    close: () => limited.close(),
  };
}

async function connectOrRefuse(wish: SessionWish, settings: ConnectionSettings): Promise<DatabaseClient> {
  try {
    return await connectDatabase(settings, sessionOf(wish));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const { target } = wish;
    throw databaseRefusal(error, {
      target,
      hasPassword: settings.password !== "",
      connectingAs: settings.user,
    });
  }
}

async function refusingErrors<T>(
  wish: SessionWish,
  settings: ConnectionSettings,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof DatabaseError
      ? databaseRefusal(error, { target: wish.target, hasPassword: settings.password !== "" })
      : error;
  }
}

/** The code of a statement that the server itself refused; undefined where it gave no answer about the statement. */
function sqlstateOf(error: unknown): string | undefined {
  const cause = error instanceof Refusal ? error.cause : undefined;
  if (!(cause instanceof DatabaseError)) return undefined;
  return /^(?:25|42)/.test(cause.sqlstate) ? cause.sqlstate : undefined;
}

function unguarded(wish: SessionWish, what: string): Refusal {
  return unsafe(`${databaseOf(wish)} ${what}`, {
    expected: "a session that the server itself keeps from writing",
    todo: "connect to PostgreSQL itself, without a pooler in between, as the reading role (docs/target.md)",
  });
}
