// What a database says while it is only read, as a refusal: whether it could not be reached, or does not have what is read.
// The code goes on, and names; never a value.
import { Refusal, type RefusalCode } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { CONNECTION_LOST, type DatabaseError } from "../postgres/database-error.ts";

export interface Asked {
  /** The target's name, where it is known. */
  readonly target: string | undefined;
  /** Whether the connection has a password at all. */
  readonly hasPassword: boolean;
  /** The role, where it is the connection itself that was refused. */
  readonly connectingAs?: string;
}

interface Meaning {
  /** The beginning of the SQLSTATEs that mean this. */
  readonly states: readonly string[];
  readonly code: RefusalCode;
  readonly expected: string;
  readonly todo: string;
}

const DOCUMENT = "docs/target.md";

const MEANINGS: readonly Meaning[] = [
  {
    states: ["28"],
    code: "TARGET_UNREACHABLE",
    expected: "a login that the server accepts",
    todo: `check user and password in the variable, and pg_hba.conf of the server (${DOCUMENT})`,
  },
  {
    states: ["3D"],
    code: "TARGET_UNREACHABLE",
    expected: "a database of that name",
    todo: "check the database's name in the variable",
  },
  {
    states: ["53300"],
    code: "TARGET_UNREACHABLE",
    expected: "a free connection",
    todo: "try again when there are fewer sessions, or raise max_connections",
  },
  {
    states: ["55P03", "57014", "25P03"],
    code: "TARGET_UNREACHABLE",
    expected: "an answer in time: 2 minutes for a statement, 5 seconds for a lock",
    todo: "try again when nobody holds the governed tables (pg_stat_activity shows who does)",
  },
  {
    states: ["08P01", "22023", "42704", "0A000"],
    code: "TARGET_UNREACHABLE",
    expected: "PostgreSQL 14 or later, spoken to without a pooler in between",
    todo: `connect to the server itself (${DOCUMENT})`,
  },
  {
    states: ["08", "57P", "53", "58", "XX"],
    code: "TARGET_UNREACHABLE",
    expected: "a server that answers on that host and port, with TLS unless sslmode says otherwise",
    todo: "check host, port and sslmode in the variable, and whether the server is up; then try again",
  },
  {
    states: ["42501"],
    code: "TARGET_UNFIT",
    expected: "a reading role that sees every row of the nine governed tables",
    todo: `grant SELECT on them, and let no row-level policy apply to them (${DOCUMENT})`,
  },
];

const OTHERWISE = {
  code: "TARGET_UNFIT",
  expected: "the tables and columns that cutplan reads",
  todo: `hold the database against ${DOCUMENT}`,
} as const;

/** TARGET_UNREACHABLE or TARGET_UNFIT; its cause is the DatabaseError, which holds no values. */
export function databaseRefusal(error: DatabaseError, asked: Asked): Refusal {
  const { target, hasPassword, connectingAs } = asked;
  const { sqlstate } = error;
  if (sqlstate === "42501" && connectingAs !== undefined) return mayNotConnect(error, connectingAs);
  const meaning =
    MEANINGS.find(({ states }) => states.some((state) => sqlstate.startsWith(state))) ?? OTHERWISE;
  const where = target === undefined ? "the database" : `the database of target "${target}"`;
  const noPassword =
    sqlstate === CONNECTION_LOST && !hasPassword && error.system === undefined
      ? "; it may have asked for a password, and the URL has none"
      : "";
  return new Refusal(
    meaning.code,
    {
      message: `${where}: ${error.message}${noPassword}`,
      expected: meaning.expected,
      todo: meaning.todo,
    },
    error,
  );
}

function mayNotConnect(error: DatabaseError, role: string): Refusal {
  return new Refusal(
    "TARGET_UNREACHABLE",
    {
      message: `role "${visibleText(role)}" may not connect to that database: ${error.message}`,
      expected: "the right to connect, which PUBLIC has unless somebody took it away",
      todo: `let an administrator run: GRANT CONNECT ON DATABASE … TO ${visibleText(role)}`,
    },
    error,
  );
}
