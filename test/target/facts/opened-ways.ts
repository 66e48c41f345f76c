// Ways in which a reading role could write, or cannot read: the statements that open each, and the words that have to name it.
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
  {
    name: "rows that a policy hides",
    open: "ALTER TABLE public.information_unit ENABLE ROW LEVEL SECURITY",
    close: "ALTER TABLE public.information_unit DISABLE ROW LEVEL SECURITY",
    words: ["42501"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a table that it may not read",
    open: `REVOKE SELECT ON public.unit_version FROM ${READER}`,
    words: ["SELECT on public.unit_version"],
    code: "TARGET_UNFIT",
  },
  {
    name: "a schema that it may not enter",
    open: `REVOKE USAGE ON SCHEMA cutter_governance FROM ${READER}`,
    words: ["USAGE on cutter_governance"],
    code: "TARGET_UNFIT",
  },
  {
    name: "a table and a column that are not there",
    open: "DROP TABLE cutter_governance.verify_result; ALTER TABLE public.unit_version DROP COLUMN sha256 CASCADE",
    words: ["cutter_governance.verify_result", "public.unit_version (sha256)"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a table with a child",
    open: "CREATE TABLE public.planted_child () INHERITS (public.information_unit)",
    close: "DROP TABLE public.planted_child",
    words: ["public.information_unit has the child public.planted_child"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a table with a foreign table as a child",
    open: `CREATE FOREIGN DATA WRAPPER planted_w; CREATE SERVER planted_s FOREIGN DATA WRAPPER planted_w;
      CREATE FOREIGN TABLE public.planted_child () INHERITS (cutter_governance.verify_result) SERVER planted_s`,
    close: "DROP FOREIGN DATA WRAPPER planted_w CASCADE",
    words: ["cutter_governance.verify_result has the child public.planted_child"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a table that is a child",
    open: `CREATE TABLE public.planted_parent (change_set_id text NOT NULL);
      ALTER TABLE cutter_governance.verify_result INHERIT public.planted_parent`,
    close: `ALTER TABLE cutter_governance.verify_result NO INHERIT public.planted_parent; DROP TABLE public.planted_parent`,
    words: ["cutter_governance.verify_result is a child of public.planted_parent"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a table in partitions, and one that a crash empties",
    open: `DROP TABLE cutter_governance.verify_result, cutter_governance.dot_pair_signature;
      CREATE TABLE cutter_governance.verify_result (checked integer) PARTITION BY LIST (checked);
      CREATE UNLOGGED TABLE cutter_governance.dot_pair_signature (pair_sha256 bytea)`,
    words: ["verify_result is partitioned", "dot_pair_signature is not kept"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a column of a type of somebody's, with a cast of somebody's",
    open: `CREATE TYPE public.planted_t AS (a text);
      CREATE FUNCTION public.planted_f(public.planted_t) RETURNS text LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'it ran' USING ERRCODE = '42P10'; END $$;
      CREATE CAST (public.planted_t AS text) WITH FUNCTION public.planted_f(public.planted_t) AS IMPLICIT;
      ALTER TABLE public.information_unit DROP COLUMN lifecycle;
      ALTER TABLE public.information_unit ADD COLUMN lifecycle public.planted_t`,
    words: ["public.information_unit (lifecycle) is of type public.planted_t, not text"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
  {
    name: "a view in a table's place",
    open: `DROP TABLE cutter_governance.verify_result;
      CREATE VIEW cutter_governance.verify_result AS SELECT 1 AS checked`,
    words: ["lacks cutter_governance.verify_result"],
    code: "TARGET_UNFIT",
    byHand: true,
  },
];
