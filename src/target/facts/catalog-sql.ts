// The one query over the catalogs. It answers rows of a word and a JSON object, so that all of it is one round trip.
import { grantRows, REACH, REACH_ROWS } from "./reach-sql.ts";

const TABLES = `
  tab AS (
    SELECT c.*, n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname || '.' || c.relname = ANY ($2::text[])
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
    SELECT 'function', nspname, proname, NULL, args, proowner,
      coalesce(proacl, pg_catalog.acldefault('f', proowner)) FROM fun
    UNION ALL
    SELECT 'schema', NULL, nspname, NULL, NULL, nspowner,
      coalesce(nspacl, pg_catalog.acldefault('n', nspowner)) FROM sch
  )`;

const TABLE_ROWS = `
  SELECT 'table', jsonb_build_object('kind', 'table', 'schema', t.nspname, 'name', t.relname, 'args', NULL,
    'owner', pg_catalog.pg_get_userbyid(t.relowner), 'relkind', t.relkind::text,
    'columns', (SELECT coalesce(jsonb_object_agg(a.attname, pg_catalog.format_type(a.atttypid, NULL)), '{}')
      FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped))::text
  FROM tab t`;

const FUNCTION_ROWS = `
  SELECT 'function', jsonb_build_object('kind', 'function', 'schema', f.nspname, 'name', f.proname, 'args', f.args,
    'owner', o.rolname, 'ownerIsSuperuser', o.rolsuper, 'language', l.lanname,
    'result', CASE WHEN f.proretset THEN 'SETOF ' ELSE '' END || pg_catalog.format_type(f.prorettype, NULL),
    'securityDefiner', f.prosecdef, 'volatility', f.provolatile::text,
    'settings', coalesce(to_jsonb(f.proconfig), '[]'),
    'sourceSha256', pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(coalesce(f.prosrc, ''), 'UTF8')), 'hex')
    )::text
  FROM fun f JOIN pg_catalog.pg_roles o ON o.oid = f.proowner
    JOIN pg_catalog.pg_language l ON l.oid = f.prolang`;

const SCHEMA_ROWS = `
  SELECT 'schema', jsonb_build_object('kind', 'schema', 'schema', NULL, 'name', s.nspname, 'args', NULL,
    'owner', o.rolname, 'ownerIsSuperuser', o.rolsuper)::text
  FROM sch s JOIN pg_catalog.pg_roles o ON o.oid = s.nspowner`;

/** Parameters: role names; tables and functions as schema.name; names of the schemas to look through. */
export const CATALOG_QUERY = `SELECT q.tag, q.json FROM (WITH RECURSIVE ${REACH}, ${TABLES}, ${FUNCTIONS}, ${SCHEMAS}, ${THINGS}
  SELECT 'session' AS tag, jsonb_build_object('name', current_user, 'database', pg_catalog.current_database())::text AS json
  UNION ALL ${REACH_ROWS}
  UNION ALL ${TABLE_ROWS}
  UNION ALL ${FUNCTION_ROWS}
  UNION ALL ${SCHEMA_ROWS}
  UNION ALL ${grantRows("true")}) q`;
