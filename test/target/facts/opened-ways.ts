// Ways in which a reading role could write: the statements that open each, and the words that have to name it.
import type { RefusalCode } from "../../../src/diagnostics/refusal.ts";
import { READER } from "./ask.ts";

export interface Opened {
  readonly name: string;
  readonly open: string;
  /** What is left in the cluster, which all databases share. */
  readonly close?: string;
  /** Words that the message has to have. */
  readonly words: readonly string[];
  readonly code?: RefusalCode;
  /** Whether what is proposed is more than statements for an administrator. */
  readonly byHand?: boolean;
  /** The first version, as server_version_num has it, that knows the words. */
  readonly since?: number;
}

const OTHER_TABLE = "CREATE TABLE public.planted_notes (id integer, body text)";
const NO_OTHER_TABLE = "DROP TABLE public.planted_notes CASCADE";
const CREATE = "public.fn_iu_create(text, text, text, text, bytea, bytea, text)";

export const OPENED: readonly Opened[] = [
  {
    name: "one table that is not governed",
    open: `${OTHER_TABLE}; GRANT INSERT ON public.planted_notes TO ${READER}`,
    close: NO_OTHER_TABLE,
    words: ["INSERT on table public.planted_notes"],
  },
  {
    name: "one governed table",
    open: `GRANT DELETE ON cutter_governance.verify_result TO ${READER}`,
    words: ["DELETE on table cutter_governance.verify_result"],
  },
  {
    name: "one column",
    open: `${OTHER_TABLE}; GRANT UPDATE (body) ON public.planted_notes TO ${READER}`,
    close: NO_OTHER_TABLE,
    words: ["UPDATE (body) on table public.planted_notes"],
  },
  {
    name: "one column, of everybody's",
    open: `${OTHER_TABLE}; GRANT INSERT (id) ON public.planted_notes TO PUBLIC`,
    close: NO_OTHER_TABLE,
    words: ["INSERT (id) on table public.planted_notes (as PUBLIC)"],
  },
  {
    name: "a table that everybody may empty",
    open: "GRANT TRUNCATE ON public.iu_lifecycle_log TO PUBLIC",
    words: ["TRUNCATE on table public.iu_lifecycle_log (as PUBLIC)"],
  },
  {
    name: "a view to write through",
    open: `${OTHER_TABLE}; CREATE VIEW public.planted_view AS SELECT * FROM public.planted_notes;
      GRANT UPDATE ON public.planted_view TO ${READER}`,
    close: NO_OTHER_TABLE,
    words: ["UPDATE on table public.planted_view"],
  },
  {
    name: "a sequence to count up",
    open: `CREATE SEQUENCE public.planted_seq; GRANT USAGE ON SEQUENCE public.planted_seq TO ${READER}`,
    close: "DROP SEQUENCE public.planted_seq",
    words: ["USAGE on sequence public.planted_seq"],
  },
  {
    name: "a NOINHERIT membership in a writing role",
    open: `CREATE ROLE planted_writers; GRANT INSERT ON public.unit_version TO planted_writers;
      GRANT planted_writers TO ${READER}`,
    close: "DROP OWNED BY planted_writers; DROP ROLE planted_writers",
    words: ["INSERT on table public.unit_version (as a member of planted_writers)"],
  },
  {
    name: "memberships over two roles to an owner",
    open: `CREATE ROLE planted_a; CREATE ROLE planted_b; ${OTHER_TABLE};
      ALTER TABLE public.planted_notes OWNER TO planted_b; GRANT planted_b TO planted_a; GRANT planted_a TO ${READER}`,
    close: `${NO_OTHER_TABLE}; DROP ROLE planted_a; DROP ROLE planted_b`,
    words: ["OWNER of table public.planted_notes (as a member of planted_a, and so of planted_b)"],
  },
  {
    name: "membership in the executing role",
    open: `GRANT cutter_exec TO ${READER}`,
    close: `REVOKE cutter_exec FROM ${READER}`,
    words: ["(as a member of cutter_exec)"],
  },
  {
    name: "a membership that can only be handed on, and so also to oneself",
    open: `CREATE ROLE planted_writers; GRANT INSERT ON public.unit_version TO planted_writers;
      GRANT planted_writers TO ${READER} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
    close: "DROP OWNED BY planted_writers; DROP ROLE planted_writers",
    words: ["INSERT on table public.unit_version (as a member of planted_writers)"],
    since: 160_000,
  },
  {
    name: "a membership that an administrator who is no superuser granted",
    open: `CREATE ROLE planted_writers; GRANT INSERT ON public.unit_version TO planted_writers;
      CREATE ROLE planted_admin; GRANT planted_writers TO planted_admin WITH ADMIN TRUE;
      SET ROLE planted_admin; GRANT planted_writers TO ${READER}; RESET ROLE`,
    close: "DROP OWNED BY planted_writers; DROP ROLE planted_writers; DROP ROLE planted_admin",
    words: ["INSERT on table public.unit_version (as a member of planted_writers)"],
    since: 160_000,
  },
  {
    name: "a table that it may cluster and refresh",
    open: `GRANT MAINTAIN ON public.information_unit TO ${READER}`,
    words: ["MAINTAIN on table public.information_unit"],
    since: 170_000,
  },
  {
    name: "a table of its own",
    open: `${OTHER_TABLE}; ALTER TABLE public.planted_notes OWNER TO ${READER}`,
    close: NO_OTHER_TABLE,
    words: ["OWNER of table public.planted_notes"],
  },
  {
    name: "a schema of its own",
    open: `CREATE SCHEMA planted_s AUTHORIZATION ${READER}`,
    close: "DROP SCHEMA planted_s",
    words: ["OWNER of schema planted_s"],
  },
  {
    name: "the database itself",
    open: `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I OWNER TO ${READER}', current_database()); END $$`,
    words: ["OWNER of database sound_"],
  },
  ...["pg_write_all_data", "pg_write_server_files", "pg_execute_server_program", "pg_signal_backend"].map(
    (role) => ({
      name: `membership in ${role}`,
      open: `GRANT ${role} TO ${READER}`,
      close: `REVOKE ${role} FROM ${READER}`,
      words: [`MEMBER of ${role} (as a member of ${role})`],
    }),
  ),
  {
    name: "a schema into which it may put things",
    open: `GRANT CREATE ON SCHEMA public TO ${READER}`,
    words: ["CREATE on schema public"],
  },
  {
    name: "temporary tables, as PostgreSQL gives them to everybody",
    open: "DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$",
    words: ["TEMPORARY on database", "(as PUBLIC)"],
  },
  {
    name: "a canonical function",
    open: `GRANT EXECUTE ON FUNCTION ${CREATE} TO ${READER}`,
    words: [`EXECUTE on function ${CREATE}`],
  },
  {
    name: "another function that writes as its owner, and that everybody may call",
    open: `CREATE FUNCTION public.planted_f() RETURNS void LANGUAGE sql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS 'DELETE FROM cutter_governance.verify_result'`,
    close: "DROP FUNCTION public.planted_f()",
    words: ["EXECUTE on function public.planted_f() (as PUBLIC)"],
  },
  {
    name: "a function among the system's that runs as its owner, and that says of itself that it only reads",
    open: `CREATE FUNCTION pg_catalog.planted_f() RETURNS integer STABLE LANGUAGE sql SECURITY DEFINER
      SET search_path = pg_catalog, pg_temp AS 'SELECT 1'`,
    close: "DROP FUNCTION pg_catalog.planted_f()",
    words: ["EXECUTE on function pg_catalog.planted_f() (as PUBLIC)"],
  },
  {
    name: "a function of the system that writes files",
    open: `GRANT EXECUTE ON FUNCTION pg_catalog.lo_export(oid, text) TO ${READER}`,
    words: ["EXECUTE on function pg_catalog.lo_export(oid, text)"],
  },
  {
    name: "a function of the system that counts the log on, for everybody",
    open: "GRANT EXECUTE ON FUNCTION pg_catalog.pg_switch_wal() TO PUBLIC",
    words: ["EXECUTE on function pg_catalog.pg_switch_wal() (as PUBLIC)"],
  },
  {
    name: "a large object",
    open: `SELECT pg_catalog.lo_create(4711); GRANT UPDATE ON LARGE OBJECT 4711 TO ${READER}`,
    close: "SELECT pg_catalog.lo_unlink(4711)",
    words: ["UPDATE on large object 4711"],
  },
  {
    name: "a large object of its own",
    open: `SELECT pg_catalog.lo_create(4711); ALTER LARGE OBJECT 4711 OWNER TO ${READER}`,
    close: "SELECT pg_catalog.lo_unlink(4711)",
    words: ["OWNER of large object 4711"],
  },
  {
    name: "a setting of the whole server, and one that everybody may make",
    open: `GRANT ALTER SYSTEM ON PARAMETER archive_command TO ${READER};
      GRANT SET ON PARAMETER session_replication_role TO PUBLIC`,
    close: `REVOKE ALTER SYSTEM ON PARAMETER archive_command FROM ${READER};
      REVOKE SET ON PARAMETER session_replication_role FROM PUBLIC`,
    words: [
      "ALTER SYSTEM on parameter archive_command",
      "SET on parameter session_replication_role (as PUBLIC)",
    ],
    since: 150_000,
  },
  {
    name: "a group that may make roles",
    open: `CREATE ROLE planted_admins CREATEROLE; GRANT planted_admins TO ${READER}`,
    close: "DROP ROLE planted_admins",
    words: ["CREATEROLE of planted_admins (as a member of planted_admins)"],
  },
  ...["BYPASSRLS", "CREATEROLE", "CREATEDB", "REPLICATION"].map((attribute) => ({
    name: attribute,
    open: `ALTER ROLE ${READER} ${attribute}`,
    close: `ALTER ROLE ${READER} NO${attribute}`,
    words: [`"${READER}", which has ${attribute}`],
  })),
  {
    name: "SUPERUSER",
    open: `ALTER ROLE ${READER} SUPERUSER`,
    close: `ALTER ROLE ${READER} NOSUPERUSER`,
    words: [`"${READER}", which has SUPERUSER`],
    byHand: true,
  },
  {
    name: "a role that turns into another one as it logs in",
    open: `GRANT cutter_verify TO ${READER}; ALTER ROLE ${READER} SET role = 'cutter_verify'`,
    close: `ALTER ROLE ${READER} RESET role; REVOKE cutter_verify FROM ${READER}`,
    words: ['entered as role "cutter_verify"'],
    byHand: true,
  },
];
