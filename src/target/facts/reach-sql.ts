// The part of a query that finds every role whose rights a role can come by, as a text to be put into others. Version-proof
// from 14 on: what a later version added to a catalog is read through to_jsonb, which leaves it out where it is not there.

/**
 * Two tables for a WITH RECURSIVE, from `$1`, the names of the roles asked about. `edge`: who is a member of whom.
 * `reach (root, role, first, granted_by, inherited)`: root comes by role, over the membership in `first` (null for itself);
 * inherited, without SET ROLE. Whoever may hand a membership on may hand it to itself, and whoever owns the database is a
 * member of pg_database_owner without any entry saying so.
 */
export const REACH = `
  edge (member, role, inherits, granted_by) AS (
    SELECT m.member, m.roleid,
      coalesce((to_jsonb(m)->>'inherit_option')::boolean, r.rolinherit),
      CASE WHEN to_jsonb(m) ? 'set_option' AND m.grantor <> 10 THEN m.grantor END
    FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member
    WHERE m.admin_option OR coalesce((to_jsonb(m)->>'inherit_option')::boolean, true)
      OR coalesce((to_jsonb(m)->>'set_option')::boolean, true)
    UNION ALL
    SELECT d.datdba, r.oid, true, NULL::oid FROM pg_catalog.pg_database d, pg_catalog.pg_roles r
    WHERE d.datname = pg_catalog.current_database() AND r.rolname = 'pg_database_owner'
  ),
  reach (root, role, first, granted_by, inherited) AS (
    SELECT r.oid, r.oid, NULL::oid, NULL::oid, true FROM pg_catalog.pg_roles r WHERE r.rolname = ANY ($1::text[])
    UNION
    SELECT p.root, e.role, coalesce(p.first, e.role),
      CASE WHEN p.first IS NULL THEN e.granted_by ELSE p.granted_by END, p.inherited AND e.inherits
    FROM reach p JOIN edge e ON e.member = p.role
  )`;

/** A table more behind REACH: superusers, and whoever can turn into one. */
export const ALMIGHTY = `
  almighty (role) AS (
    SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolsuper
    UNION
    SELECT e.member FROM almighty a JOIN edge e ON e.role = a.role
  )`;

/** Rows ('role', …) for every role that is reached, and ('reach', …) for every way to it. */
export const REACH_ROWS = `
  SELECT 'role', jsonb_build_object('name', r.rolname, 'superuser', r.rolsuper, 'bypassrls', r.rolbypassrls,
    'createrole', r.rolcreaterole, 'createdb', r.rolcreatedb, 'replication', r.rolreplication)::text
  FROM pg_catalog.pg_roles r WHERE r.oid IN (SELECT role FROM reach)
  UNION ALL
  SELECT 'reach', jsonb_build_object('root', x.rolname, 'role', r.rolname, 'first', f.rolname,
    'grantedBy', g.rolname, 'inherited', p.inherited)::text
  FROM reach p JOIN pg_catalog.pg_roles x ON x.oid = p.root JOIN pg_catalog.pg_roles r ON r.oid = p.role
    LEFT JOIN pg_catalog.pg_roles f ON f.oid = p.first LEFT JOIN pg_catalog.pg_roles g ON g.oid = p.granted_by`;

/** A row ('grant', …) for every entry of the ACLs of a table \`thing (kind, schema, name, "column", args, owner, acl)\`. */
export const grantRows = (where: string): string => `
  SELECT 'grant', jsonb_build_object('kind', t.kind, 'schema', t.schema, 'name', t.name, 'column', t."column",
    'args', t.args, 'owner', pg_catalog.pg_get_userbyid(t.owner), 'grantee', e.rolname,
    'grantor', pg_catalog.pg_get_userbyid(a.grantor), 'privilege', a.privilege_type,
    'grantable', a.is_grantable)::text
  FROM thing t CROSS JOIN LATERAL pg_catalog.aclexplode(t.acl) a
    LEFT JOIN pg_catalog.pg_roles e ON e.oid = a.grantee
  WHERE (a.grantee = 0 OR e.oid IS NOT NULL) AND (${where})`;
