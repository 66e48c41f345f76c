// Triggers and rules of the nine tables: code that runs whenever a row is written, as whoever writes it. Pure.
import type { GrantFault } from "../../model/generated/facts.ts";
import type { TableRow, TriggerRow } from "./catalog.ts";
import { sqlName, sqlObject } from "./sql-name.ts";

/** The only one that the schema has: it refuses changes of what is only ever added to. */
const APPEND_ONLY = { name: "append_only", calls: "public.fn_iu_refuse_change" };

/** Every trigger and rule besides that one, as UNSAFE, with its name for a privilege; in no particular order. */
export function lintTriggers(tables: readonly TableRow[]): readonly GrantFault[] {
  return tables.flatMap((table) => [
    ...table.triggers
      .filter((trigger) => !isAppendOnly(trigger, table))
      .map(({ name, owner }) => unsafe(table, { kind: "TRIGGER", name, role: owner })),
    ...table.rules.map((name) => unsafe(table, { kind: "RULE", name, role: table.owner })),
  ]);
}

function isAppendOnly({ name, calls, owner, ownerIsSuperuser }: TriggerRow, table: TableRow): boolean {
  return (
    name === APPEND_ONLY.name && calls === APPEND_ONLY.calls && (owner === table.owner || ownerIsSuperuser)
  );
}

interface Code {
  readonly kind: "TRIGGER" | "RULE";
  readonly name: string;
  readonly role: string;
}

function unsafe(table: TableRow, { kind, name, role }: Code): GrantFault {
  const object = sqlObject(table);
  const mend = `DROP ${kind} ${sqlName(name)} ON ${object}`;
  return { fault: "UNSAFE", role, privilege: sqlName(name), object, mend };
}
