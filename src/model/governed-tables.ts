// The nine governed tables: the only ones whose rows are counted, before and after.
import type { Totals } from "./generated/facts.ts";

export type GovernedTable = keyof Totals;

/** A count for each of the nine. */
export function totalsOf(count: (table: GovernedTable) => number): Totals {
  return {
    "public.information_unit": count("public.information_unit"),
    "public.unit_version": count("public.unit_version"),
    "public.iu_lifecycle_log": count("public.iu_lifecycle_log"),
    "cutter_governance.cut_change_set": count("cutter_governance.cut_change_set"),
    "cutter_governance.cut_change_set_affected_row": count("cutter_governance.cut_change_set_affected_row"),
    "cutter_governance.manifest_envelope": count("cutter_governance.manifest_envelope"),
    "cutter_governance.review_decision": count("cutter_governance.review_decision"),
    "cutter_governance.verify_result": count("cutter_governance.verify_result"),
    "cutter_governance.dot_pair_signature": count("cutter_governance.dot_pair_signature"),
  };
}

/** Their names, in that order. */
export const GOVERNED_TABLES = Object.keys(totalsOf(() => 0)) as readonly GovernedTable[];
