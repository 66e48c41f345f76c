// Every row of the nine governed tables as PostgreSQL shows it, without timestamps: what a prediction is compared with.
import { GOVERNED_TABLES, selectRows } from "../governed-columns.ts";
import type { GovernedTable } from "../../model/governed-tables.ts";
import type { DatabaseClient, Row } from "../postgres/database-client.ts";

/** For each table its rows, in the order of their keys. */
export type GovernedRows = Readonly<Record<GovernedTable, readonly Row[]>>;

/** Reads them all in one snapshot. Rejects with a DatabaseError. */
export async function readGovernedRows(client: DatabaseClient): Promise<GovernedRows> {
  await client.query({ text: "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY" });
  const read: [GovernedTable, readonly Row[]][] = [];
  for (const table of GOVERNED_TABLES) {
    const { rows } = await client.query({ text: selectRows(table) });
    read.push([table, rows]);
  }
  await client.query({ text: "COMMIT" });
  return Object.fromEntries(read) as GovernedRows;
}
