// The one table of all plans, the most important first.
import type { PlanReport } from "../check/check-report.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { codeCell, table } from "./markdown-text.ts";
import { markOf, standingOf, titleOf, whoActs } from "./plan-words.ts";

const HEAD = ["", "plan", "stands", "who acts next", "new", "unchanged", "in conflict", "title"] as const;
const ALIGN = ["l", "l", "l", "l", "r", "r", "r", "l"] as const;

/** The table without its rows: what it costs in any case. */
export const PLAN_TABLE_HEAD = table(HEAD, ALIGN, []);

/** One row, without a line break. */
export function planRow(plan: PlanReport): string {
  const { outcome } = plan;
  const { units } = outcome;
  const counts =
    units === undefined
      ? ["–", "–", "–"]
      : [units.counts.new, units.counts.unchanged, units.counts.changed + units.counts.retired].map(
          groupDigits,
        );
  const cells = [
    markOf(outcome),
    codeCell(outcome.plan),
    standingOf(outcome),
    whoActs(plan),
    ...counts,
    codeCell(titleOf(plan) ?? ""),
  ];
  return `| ${cells.join(" | ")} |`;
}
