// The columns of the nine governed tables that a run's content is made of: all but the timestamps, which no run can
// foresee. The keys are what rows are sorted and matched by. The tables themselves are schema/governed-schema.sql.
import { compareBytewise } from "../model/bytewise.ts";
import type { GovernedTable } from "../model/governed-tables.ts";

export interface TableColumns {
  /** In the order of the table. */
  readonly columns: readonly string[];
  /** The primary key, most significant column first. */
  readonly key: readonly string[];
}

export const GOVERNED_COLUMNS = {
  "public.information_unit": {
    columns: ["address", "document_id", "parent", "title", "lifecycle"],
    key: ["address"],
  },
  "public.unit_version": {
    columns: ["address", "version", "body", "sha256", "change_set_id"],
    key: ["address", "version"],
  },
  "public.iu_lifecycle_log": {
    columns: ["address", "entry", "from_lifecycle", "to_lifecycle", "change_set_id", "review_decision_id"],
    key: ["address", "entry"],
  },
  "cutter_governance.cut_change_set": {
    columns: ["change_set_id", "run_id", "document_id", "prefix", "units"],
    key: ["change_set_id"],
  },
  "cutter_governance.cut_change_set_affected_row": {
    columns: ["change_set_id", "ord", "address", "sha256"],
    key: ["change_set_id", "ord"],
  },
  "cutter_governance.manifest_envelope": {
    columns: ["change_set_id", "manifest_sha256", "source_sha256", "units"],
    key: ["change_set_id"],
  },
  "cutter_governance.review_decision": {
    columns: ["review_decision_id", "change_set_id", "decision", "units"],
    key: ["review_decision_id"],
  },
  "cutter_governance.verify_result": {
    columns: ["change_set_id", "checked", "matched", "mismatched"],
    key: ["change_set_id"],
  },
  "cutter_governance.dot_pair_signature": {
    columns: ["change_set_id", "leg_a_sha256", "leg_b_sha256", "pair_sha256"],
    key: ["change_set_id"],
  },
} as const satisfies Record<GovernedTable, TableColumns>;

export const GOVERNED_TABLES = Object.keys(GOVERNED_COLUMNS) as readonly GovernedTable[];

/** Key columns that are integers, and sort as such; all others are text, and sort bytewise. */
const INTEGER_KEYS: ReadonlySet<string> = new Set(["version", "entry", "ord"]);

/** The statement that reads every row of the table in these columns, in the order in which rows are predicted. */
export function selectRows(table: GovernedTable): string {
  const { columns, key } = GOVERNED_COLUMNS[table];
  const order = key.map((column) => (INTEGER_KEYS.has(column) ? column : `${column} COLLATE "C"`));
  return `SELECT ${columns.join(", ")} FROM ${table} ORDER BY ${order.join(", ")}`;
}

/** The order of two rows by the table's key; zero for two states of one row. */
export function compareKeys(table: GovernedTable): (one: TextRow, other: TextRow) => number {
  const { columns, key }: TableColumns = GOVERNED_COLUMNS[table];
  const parts = key.map((column) => ({ at: columns.indexOf(column), isInteger: INTEGER_KEYS.has(column) }));
  return (one, other) => {
    for (const { at, isInteger } of parts) {
      const [left, right] = [one[at] ?? "", other[at] ?? ""];
      const order = isInteger ? Number(left) - Number(right) : compareBytewise(left, right);
      if (order !== 0) return order;
    }
    return 0;
  };
}

/** Cells as PostgreSQL shows them as text, in the order of the columns; what is not known is undefined. */
type TextRow = readonly (string | null | undefined)[];
