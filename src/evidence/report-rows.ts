// The rows of the nine governed tables, as a run found them, left them, and says that they would be left.
import { groupDigits } from "../diagnostics/english.ts";
import type { Predicate } from "../model/generated/statement.ts";
import type { Totals } from "../model/generated/facts.ts";
import { GOVERNED_TABLES } from "../model/governed-tables.ts";
import { codeCell } from "./markdown-text.ts";
import { resultsOf } from "./report-results.ts";

/** A table with a line for each governed table; nothing before the facts were held against the cut. */
export function rowsTable(predicates: readonly Predicate[]): readonly string[] {
  const { discover, post_verify: after } = resultsOf(predicates);
  const promised = predicates[0]?.run.mode === "LIVE" ? "promised" : "if it were carried out";
  if (after !== undefined) {
    const { totals } = after;
    return tableOf({ before: totals.before, after: totals.after, [promised]: totals.predicted });
  }
  return discover === undefined ? [] : tableOf({ before: discover.totals });
}

function tableOf(columns: Readonly<Record<string, Totals>>): readonly string[] {
  const names = Object.keys(columns);
  const rows = GOVERNED_TABLES.map((table) => {
    const cells = Object.values(columns).map((totals) => groupDigits(totals[table]));
    return `| ${codeCell(table)} | ${cells.join(" | ")} |`;
  });
  return [`| table | ${names.join(" | ")} |`, `|---|${names.map(() => "---:|").join("")}`, ...rows];
}
