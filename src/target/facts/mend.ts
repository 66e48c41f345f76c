// One SQL statement for each fault, to be run by an administrator who has read it. Nothing here is ever sent to a server.
import type { GrantRow, Thing } from "./catalog.ts";
import type { Right } from "./relied-on.ts";
import type { Way } from "./role-reach.ts";
import { sqlGrantee, sqlName, sqlObject, sqlTarget } from "./sql-name.ts";

/** The role that governed-schema.sql makes to own everything: it cannot log in. */
const OWNER = "cutter_owner";

export interface WayOfRole {
  readonly role: string;
  readonly database: string;
  readonly way: Way;
}

/** Takes the way away that leads `role` to somebody's rights: its membership, where it has them by one. */
export function cutWay({ role, database, way }: WayOfRole): string | undefined {
  const { first, grantedBy } = way;
  if (first === null) return undefined;
  // Nobody is ever made a member of this one: whoever owns the database is.
  if (first === "pg_database_owner") return `ALTER DATABASE ${sqlName(database)} OWNER TO CURRENT_USER`;
  const by = grantedBy === null ? "" : ` GRANTED BY ${sqlName(grantedBy)}`;
  return `REVOKE ${sqlName(first)} FROM ${sqlName(role)}${by}`;
}

/** Takes a grant back from whoever has it. */
export function revoke(grant: GrantRow): string {
  const what = privilegeText(grant);
  // Only who granted it can take it back; without the grant option of that role, its grants go too.
  if (grant.grantor !== grant.owner)
    return `REVOKE GRANT OPTION FOR ${what} ON ${sqlTarget(grant)} FROM ${sqlName(grant.grantor)} CASCADE`;
  const cascade = grant.grantable ? " CASCADE" : "";
  return `REVOKE ${what} ON ${sqlTarget(grant)} FROM ${sqlGrantee(grant.grantee)}${cascade}`;
}

/** Leaves the right, and takes back that it can be handed on. */
export function revokeOption(grant: GrantRow): string {
  return `REVOKE GRANT OPTION FOR ${privilegeText(grant)} ON ${sqlTarget(grant)} FROM ${sqlGrantee(grant.grantee)} CASCADE`;
}

/** `INSERT`, or `INSERT (address)` where it is on a column only. */
export function privilegeText({ privilege, column }: Pick<GrantRow, "privilege" | "column">): string {
  return column === null ? privilege : `${privilege} (${sqlName(column)})`;
}

/** Gives it to the role that owns the governed things. */
export function changeOwner(thing: Thing): string {
  return `ALTER ${sqlTarget(thing)} OWNER TO ${thing.kind === "database" ? "CURRENT_USER" : OWNER}`;
}

export function grantRight(right: Right, thing: Omit<Thing, "owner">): string {
  return `GRANT ${right.privilege} ON ${sqlTarget(thing)} TO ${sqlName(right.role)}`;
}

export function createRole(name: string): string {
  return `CREATE ROLE ${sqlName(name)} LOGIN NOINHERIT`;
}

export function addColumn(table: Thing, column: string, type: string): string {
  return `ALTER ${sqlTarget(table)} ADD COLUMN ${sqlName(column)} ${type}`;
}

export function changeColumn(table: Thing, column: string, type: string): string {
  const name = sqlName(column);
  return `ALTER ${sqlTarget(table)} ALTER COLUMN ${name} TYPE ${type} USING ${name}::${type}`;
}

/** The body is in governed-schema.sql; a statement that would make another function is worse than none. */
export function createFunction(thing: Omit<Thing, "owner">): string {
  return `CREATE FUNCTION ${sqlObject(thing)} RETURNS text …, as governed-schema.sql has it`;
}
