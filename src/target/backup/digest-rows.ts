// What all rows of a table are, as a count and one digest that is the same in every database that holds the same rows.
// The server hashes each row and sorts the hashes; 64 digits a row come over, whatever a row holds, and none is kept.
import { createHash } from "node:crypto";
import { GOVERNED_TABLES, type GovernedTable } from "../../model/governed-tables.ts";
import type { Select } from "../facts/discover.ts";

export interface TableDigest {
  readonly rows: number;
  readonly sha256: string;
}

export type TableDigests = Readonly<Record<GovernedTable, TableDigest>>;

/**
 * SHA-256 over the sorted SHA-256 of every row's text (one line each, a row that is there twice has two). Sorted as bytes,
 * it depends on no key, no order of storage and no collation, and two tables have the same digest only where they have the
 * same rows as often: a sum of short hashes, which is quicker, can be equal by chance and can be made so.
 */
export async function digestGovernedTables(select: Select): Promise<TableDigests> {
  await select(SAME_SPELLING, [Object.keys(SPELLING), Object.values(SPELLING)], () => undefined);
  const digests: Partial<Record<GovernedTable, TableDigest>> = {};
  for (const table of GOVERNED_TABLES) {
    digests[table] = await digestTable(select, table);
  }
  return digests as TableDigests;
}

/** How values are written as text: a matter of the session, and so said in both. */
const SPELLING = {
  TimeZone: "UTC",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  search_path: "pg_catalog, pg_temp",
};
const SAME_SPELLING =
  "SELECT pg_catalog.set_config(s.name, s.setting, false) FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[])) AS s (name, setting)";

async function digestTable(select: Select, table: GovernedTable): Promise<TableDigest> {
  const digest = createHash("sha256");
  let rows = 0;
  // `r.*` in a row is the whole row, even where a column is called r.
  const hash = "pg_catalog.sha256(pg_catalog.convert_to(ROW(r.*)::text, 'UTF8'))";
  await select(
    `SELECT pg_catalog.encode(h.digest, 'hex') FROM (SELECT ${hash} AS digest FROM ${table} AS r) AS h ORDER BY h.digest`,
    [],
    ([hex]) => {
      rows += 1;
      digest.update(`${hex ?? ""}\n`);
    },
  );
  return { rows, sha256: digest.digest("hex") };
}
