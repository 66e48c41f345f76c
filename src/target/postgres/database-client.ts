// The one place that speaks to PostgreSQL. Every statement goes by the extended protocol, which takes one statement and its
// parameters apart from each other: text with two statements in it is refused by the server, whatever it says.
import type { Client, ClientConfig, Query, QueryResult as PgResult } from "pg";
import type { ConnectionSettings, Session } from "./connection-settings.ts";
import { DatabaseError } from "./database-error.ts";

/** Values as PostgreSQL writes them, by position; nothing is guessed into numbers or dates. */
export type Row = readonly (string | null)[];

/** What may be a parameter. Arrays become PostgreSQL's arrays. */
export type Parameter = string | number | boolean | null | Uint8Array | readonly Parameter[];

export interface Answer {
  /** The command tag's first word: SELECT, COMMIT, ROLLBACK. */
  readonly command: string;
  readonly rowCount: number;
  /** Empty where the rows were handed to `onRow`. */
  readonly rows: readonly Row[];
}

export interface Statement {
  readonly text: string;
  readonly values?: readonly Parameter[];
  /** Takes each row as it arrives, so that none is kept. */
  readonly onRow?: (row: Row) => void;
}

/** One connection to one backend, never shared and never pooled. */
export interface DatabaseClient {
  /** One statement, one round trip. Rejects with a DatabaseError. */
  query(statement: Statement): Promise<Answer>;
  /** Ends the session, in a bounded time; what is open in it is rolled back. Never rejects. */
  close(): Promise<void>;
}

/** Connects, once. Rejects with a DatabaseError. */
export async function connectDatabase(
  settings: ConnectionSettings,
  session: Session,
): Promise<DatabaseClient> {
  const config: ClientConfig & { readonly replication: string } = {
    host: settings.host,
    port: settings.port,
    user: settings.user,
    // A function's answer stands even where it is empty; in place of an empty text pg would look into PGPASSWORD and ~/.pgpass.
    password: () => settings.password,
    database: settings.database,
    ssl: settings.tls,
    sslnegotiation: "postgres",
    application_name: session.applicationName,
    connectionTimeoutMillis: session.connectTimeoutMs,
    options: Object.entries(session.settings)
      .map(([name, value]) => `-c ${name}=${String(value).replaceAll(/([\\ ])/g, "\\$1")}`)
      .join(" "),
    keepAlive: true,
    types: AS_TEXT,
    // Said, so that PGREPLICATION has no say: pg looks there for whatever it is not told.
    replication: "false",
  };
  // Loaded by the first connection: most commands make none.
  const pg = await import("pg");
  const client = new pg.Client(config);
  // A backend that dies between two statements says so here; the next statement is rejected, and that is where it counts.
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await end(client, session);
    throw new DatabaseError(error);
  }
  const connection = { client, Query: pg.Query };
  return { query: (statement) => send(connection, statement), close: () => end(client, session) };
}

const AS_TEXT = { getTypeParser: () => (value: string | Buffer) => String(value) };

interface Connection {
  readonly client: Client;
  readonly Query: typeof Query;
}

/** What a row's taker throws is thrown on when the answer is complete: from within it would reach the socket, and nobody. */
async function send(connection: Connection, statement: Statement): Promise<Answer> {
  const { onRow } = statement;
  if (onRow === undefined) return ask(connection, statement);
  let thrown: { readonly error: unknown } | undefined;
  const answer = await ask(connection, {
    ...statement,
    onRow: (row) => {
      try {
        if (thrown === undefined) onRow(row);
      } catch (error) {
        thrown = { error };
      }
    },
  });
  if (thrown !== undefined) throw thrown.error as Error;
  return answer;
}

async function ask(connection: Connection, { text, values = [], onRow }: Statement): Promise<Answer> {
  const config = { text, values: values.map(asPgValue), rowMode: "array", queryMode: "extended" };
  try {
    const result = await (onRow === undefined
      ? connection.client.query<(string | null)[]>(config)
      : stream(connection, config, onRow));
    return { command: result.command, rowCount: result.rowCount ?? 0, rows: result.rows };
  } catch (error) {
    throw new DatabaseError(error);
  }
}

/** pg keeps no row of a query that has a listener and no callback: all rows in one round trip, and none in memory. */
function stream(
  { client, Query }: Connection,
  config: { readonly text: string; readonly values: unknown[] },
  onRow: (row: Row) => void,
): Promise<PgResult<(string | null)[]>> {
  return new Promise((resolve, reject) => {
    const query = new Query<(string | null)[]>(config);
    query.on("row", (row) => {
      onRow(row);
    });
    query.on("error", reject);
    query.on("end", (result) => {
      resolve(result);
    });
    client.query(query);
  });
}

/** pg takes bytes as a Buffer only, also within an array. */
function asPgValue(value: Parameter): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Array.isArray(value) ? value.map((item: Parameter) => asPgValue(item)) : value;
}

/** How long a server may take to let go of a session; after it, this side does. */
const CLOSE_TIMEOUT_MS = 5_000;

async function end(client: Client, { closeTimeoutMs = CLOSE_TIMEOUT_MS }: Session): Promise<void> {
  const silence = setTimeout(() => client.connection.stream.destroy(), closeTimeoutMs);
  try {
    await client.end();
  } catch {
    // The connection was gone already, and nothing more is asked of it.
  } finally {
    clearTimeout(silence);
  }
}
