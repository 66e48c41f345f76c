// The one query over the catalogs. It answers rows of a word and a JSON object, so that all of it is one round trip.
import { ALMIGHTY, grantRows, REACH, REACH_ROWS } from "./reach-sql.ts";

const TABLES = `
  tab AS (
    SELECT c.*, n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname || '.' || c.relname = ANY ($2::text[])
  )`;

/** Views over the tables, and over those views: writing to one writes to the table as the view's owner. */
const VIEWS = `
  over (oid) AS (
    SELECT oid FROM tab
    UNION
    SELECT w.ev_class FROM over o
      JOIN pg_catalog.pg_depend d ON d.refobjid = o.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass
        AND d.classid = 'pg_catalog.pg_rewrite'::regclass
      JOIN pg_catalog.pg_rewrite w ON w.oid = d.objid
  ),
  vie AS (
    SELECT c.*, n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid IN (SELECT oid FROM over) AND c.relkind = 'v' AND n.nspname || '.' || c.relname <> ALL ($2::text[])
  )`;

/** The canonical functions by name, whatever their arguments, and everything else there that runs as its owner. */
const FUNCTIONS = `
  fun AS (
    SELECT p.*, n.nspname, pg_catalog.array_to_string(ARRAY(
      SELECT pg_catalog.format_type(a.type, NULL)
      FROM pg_catalog.unnest(p.proargtypes::oid[]) WITH ORDINALITY a (type, ord) ORDER BY a.ord
    ), ', ') AS args
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname || '.' || p.proname = ANY ($3::text[]) OR (p.prosecdef AND n.nspname = ANY ($4::text[]))
  )`;

/** Schemas that are asked about, and those on the search path of one of the functions, as far as their names are plain. */
const SCHEMAS = `
  sch AS (
    SELECT n.* FROM pg_catalog.pg_namespace n
    WHERE n.nspname = ANY ($4::text[]) OR n.nspname IN (
      SELECT pg_catalog.btrim(e, ' "')
      FROM fun, pg_catalog.unnest(fun.proconfig) s,
        pg_catalog.string_to_table(pg_catalog.substr(s, pg_catalog.length('search_path=') + 1), ',') e
      WHERE s LIKE 'search_path=%'
    )
  )`;

/** An ACL that is null stands for the default one, which lets PUBLIC execute functions. */
const THINGS = `
  thing (kind, schema, name, "column", args, owner, acl) AS (
    SELECT 'table', nspname, relname, NULL::name, NULL, relowner,
      coalesce(relacl, pg_catalog.acldefault('r', relowner)) FROM tab
    UNION ALL
    SELECT 'table', t.nspname, t.relname, a.attname, NULL, t.relowner, a.attacl
    FROM tab t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'table', nspname, relname, NULL, NULL, relowner, relacl FROM vie
    UNION ALL
    SELECT 'table', v.nspname, v.relname, a.attname, NULL, v.relowner, a.attacl
    FROM vie v JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'database', NULL, datname, NULL, NULL, datdba, coalesce(datacl, pg_catalog.acldefault('d', datdba))
    FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
    UNION ALL
    SELECT 'function', nspname, proname, NULL, args, proowner,
      coalesce(proacl, pg_catalog.acldefault('f', proowner)) FROM fun
    UNION ALL
    SELECT 'schema', NULL, nspname, NULL, NULL, nspowner,
      coalesce(nspacl, pg_catalog.acldefault('n', nspowner)) FROM sch
  )`;

const relatives = (theirs: string, own: string): string => `ARRAY(
      SELECT (m.nspname || '.' || k.relname)::text FROM pg_catalog.pg_inherits h
        JOIN pg_catalog.pg_class k ON k.oid = h.${theirs} JOIN pg_catalog.pg_namespace m ON m.oid = k.relnamespace
      WHERE h.${own} = t.oid ORDER BY (m.nspname || '.' || k.relname) COLLATE "C")`;

