// Whether the facts can be read at all: tables and columns that the survey needs, and the reader's right to see them. What
// is missing beyond that is a fault in the facts, not the end of them.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { GrantFault } from "../../model/generated/facts.ts";
import type { GovernedTable } from "../../model/governed-tables.ts";
import type { Catalog, TableRow } from "./catalog.ts";
import type { DiscoverQuestion } from "./discover-question.ts";
import { COLUMNS, GOVERNED_TABLES, SURVEYED } from "./relied-on.ts";
import { sqlObject } from "./sql-name.ts";

/** Throws a Refusal TARGET_UNFIT that names everything it lacks. */
export function refuseUnfit(
  catalog: Catalog,
  faults: readonly GrantFault[],
  { target, contract }: DiscoverQuestion,
): void {
  const tables = new Map(catalog.tables.map((table) => [`${table.schema ?? ""}.${table.name}`, table]));
  const lacking = GOVERNED_TABLES.filter((name) => !["r", "p"].includes(tables.get(name)?.relkind ?? ""));
  const columns = SURVEYED.filter(
    ([table, column]) => !lacking.includes(table) && tables.get(table)?.columns[column] === undefined,
  );
  if (lacking.length > 0 || columns.length > 0) {
    const names = [...lacking, ...columns.map(([table, column]) => `${table} (${column})`)];
    throw unfit(`the database of target "${target}" lacks ${names.join(", ")}`, {
      expected: "the nine governed tables, with the columns that docs/target.md lists",
      todo:
        lacking.length === GOVERNED_TABLES.length
          ? "load governed-schema.sql into that database, or connect to the one that has it"
          : "let an administrator add what is missing, as governed-schema.sql has it; loading that file would stop at what is there already",
    });
  }
  const otherwise = [
    ...catalog.tables.flatMap(notOrdinary),
    ...SURVEYED.flatMap((column) => otherType(column, tables)),
  ];
  if (otherwise.length > 0)
    throw unfit(`in the database of target "${target}" ${visibleText(otherwise.join("; "))}`, {
      expected:
        "ordinary tables without children or parents, with columns of the types that docs/target.md lists",
      todo: "detach the children, and give the columns those types; nothing was read",
    });
  if (catalog.reader !== contract.roles.read) return;
  const unreadable = faults.filter(
    ({ fault, role, privilege }) =>
      fault === "MISSING" && role === catalog.reader && (privilege === "SELECT" || privilege === "USAGE"),
  );
  if (unreadable.length === 0) return;
  const objects = unreadable.map(({ privilege, object }) => `${privilege} on ${object}`);
  throw unfit(`role "${catalog.reader}" of target "${target}" lacks ${objects.join(", ")}`, {
    expected: "a reading role that may read the nine governed tables",
    todo: `let an administrator run: ${unreadable.map(({ mend }) => visibleText(mend)).join("; ")}`,
  });
}

/** Reading a table reads its children: rows of a server elsewhere, or of a view there, with whatever that runs. */
function notOrdinary(table: TableRow): readonly string[] {
  const name = sqlObject(table);
  return [
    ...(table.relkind === "r" ? [] : [`${name} is partitioned`]),
    ...(table.persistence === "p" ? [] : [`${name} is not kept through a crash`]),
    ...table.children.map((child) => `${name} has the child ${child}`),
    ...table.parents.map((parent) => `${name} is a child of ${parent}`),
  ];
}

/** A type of somebody's has casts of somebody's, which reading it would run. */
function otherType(
  [table, column]: readonly [GovernedTable, string],
  tables: ReadonlyMap<string, TableRow>,
): readonly string[] {
  const found = tables.get(table)?.columns[column];
  const type = COLUMNS[table][column];
  return found === type ? [] : [`${table} (${column}) is of type ${found ?? ""}, not ${type ?? ""}`];
}

export function unfit(message: string, rest: { readonly expected: string; readonly todo: string }): Refusal {
  return new Refusal("TARGET_UNFIT", { message, ...rest });
}
