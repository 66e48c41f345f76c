// What the digest of a grant matrix is over: what was read of the contract's roles, tables and functions, in words that are
// the same on every server with the same schema. No numbers of rows or objects, no times, no names of administrators.
import type { Contract } from "../../model/contract.ts";
import { canonicalText } from "../../model/canonical-json.ts";
import { compareBytewise } from "../../model/bytewise.ts";
import type { Catalog, GrantRow } from "./catalog.ts";

/** A value for canonicalText. */
export function snapshotOf(catalog: Catalog, contract: Contract): unknown {
  return {
    contract,
    roles: sorted(catalog.roles.filter(({ name }) => name !== "pg_database_owner")),
    memberships: sorted(
      catalog.reach
        .filter(({ root, role }) => root !== role)
        .map(({ root, role, inherited }) => ({ root, role, inherited })),
    ),
    tables: sorted(catalog.tables),
    functions: sorted(catalog.functions),
    grants: sorted(catalog.grants.filter(isGiven).map(withoutGiver)),
  };
}

/** What an owner has of its own differs with the server's version, and says nothing. */
function isGiven({ kind, grantee, owner, schema, name }: GrantRow): boolean {
  // Nor has the same schema the same database's name everywhere.
  if (kind === "database") return false;
  return grantee !== owner && schema !== "pg_catalog" && name !== "pg_catalog";
}

/** Who owns `public`, and so has granted what is granted there, is another one on each server. */
function withoutGiver({
  kind,
  schema,
  name,
  column,
  args,
  grantee,
  privilege,
  grantable,
}: GrantRow): unknown {
  return { kind, schema, name, column, args, grantee, privilege, grantable };
}

/** Each once, in the order of their canonical texts. */
function sorted(values: readonly unknown[]): readonly unknown[] {
  const texts = new Map(values.map((value) => [canonicalText(value), value]));
  return [...texts].sort(([one], [other]) => compareBytewise(one, other)).map(([, value]) => value);
}
