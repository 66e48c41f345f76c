// How many rows each of the nine tables has, in one query and so at one moment.
import { totalsOf } from "../../model/governed-tables.ts";
import type { Totals } from "../../model/generated/facts.ts";
import type { Row } from "../postgres/database-client.ts";
import type { Select } from "./select.ts";
import { GOVERNED_TABLES } from "./relied-on.ts";
import { unfit } from "./refuse-unfit.ts";

/** The names are this program's own: nothing from outside is put into the text. ONLY, so that no child made meanwhile is read. */
const TOTALS_QUERY = `SELECT ${GOVERNED_TABLES.map(
  (table) => `(SELECT pg_catalog.count(*) FROM ONLY ${table})::text`,
).join(", ")}`;

/** Rejects with a Refusal TARGET_UNFIT where a count is beyond what JSON can carry exactly (RFC 8259, 6: 2^53). */
export async function readTotals(select: Select, target: string): Promise<Totals> {
  const rows: Row[] = [];
  await select(TOTALS_QUERY, [], (row) => rows.push(row));
  const counts = new Map(GOVERNED_TABLES.map((table, at) => [table, countOf(rows[0]?.[at])]));
  const beyond = [...counts].find(([, count]) => !Number.isSafeInteger(count));
  if (beyond === undefined) return totalsOf((table) => counts.get(table) ?? NaN);
  throw unfit(`table ${beyond[0]} of target "${target}" has no count that can be written down exactly`, {
    expected: "fewer than 2^53 rows",
    todo: "ask whoever runs that server what it answers with",
  });
}

function countOf(text: string | null | undefined): number {
  return text !== null && text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : NaN;
}
