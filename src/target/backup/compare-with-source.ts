// Whether a restored backup has the rows that the source had: pure, over what was counted and hashed in both.
import type { Totals } from "../../model/generated/facts.ts";
import { GOVERNED_TABLES, totalsOf } from "../../model/governed-tables.ts";
import { backupRefused } from "./backup-refusal.ts";
import type { TableDigests } from "./digest-rows.ts";

/** The rows of each table as restored. Throws a Refusal BACKUP_REFUSED that names the first table that is not the same. */
export function compareWithSource(source: TableDigests, restored: TableDigests): Totals {
  for (const table of GOVERNED_TABLES) {
    const [is, was] = [restored[table], source[table]];
    if (is.rows !== was.rows) {
      throw backupRefused(`the backup has ${is.rows} rows of "${table}", and the source ${was.rows}`);
    }
    if (is.sha256 !== was.sha256) {
      throw backupRefused(`the backup's rows of "${table}" are not those of the source`);
    }
  }
  return totalsOf((table) => restored[table].rows);
}
