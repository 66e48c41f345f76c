// What the contract's roles and PUBLIC may do on the nine tables, views over them, and functions that run as their owner,
// and what they may put into the schemas, beyond what they have to: by themselves, by PUBLIC, or by whatever membership, SET ROLE included. Pure. Reading more than needed is no fault.
import type { Contract } from "../../model/contract.ts";
import type { GrantFault } from "../../model/generated/facts.ts";
import type { Catalog, FunctionRow, GrantRow, RoleRow, Thing } from "./catalog.ts";
import { changeOwner, cutWay, privilegeText, revoke, revokeOption } from "./mend.ts";
import { GOVERNED_TABLES, rightsOf } from "./relied-on.ts";
import { reachOf, type RoleReach, type Way } from "./role-reach.ts";
import { sqlName, sqlObject } from "./sql-name.ts";

/** Every TOO_MUCH, in no particular order. */
export function findTooMuch(catalog: Catalog, contract: Contract): readonly GrantFault[] {
  const judged = governedOnly(catalog, contract);
  const expected = new Set(rightsOf(contract).map((right) => rightKey(right.role, right)));
  const roles = new Set(Object.values<string>({ ...contract.roles }));
  const faults = [...roles].flatMap((name) => {
    const reach = reachOf(name, catalog.reach, catalog.roles);
    return [
      ...surplusPowers(reach, catalog.database),
      ...surplusOwnership(reach, judged),
      ...judged.grants.flatMap((grant) =>
        surplusGrant(reach, grant, { expected, database: catalog.database }),
      ),
    ];
  });
  return [...publicGrants(judged), ...faults];
}

function rightKey(
  role: string,
  { kind, object, privilege }: { kind: string; object: string; privilege: string },
): string {
  return [role, kind, object, privilege].join(" ");
}

interface Judged {
  readonly database: string;
  readonly grants: readonly GrantRow[];
  readonly things: readonly Thing[];
}

/** The nine tables and the views over them, functions, and the right to put things into the schemas and the database. */
function governedOnly({ database, grants, tables, functions, schemas }: Catalog, contract: Contract): Judged {
  const names = Object.values<string>({ ...contract.functions });
  const owned = new Set([...GOVERNED_TABLES, ...names].map((name) => name.slice(0, name.indexOf("."))));
  const isCanonical = ({ schema, name }: Thing): boolean => names.includes(`${schema ?? ""}.${name}`);
  return {
    database,
    grants: grants.filter(
      (grant) =>
        (grant.kind === "table" && grant.privilege !== "SELECT") ||
        (grant.kind === "function" && isCallable(grant, functions)) ||
        (grant.kind === "schema" && grant.privilege === "CREATE" && owned.has(grant.name)) ||
        (grant.kind === "database" && grant.privilege === "CREATE"),
    ),
    things: [...tables, ...functions.filter(isCanonical), ...schemas.filter(({ name }) => owned.has(name))],
  };
}

/** Canonical, or run as its owner: no other functions are in the catalog. Triggers cannot be called by themselves. */
function isCallable(grant: GrantRow, functions: readonly FunctionRow[]): boolean {
  const fn = functions.find(
    ({ schema, name, args }) => schema === grant.schema && name === grant.name && args === grant.args,
  );
  return fn !== undefined && fn.result !== "trigger" && fn.result !== "event_trigger";
}

function publicGrants({ grants }: Judged): readonly GrantFault[] {
  return grants
    .filter(({ grantee }) => grantee === null)
    .map((grant) =>
      tooMuch("PUBLIC", privilegeText(grant), { object: sqlObject(grant), mend: revoke(grant) }),
    );
}

/** Attributes of a role, its own or of one that it can turn into, that make every other check pointless. */
const ATTRIBUTES = [
  "superuser",
  "bypassrls",
  "createrole",
  "replication",
] as const satisfies readonly (keyof RoleRow)[];

/** Roles that PostgreSQL comes with whose members may write to whatever they like, or run programs. */
const WRITING_ROLES: readonly string[] = [
  "pg_write_all_data",
  "pg_write_server_files",
  "pg_execute_server_program",
  "pg_maintain",
];

function surplusPowers(reach: RoleReach, database: string): readonly GrantFault[] {
  return reach.reached.flatMap((role) =>
    reach.waysTo(role.name).flatMap((way) => {
      const cut = cutWay({ role: reach.name, database, way });
      const attributes = ATTRIBUTES.filter((attribute) => role[attribute]).map((attribute) => {
        const privilege = attribute.toUpperCase();
        const mend = cut ?? `ALTER ROLE ${sqlName(role.name)} NO${privilege}`;
        return tooMuch(reach.name, privilege, { object: sqlName(role.name), mend });
      });
      if (cut === undefined || !WRITING_ROLES.includes(role.name)) return attributes;
      return [...attributes, tooMuch(reach.name, "MEMBER", { object: sqlName(role.name), mend: cut })];
    }),
  );
}

function surplusOwnership(reach: RoleReach, { things, database }: Judged): readonly GrantFault[] {
  return things.flatMap((thing) =>
    reach.waysTo(thing.owner).map((way) => {
      const mend = cutWay({ role: reach.name, database, way }) ?? changeOwner(thing);
      return tooMuch(reach.name, "OWNER", { object: sqlObject(thing), mend });
    }),
  );
}

interface Measure {
  readonly expected: ReadonlySet<string>;
  readonly database: string;
}

function surplusGrant(
  reach: RoleReach,
  grant: GrantRow,
  { expected, database }: Measure,
): readonly GrantFault[] {
  // What an owner has on its own is said by OWNER, and what PUBLIC has, by PUBLIC.
  if (grant.grantee === null || grant.grantee === grant.owner) return [];
  const object = `${grant.schema ?? ""}.${grant.name}`;
  const isExpected = expected.has(
    rightKey(reach.name, { kind: grant.kind, object, privilege: grant.privilege }),
  );
  if (isExpected && !grant.grantable) return [];
  const suffix = isExpected ? " WITH GRANT OPTION" : "";
  return reach.waysTo(grant.grantee).map((way: Way) => {
    const own = isExpected ? revokeOption(grant) : revoke(grant);
    const mend = cutWay({ role: reach.name, database, way }) ?? own;
    return tooMuch(reach.name, `${privilegeText(grant)}${suffix}`, { object: sqlObject(grant), mend });
  });
}

function tooMuch(role: string, privilege: string, rest: Pick<GrantFault, "object" | "mend">): GrantFault {
  return { fault: "TOO_MUCH", role, privilege, ...rest };
}