/** Without OIDs, and without pg_get_triggerdef(), which writes what the session's search_path makes of it. */
const TRIGGERS = `ARRAY(
      SELECT jsonb_build_object('name', g.tgname, 'calls', m.nspname || '.' || p.proname,
        'owner', pg_catalog.pg_get_userbyid(p.proowner), 'ownerIsSuperuser', p.proowner IN (SELECT role FROM almighty),
        'type', g.tgtype, 'enabled', g.tgenabled::text, 'columns', pg_catalog.cardinality(g.tgattr::smallint[]),
        'conditional', g.tgqual IS NOT NULL,
        'sourceSha256', pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(p.prosrc, 'UTF8')), 'hex'))
      FROM pg_catalog.pg_trigger g JOIN pg_catalog.pg_proc p ON p.oid = g.tgfoid
        JOIN pg_catalog.pg_namespace m ON m.oid = p.pronamespace
      WHERE g.tgrelid = t.oid AND NOT g.tgisinternal ORDER BY g.tgname)`;

const RULES = `ARRAY(
      SELECT w.rulename::text FROM pg_catalog.pg_rewrite w WHERE w.ev_class = t.oid ORDER BY w.rulename)`;

const KEYS = `ARRAY(
      SELECT jsonb_build_object('name', k.conname, 'type', k.contype::text, 'deferrable', k.condeferrable,
        'columns', ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY c (num, ord)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.num ORDER BY c.ord))
      FROM pg_catalog.pg_constraint k
      WHERE k.conrelid = t.oid AND k.contype IN ('p', 'u') ORDER BY k.conname)`;

const TABLE_ROWS = `
  SELECT 'table', jsonb_build_object('kind', 'table', 'schema', t.nspname, 'name', t.relname, 'args', NULL,
    'owner', pg_catalog.pg_get_userbyid(t.relowner), 'relkind', t.relkind::text,
    'persistence', t.relpersistence::text,
    'children', ${relatives("inhrelid", "inhparent")}, 'parents', ${relatives("inhparent", "inhrelid")},
    'triggers', ${TRIGGERS}, 'rules', ${RULES}, 'keys', ${KEYS},
    'columns', (SELECT coalesce(jsonb_object_agg(a.attname, pg_catalog.format_type(a.atttypid, NULL)), '{}')
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped))::text
  FROM tab t`;

const FUNCTION_ROWS = `
  SELECT 'function', jsonb_build_object('kind', 'function', 'schema', f.nspname, 'name', f.proname, 'args', f.args,
    'owner', o.rolname, 'ownerIsSuperuser', o.oid IN (SELECT role FROM almighty), 'language', l.lanname,
    'result', CASE WHEN f.proretset THEN 'SETOF ' ELSE '' END || pg_catalog.format_type(f.prorettype, NULL),
    'securityDefiner', f.prosecdef, 'volatility', f.provolatile::text,
    'settings', coalesce(to_jsonb(f.proconfig), '[]'),
    'sourceSha256', pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(f.prosrc, ''), 'UTF8')), 'hex')
    )::text
  FROM fun f JOIN pg_catalog.pg_roles o ON o.oid = f.proowner
    JOIN pg_catalog.pg_language l ON l.oid = f.prolang`;

const SCHEMA_ROWS = `
  SELECT 'schema', jsonb_build_object('kind', 'schema', 'schema', NULL, 'name', s.nspname, 'args', NULL,
    'owner', o.rolname, 'ownerInFact', f.rolname, 'ownerIsSuperuser', f.oid IN (SELECT role FROM almighty))::text
  FROM sch s JOIN pg_catalog.pg_roles o ON o.oid = s.nspowner
    JOIN pg_catalog.pg_database d ON d.datname = pg_catalog.current_database()
    JOIN pg_catalog.pg_roles f ON f.oid = CASE o.rolname WHEN 'pg_database_owner' THEN d.datdba ELSE o.oid END`;

/** Parameters: role names; tables and functions as schema.name; names of the schemas to look through. */
export const CATALOG_QUERY = `SELECT q.tag, q.json FROM (WITH RECURSIVE ${REACH}, ${ALMIGHTY}, ${TABLES}, ${VIEWS}, ${FUNCTIONS}, ${SCHEMAS}, ${THINGS}
  SELECT 'session' AS tag, jsonb_build_object('name', current_user, 'database', pg_catalog.current_database())::text AS json
  UNION ALL ${REACH_ROWS}
  UNION ALL ${TABLE_ROWS}
  UNION ALL ${FUNCTION_ROWS}
  UNION ALL ${SCHEMA_ROWS}
  UNION ALL ${grantRows("true")}) q`;
