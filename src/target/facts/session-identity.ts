// Who a session is and in what state the server has it: read before anything else, and once more inside the transaction.
// What differs from what was asked for was changed by somebody in between.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Contract } from "../../model/contract.ts";
import type { Row } from "../postgres/database-client.ts";
import type { RoleRow } from "./catalog.ts";
import { unfit } from "./refuse-unfit.ts";
import { sqlName } from "./sql-name.ts";

export interface Identity extends RoleRow {
  readonly sessionUser: string;
  readonly backend: number;
  readonly serverVersionNum: number;
  readonly encoding: string;
  readonly readOnlyByDefault: string;
  readonly searchPath: string;
  readonly rowSecurity: string;
}

export interface Seal {
  readonly backend: number;
  readonly user: string;
  readonly readOnly: string;
  readonly isolation: string;
}

/** What a refusal has to know of the reading. */
export interface Reading {
  readonly contract: Contract;
  readonly target?: string;
}

export const IDENTITY_QUERY = `SELECT jsonb_build_object('name', current_user, 'sessionUser', session_user,
    'superuser', r.rolsuper, 'bypassrls', r.rolbypassrls, 'createrole', r.rolcreaterole,
    'createdb', r.rolcreatedb, 'replication', r.rolreplication,
    'backend', pg_catalog.pg_backend_pid(),
    'serverVersionNum', pg_catalog.current_setting('server_version_num')::integer,
    'encoding', pg_catalog.current_setting('server_encoding'),
    'readOnlyByDefault', pg_catalog.current_setting('default_transaction_read_only'),
    'searchPath', pg_catalog.current_setting('search_path'),
    'rowSecurity', pg_catalog.current_setting('row_security'))::text
  FROM pg_catalog.pg_roles r WHERE r.rolname = current_user`;

/** Part of the first query inside the transaction, as a row ('seal', …). */
export const SEAL_ROW = `
  SELECT 'seal' AS tag, jsonb_build_object('backend', pg_catalog.pg_backend_pid(), 'user', current_user,
    'readOnly', pg_catalog.current_setting('transaction_read_only'),
    'isolation', pg_catalog.current_setting('transaction_isolation'))::text AS json`;

/** The row of IDENTITY_QUERY. */
export function parseIdentity(rows: readonly Row[]): Identity {
  return JSON.parse(rows[0]?.[0] ?? "{}") as Identity;
}

const OLDEST_VERSION_NUM = 140_000;

/** Throws a Refusal: TARGET_UNSAFE for a session that could write, TARGET_UNFIT for a server that cannot be read. */
export function refuseIdentity(identity: Identity, reading: Reading): void {
  const { serverVersionNum, encoding, name, sessionUser } = identity;
  const where = databaseOf(reading);
  if (!(serverVersionNum >= OLDEST_VERSION_NUM))
    throw unfit(`${where} is of a version before 14`, {
      expected: "PostgreSQL 14 or later",
      todo: "upgrade the server",
    });
  if (encoding !== "UTF8")
    throw unfit(`${where} keeps its text in ${quoteText(encoding)}`, {
      expected: "a database made with ENCODING 'UTF8', so that text and digests agree",
      todo: "move the data to a database of that encoding",
    });
  refuseAttributes(identity, where);
  const { read } = reading.contract.roles;
  if (name !== read || sessionUser !== read)
    throw unsafe(`${where} was entered as role ${quoteText(name === read ? sessionUser : name)}`, {
      expected: `the reading role ${quoteText(read)}`,
      todo: `put that role into the connection URL, or name yours in spec.contract.roles.read of the target`,
    });
  refuseSettings(identity, where);
}

const ATTRIBUTES = ["superuser", "bypassrls", "createrole", "createdb", "replication"] as const;

function refuseAttributes(identity: Identity, where: string): void {
  const held = ATTRIBUTES.filter((attribute) => identity[attribute]).map((name) => name.toUpperCase());
  if (held.length === 0) return;
  const { name } = identity;
  throw unsafe(`${where} was entered as role ${quoteText(name)}, which has ${held.join(", ")}`, {
    expected: "a role that can do nothing but read",
    todo: identity.superuser
      ? "put the reading role into the connection URL, never a superuser (docs/target.md)"
      : `let an administrator run: ALTER ROLE ${sqlName(name)} ${held.map((attribute) => `NO${attribute}`).join(" ")}`,
  });
}

function refuseSettings({ readOnlyByDefault, searchPath, rowSecurity }: Identity, where: string): void {
  const wrong = [
    ["default_transaction_read_only", readOnlyByDefault, "on"],
    ["search_path", searchPath, "pg_catalog"],
    ["row_security", rowSecurity, "off"],
  ].find(([, found, asked]) => found !== asked);
  if (wrong !== undefined)
    throw moved(`${where} did not take ${wrong[0] ?? ""} = ${wrong[2] ?? ""} from this session`);
}

/** Throws a Refusal TARGET_UNSAFE where the transaction is not the one that was asked for. */
export function refuseSeal(seal: Seal | undefined, identity: Identity, reading: Reading): void {
  const where = databaseOf(reading);
  if (seal?.backend !== identity.backend || seal.user !== identity.name)
    throw moved(`${where} answered from another session than a moment before`);
  if (seal.readOnly !== "on" || seal.isolation !== "repeatable read")
    throw moved(`${where} did not make the transaction read only in one snapshot`);
}

/** A pooler that hands statements of one session to several backends, or drops what a session asks for at its start. */
function moved(message: string): Refusal {
  return unsafe(message, {
    expected: "one session with one backend of PostgreSQL, as it was asked for",
    todo: "connect to PostgreSQL itself, without a pooler in between (docs/target.md)",
  });
}

export function unsafe(message: string, rest: { readonly expected: string; readonly todo: string }): Refusal {
  return new Refusal("TARGET_UNSAFE", { message, ...rest });
}

export function databaseOf({ target }: Pick<Reading, "target">): string {
  return target === undefined ? "the database" : `the database of target "${target}"`;
}
