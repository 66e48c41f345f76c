// What the contract needs and the database does not give: roles, functions, columns, rights. Pure. A table that is missing
// altogether is not among them: without it there are no facts at all.
import type { Contract } from "../../model/contract.ts";
import type { GrantFault } from "../../model/generated/facts.ts";
import type { GovernedTable } from "../../model/governed-tables.ts";
import type { Catalog, FunctionRow, GrantRow, TableRow } from "./catalog.ts";
import { addColumn, changeColumn, createFunction, createRole, grantRight } from "./mend.ts";
import { ARGUMENTS, COLUMNS, rightsOf, type Right } from "./relied-on.ts";
import { reachOf, type RoleReach } from "./role-reach.ts";
import { sqlName, sqlObject } from "./sql-name.ts";

/** Every MISSING, in no particular order. */
export function findMissing(catalog: Catalog, contract: Contract): readonly GrantFault[] {
  return [
    ...missingRoles(catalog, contract),
    ...missingFunctions(catalog, contract),
    ...catalog.tables.flatMap((table) => wrongColumns(table, contract)),
    ...missingRights(catalog, contract),
  ];
}

function missingRoles({ roles }: Catalog, contract: Contract): readonly GrantFault[] {
  return Object.values<string>({ ...contract.roles })
    .filter((name) => !roles.some((role) => role.name === name))
    .map((role) => ({
      fault: "MISSING",
      role,
      privilege: "LOGIN",
      object: sqlName(role),
      mend: createRole(role),
    }));
}

/** A function of that name is not enough: it is called with these arguments and answers with a text. */
function missingFunctions({ functions }: Catalog, contract: Contract): readonly GrantFault[] {
  return (["create", "enact"] as const)
    .filter((key) => findCanonical(functions, contract, key) === undefined)
    .map((key) => {
      const [schema = "", name = ""] = contract.functions[key].split(".");
      const thing = { kind: "function", schema, name, args: ARGUMENTS[key] } as const;
      return {
        fault: "MISSING",
        role: contract.roles.execute,
        privilege: "EXECUTE",
        object: sqlObject(thing),
        mend: createFunction(thing),
      };
    });
}

/** The canonical function itself, not one that has its name. */
export function findCanonical(
  functions: readonly FunctionRow[],
  contract: Contract,
  key: keyof Contract["functions"],
): FunctionRow | undefined {
  return functions.find(
    ({ schema, name, args, result }) =>
      `${schema ?? ""}.${name}` === contract.functions[key] && args === ARGUMENTS[key] && result === "text",
  );
}

function wrongColumns(table: TableRow, { roles }: Contract): readonly GrantFault[] {
  const name = `${table.schema ?? ""}.${table.name}` as GovernedTable;
  const writer = name === "cutter_governance.verify_result" ? roles.verify : roles.execute;
  const inserted = table.schema === "cutter_governance";
  return Object.entries(COLUMNS[name]).flatMap(([column, type]): readonly GrantFault[] => {
    const found = table.columns[column];
    if (found === type) return [];
    return [
      {
        fault: "MISSING",
        role: inserted ? writer : roles.verify,
        privilege: `${inserted ? "INSERT" : "SELECT"} (${sqlName(column)})`,
        object: sqlObject(table),
        mend: found === undefined ? addColumn(table, column, type) : changeColumn(table, column, type),
      },
    ];
  });
}

function missingRights(catalog: Catalog, contract: Contract): readonly GrantFault[] {
  return rightsOf(contract).flatMap((right): readonly GrantFault[] => {
    const reach = reachOf(right.role, catalog.reach, catalog.roles);
    return thingsOf(right, catalog, contract)
      .filter(
        (thing) =>
          !mayUse(
            reach,
            right,
            catalog.grants.filter((grant) => isOn(grant, thing)),
          ),
      )
      .map((thing) => ({
        fault: "MISSING",
        role: right.role,
        privilege: right.privilege,
        object: sqlObject(thing),
        mend: grantRight(right, thing),
      }));
  });
}

type Found = Pick<GrantRow, "kind" | "schema" | "name" | "args">;

/** What the right is on, as far as it is there. */
function thingsOf({ kind, object }: Right, catalog: Catalog, contract: Contract): readonly Found[] {
  if (kind === "schema") return catalog.schemas.filter(({ name }) => name === object);
  if (kind === "table")
    return catalog.tables.filter(({ schema, name }) => `${schema ?? ""}.${name}` === object);
  return (["create", "enact"] as const)
    .filter((key) => contract.functions[key] === object)
    .flatMap((key) => findCanonical(catalog.functions, contract, key) ?? []);
}

function isOn(grant: GrantRow, { kind, schema, name, args }: Found): boolean {
  return (
    grant.column === null &&
    grant.kind === kind &&
    grant.schema === schema &&
    grant.name === name &&
    grant.args === args
  );
}

/** Whether the role has the right as it stands, without SET ROLE. */
function mayUse(reach: RoleReach, right: Right, grants: readonly GrantRow[]): boolean {
  if (reach.reached.some(({ name, superuser }) => superuser && name === reach.name)) return true;
  const reads = right.privilege === "SELECT" || (right.privilege === "USAGE" && right.kind === "schema");
  if (reads && reach.uses("pg_read_all_data")) return true;
  return grants.some(
    ({ privilege, grantee }) =>
      privilege === right.privilege && (grantee === null ? reach.exists : reach.uses(grantee)),
  );
}
