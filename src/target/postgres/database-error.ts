// What a database said no with, reduced to what may be shown: the code, the place, never the values. DETAIL, HINT and the
// message itself quote rows and parameters, so none of them leaves this file.

/** Names of the SQLSTATEs that are met here; the others are shown by their code. PostgreSQL manual, appendix A. */
const CONDITIONS: Readonly<Record<string, string>> = {
  "08001": "connection could not be made",
  "08003": "connection does not exist",
  "08006": "connection failed",
  "22021": "character not in repertoire",
  "22023": "invalid parameter value",
  "22P02": "invalid text representation",
  "22P05": "untranslatable character",
  "23001": "restrict violation",
  "23502": "not-null violation",
  "23503": "foreign-key violation",
  "23505": "unique violation",
  "23514": "check violation",
  "25001": "active transaction",
  "25006": "read-only transaction",
  "25P02": "failed transaction",
  "25P03": "idle-in-transaction timeout",
  "28000": "invalid authorization",
  "28P01": "invalid password",
  "3D000": "no such database",
  "3F000": "no such schema",
  "40001": "serialization failure",
  "40P01": "deadlock",
  "42501": "insufficient privilege",
  "42601": "syntax error",
  "42703": "no such column",
  "42704": "no such object",
  "42883": "no such function",
  "42P01": "no such table",
  "53100": "disk full",
  "53300": "too many connections",
  "55P03": "lock not available",
  "57014": "query canceled",
  "57P01": "terminated by an administrator",
  "57P03": "cannot connect now",
};

/** Why there was no answer at all, by the code that Node gives it: these quote nothing of anybody's. */
const SILENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nobody listens at that host and port",
  ENOENT: "there is no such socket",
  ENOTFOUND: "that host is not known",
  EAI_AGAIN: "that host is not known",
  EHOSTUNREACH: "no way leads to that host",
  ENETUNREACH: "no way leads to that host",
  ETIMEDOUT: "no answer in time",
  ECONNRESET: "the connection was cut",
  EPIPE: "the connection was cut",
  EACCES: "that socket may not be used",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is not trusted; sslrootcert names its CA",
  SELF_SIGNED_CERT_IN_CHAIN: "the server's certificate is not trusted; sslrootcert names its CA",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is not trusted; sslrootcert names its CA",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "the server's certificate is not trusted; sslrootcert names its CA",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another host",
};
/** What pg says of a server that was asked for TLS and has none; it gives no code. */
const NO_TLS = "The server does not support SSL connections";

/** The connection ended before the server answered: what became of the statement is not known. */
export const CONNECTION_LOST = "08006";

export class DatabaseError extends Error {
  override readonly name = "DatabaseError";
  /** Five characters; CONNECTION_LOST where there was no answer. */
  readonly sqlstate: string;
  /** Table and constraint that the server named, where it did. */
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  /** Node's own code, or NO_TLS, where the server gave no answer and it is known why. */
  readonly system: string | undefined;

  /** `fault`: whatever pg threw. It is not kept as the cause: it carries values. */
  constructor(fault: unknown) {
    const fields = readFields(fault);
    super(wordsOf(fields));
    this.sqlstate = fields.sqlstate;
    this.table = fields.table;
    this.constraint = fields.constraint;
    this.system = fields.system;
  }

  /** The session is gone: an answer that would have said what became of the statement says nothing about it. */
  get isLost(): boolean {
    return this.sqlstate.startsWith("08") || this.sqlstate.startsWith("57P");
  }
}

interface Fields {
  readonly sqlstate: string;
  readonly table: string | undefined;
  readonly constraint: string | undefined;
  readonly system: string | undefined;
}

/** The classes that the manual lists: Node's own EPIPE has five capital letters too, and is no answer of a server's. */
const SQLSTATE = /^(?:[0-9][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;
const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_$]{0,62}$/;

function readFields(fault: unknown): Fields {
  const { code, message, table, constraint } = (
    typeof fault === "object" && fault !== null ? fault : {}
  ) as Record<string, unknown>;
  return {
    sqlstate: typeof code === "string" && SQLSTATE.test(code) ? code : CONNECTION_LOST,
    table: asIdentifier(table),
    constraint: asIdentifier(constraint),
    system:
      message === NO_TLS
        ? "NO_TLS"
        : typeof code === "string" && Object.hasOwn(SILENCES, code)
          ? code
          : undefined,
  };
}

function asIdentifier(value: unknown): string | undefined {
  return typeof value === "string" && IDENTIFIER.test(value) ? value : undefined;
}

function wordsOf({ sqlstate, table, constraint, system }: Fields): string {
  if (system === "NO_TLS")
    return "the server offers no TLS (sslmode=disable does without, where the network is yours)";
  if (system !== undefined) return `${SILENCES[system] ?? ""} (${system})`;
  const where = [
    ...(table === undefined ? [] : [`table "${table}"`]),
    ...(constraint === undefined ? [] : [`constraint "${constraint}"`]),
  ].join(", ");
  const condition = CONDITIONS[sqlstate];
  return `${sqlstate}${condition === undefined ? "" : ` (${condition})`}${where === "" ? "" : `, ${where}`}`;
}
