// Databases that cannot be read, or in which reading would run what somebody has put there.
import { READER } from "./ask.ts";
import type { Opened } from "./opened-ways.ts";

export const UNFIT: readonly Opened[] = [
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
