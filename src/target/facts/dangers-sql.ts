// The first query of the transaction: it seals it, shows its state, and lists every way in which the role could write. The
// whole database is looked through, since a role that may write anywhere is no reading role.
import { grantRows, REACH, REACH_ROWS } from "./reach-sql.ts";
import { SEAL_ROW } from "./session-identity.ts";

/** What initdb makes has a smaller OID than anything that is made later (FirstNormalObjectId). */
const MADE_BY_SOMEBODY = "16384";

/** PostgreSQL 15 and later let others set what only a superuser may. */
const PARAMETERS = `
    UNION ALL
    SELECT 'parameter', NULL, parname, NULL, NULL, 10::oid, paracl, NULL FROM pg_catalog.pg_parameter_acl`;

/**
 * Tables, views and sequences of everybody, and the system's own tables; functions that run as their owner, the canonical
 * ones, and those of the system that not everybody may execute; large objects; parameters. Triggers cannot be called by
 * themselves. An ACL that is null is empty but for the owner, except on functions and the database.
 */
const things = (serverVersionNum: number): string => `
  kept (objoid, grantee) AS (
    SELECT i.objoid, e.grantee FROM pg_catalog.pg_init_privs i CROSS JOIN LATERAL pg_catalog.aclexplode(i.initprivs) e
    WHERE i.classoid = 'pg_catalog.pg_proc'::regclass AND i.objoid < ${MADE_BY_SOMEBODY}
  ),
  rel AS (
    SELECT c.*, n.nspname, CASE c.relkind WHEN 'S' THEN 'sequence' ELSE 'table' END AS kind
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname !~ '^pg_(toast|temp)'
      AND (c.relkind IN ('r', 'p') OR n.nspname NOT IN ('pg_catalog', 'information_schema'))
  ),
  thing (kind, schema, name, "column", args, owner, acl, fn) AS (
    SELECT kind, nspname, relname, NULL::name, NULL, relowner, relacl, NULL::oid FROM rel
    UNION ALL
    SELECT r.kind, r.nspname, r.relname, a.attname, NULL, r.relowner, a.attacl, NULL
    FROM rel r JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
    WHERE a.attacl IS NOT NULL AND NOT a.attisdropped
    UNION ALL
    SELECT 'function', n.nspname, p.proname, NULL, pg_catalog.array_to_string(ARRAY(
        SELECT pg_catalog.format_type(a.type, NULL)
        FROM pg_catalog.unnest(p.proargtypes::oid[]) WITH ORDINALITY a (type, ord) ORDER BY a.ord
      ), ', '), p.proowner, coalesce(p.proacl, pg_catalog.acldefault('f', p.proowner)), p.oid
    FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname || '.' || p.proname = ANY ($2::text[])
      OR p.oid IN (SELECT objoid FROM kept)
      OR (p.oid >= ${MADE_BY_SOMEBODY} AND p.prosecdef
        AND p.prorettype NOT IN ('pg_catalog.trigger'::regtype, 'pg_catalog.event_trigger'::regtype))
    UNION ALL
    SELECT 'schema', NULL, nspname, NULL, NULL, nspowner, nspacl, NULL FROM pg_catalog.pg_namespace
    WHERE nspname !~ '^pg_(toast|temp)'
    UNION ALL
    SELECT 'database', NULL, datname, NULL, NULL, datdba, coalesce(datacl, pg_catalog.acldefault('d', datdba)), NULL
    FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database()
    UNION ALL
    SELECT 'large object', NULL, oid::text, NULL, NULL, lomowner, lomacl, NULL FROM pg_catalog.pg_largeobject_metadata
    WHERE lomacl IS NOT NULL OR lomowner IN (SELECT role FROM reach)
    ${serverVersionNum >= 150_000 ? PARAMETERS : ""}
  )`;

const OWNED_ROWS = `
  SELECT 'owned', jsonb_build_object('kind', t.kind, 'schema', t.schema, 'name', t.name, 'args', t.args,
    'owner', pg_catalog.pg_get_userbyid(t.owner))::text
  FROM thing t WHERE t."column" IS NULL AND t.owner IN (SELECT role FROM reach)
    AND (t.kind <> 'function' OR t.schema || '.' || t.name = ANY ($2::text[]))`;

/**
 * Everything that is more than looking, and more than PostgreSQL gives by itself. What an owner has on its own things is
 * said by 'owned'; that everybody may call a canonical function is no fault of this role's, and stands in the facts, where
 * no run goes on with it.
 */
const DANGEROUS = `
  (a.grantee = 0 OR a.grantee IN (SELECT role FROM reach)) AND a.grantee <> t.owner
  AND NOT EXISTS (SELECT FROM kept k WHERE k.objoid = t.fn AND k.grantee = a.grantee)
  AND NOT (a.grantee = 0 AND t.kind = 'function' AND t.schema || '.' || t.name = ANY ($2::text[]))
  AND CASE t.kind
    WHEN 'table' THEN a.privilege_type <> 'SELECT'
    WHEN 'sequence' THEN a.privilege_type <> 'SELECT'
    WHEN 'function' THEN a.privilege_type = 'EXECUTE' AND t.owner NOT IN (SELECT role FROM reach)
    WHEN 'schema' THEN a.privilege_type = 'CREATE'
    WHEN 'database' THEN a.privilege_type IN ('CREATE', 'TEMPORARY')
    WHEN 'large object' THEN a.privilege_type <> 'SELECT'
    ELSE true
  END`;

/** A role with a thousand grants is refused as well as one with a hundred. */
const LIMIT = "LIMIT 100";

/** Parameters: the role's name in an array, the canonical functions as schema.name. The number is server_version_num. */
export const dangersQuery = (
  serverVersionNum: number,
): string => `SELECT q.tag, q.json FROM (WITH RECURSIVE ${REACH},
  ${things(serverVersionNum)}
  ${SEAL_ROW}
  UNION ALL SELECT 'database', jsonb_build_object('database', pg_catalog.current_database())::text
  UNION ALL ${REACH_ROWS}
  UNION ALL (${OWNED_ROWS} ORDER BY 2 ${LIMIT})
  UNION ALL (${grantRows(DANGEROUS)} ORDER BY 2 ${LIMIT})) q`;
