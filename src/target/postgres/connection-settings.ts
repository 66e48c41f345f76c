// Where a database is and who asks: everything pg needs, spelled out, so that no variable of the environment and no file in
// a home directory has a say. A value with a password in it: it is handed on, and never shown.
import type { ConnectionOptions } from "node:tls";

export interface ConnectionSettings {
  /** A host name or address, or the folder of a socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** False for a socket or a server of our own on loopback. */
  readonly tls: ConnectionOptions | false;
}

/** What a session asks of the server from its first moment, as run-time settings by their names. */
export type SessionSettings = Readonly<Record<string, string | number>>;

export interface Session {
  /** What pg_stat_activity shows: ASCII, at most 63 characters, else it is cut. */
  readonly applicationName: string;
  readonly settings: SessionSettings;
  readonly connectTimeoutMs: number;
  /** How long the server may take to let go of the session when it is closed; 5 seconds where nothing is said. */
  readonly closeTimeoutMs?: number;
}
