// What the catalogs say of the contract's roles, of the nine tables, and of the functions: read in one query, as it stands.
// It judges nothing.
import type { Contract } from "../../model/contract.ts";
import { GOVERNED_TABLES } from "./relied-on.ts";
import { CATALOG_QUERY } from "./catalog-sql.ts";
import type { Select } from "./select.ts";
import { TaggedRows } from "./tagged-rows.ts";

export interface RoleRow {
  readonly name: string;
  readonly superuser: boolean;
  readonly bypassrls: boolean;
  readonly createrole: boolean;
  readonly createdb: boolean;
  readonly replication: boolean;
}

/** `root` comes by the rights of `role`. */
export interface ReachRow {
  readonly root: string;
  readonly role: string;
  /** The role that root is a member of on the way; null where role is root itself. */
  readonly first: string | null;
  /** Who granted that membership, where the statement that takes it back has to say so. */
  readonly grantedBy: string | null;
  /** Whether without SET ROLE. */
  readonly inherited: boolean;
}

/** Something that has an owner and an ACL. */
export interface Thing {
  readonly kind: "table" | "sequence" | "function" | "schema" | "database" | "large object" | "parameter";
  /** Null for what is in no schema. */
  readonly schema: string | null;
  readonly name: string;
  /** The types of a function's arguments: "text, bytea". */
  readonly args: string | null;
  readonly owner: string;
}

export interface GrantRow extends Thing {
  /** Null where the grant is on the whole. */
  readonly column: string | null;
  /** Null for PUBLIC. */
  readonly grantee: string | null;
  readonly grantor: string;
  readonly privilege: string;
  readonly grantable: boolean;
}

export interface TableRow extends Thing {
  readonly relkind: string;
  /** As pg_class.relpersistence has it. */
  readonly persistence: string;
  readonly columns: Readonly<Record<string, string>>;
  /** By inheritance or as partitions, `schema.name`. */
  readonly children: readonly string[];
  readonly parents: readonly string[];
  readonly triggers: readonly TriggerRow[];
  /** Names of rewrite rules. */
  readonly rules: readonly string[];
  /** Primary keys and unique constraints. */
  readonly keys: readonly unknown[];
}

/** What a constraint brings along is not among them. */
export interface TriggerRow {
  readonly name: string;
  /** `schema.name` of the function, and who owns it. */
  readonly calls: string;
  readonly owner: string;
  readonly ownerIsSuperuser: boolean;
}

export interface FunctionRow extends Thing {
  readonly result: string;
  readonly language: string;
  readonly securityDefiner: boolean;
  /** Whether it is one, or can turn into one by a membership. */
  readonly ownerIsSuperuser: boolean;
  readonly volatility: string;
  readonly settings: readonly string[];
  readonly sourceSha256: string;
}

export interface SchemaRow extends Thing {
  /** The owner, or for pg_database_owner whoever that is. */
  readonly ownerInFact: string;
  readonly ownerIsSuperuser: boolean;
}

export interface Catalog {
  /** The role that read this. */
  readonly reader: string;
  readonly database: string;
  readonly roles: readonly RoleRow[];
  readonly reach: readonly ReachRow[];
  readonly tables: readonly TableRow[];
  readonly functions: readonly FunctionRow[];
  readonly schemas: readonly SchemaRow[];
  readonly grants: readonly GrantRow[];
}

/** Reads the catalogs as far as the contract goes, in one round trip. Rejects with whatever `select` rejects with. */
export async function readCatalog(select: Select, contract: Contract): Promise<Catalog> {
  const functions = [contract.functions.create, contract.functions.enact];
  const values = [
    Object.values<string>({ ...contract.roles }),
    GOVERNED_TABLES,
    functions,
    ["public", "cutter_governance", ...functions.map((name) => name.slice(0, name.indexOf(".")))],
  ];
  const rows = new TaggedRows();
  await select(CATALOG_QUERY, values, (row) => rows.add(row));
  const [session] = rows.of("session") as readonly { readonly name: string; readonly database: string }[];
  return {
    reader: session?.name ?? "",
    database: session?.database ?? "",
    roles: rows.of("role") as readonly RoleRow[],
    reach: rows.of("reach") as readonly ReachRow[],
    tables: rows.of("table") as readonly TableRow[],
    functions: rows.of("function") as readonly FunctionRow[],
    schemas: rows.of("schema") as readonly SchemaRow[],
    grants: rows.of("grant") as readonly GrantRow[],
  };
}
