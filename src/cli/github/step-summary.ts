// The step summary: a headline, a table of all plans, a fold for each. It is cut between whole blocks, the least important
// first, so that it stays under what GitHub takes, and says what it left out.
import { urgencyOf, type CheckReport, type PlanReport } from "../check/check-report.ts";
import { countLine, openingBlocks, titleLine } from "./headline.ts";
import { details } from "./markdown-text.ts";
import { planRow, PLAN_TABLE_HEAD } from "./plan-table.ts";
import { faultBlocks, planSection } from "./plan-section.ts";
import { countOf } from "./plan-words.ts";

/** What a step may write: 1 MiB (GitHub, "Workflow commands", step isolation and limits). A larger one is not shown at all. */
export const SUMMARY_LIMIT_BYTES = 1024 * 1024;
/** For the sentences that say what was left out, and for what others may still append. */
const RESERVE_BYTES = 8 * 1024;
const TABLE_SHARE = 0.4;
/** More than a reader would scroll through. */
const OPEN_AT_MOST = 10;

/** Ends with a newline. Undefined where `limitBytes` has no room for it. */
export function stepSummary(report: CheckReport, limitBytes: number): string | undefined {
  const head = [`## ${titleLine(report)}`, ...openingBlocks(report), ...countBlocks(report)];
  const room = limitBytes - RESERVE_BYTES - bytesOf(head.join("\n\n"));
  if (room < 0) return undefined;
  const table = fitRows(report.plans, room * TABLE_SHARE);
  const folds = fitFolds(report, room - bytesOf(table.join("\n\n")));
  return `${[...head, ...table, ...folds].join("\n\n")}\n`;
}

function countBlocks(report: CheckReport): readonly string[] {
  return report.refusal !== undefined && report.plans.length === 0 ? [] : [countLine(report)];
}

function fitRows(plans: readonly PlanReport[], room: number): readonly string[] {
  if (plans.length === 0) return [];
  const rows: string[] = [];
  let left = room - bytesOf(PLAN_TABLE_HEAD);
  for (const plan of plans) {
    const row = planRow(plan);
    left -= bytesOf(row) + 1;
    if (left < 0) break;
    rows.push(row);
  }
  const missing = plans.length - rows.length;
  return [
    [PLAN_TABLE_HEAD, ...rows].join("\n"),
    ...(missing === 0
      ? []
      : [`${countOf(missing, "plan")} more: a summary has room for no more rows. See \`reconcile status\`.`]),
  ];
}

function fitFolds(report: CheckReport, room: number): readonly string[] {
  const blocks: string[] = [];
  let left = room;
  const fit = (block: string): boolean => {
    left -= bytesOf(block) + 2;
    if (left >= 0) blocks.push(block);
    return left >= 0;
  };
  const { strays, plans, recording } = report;
  if (strays.length > 0)
    fit(details(`✖ ${countOf(strays.length, "fault")} outside of any plan`, faultBlocks(strays), true));
  const shown = plans.findIndex((plan, index) => {
    const isOpen = urgencyOf(plan) !== "rests" && index < OPEN_AT_MOST;
    return !fit(planSection(plan, { recording, isOpen }));
  });
  return shown === -1
    ? blocks
    : [
        ...blocks,
        `The details of ${countOf(plans.length - shown, "plan")} are left out: GitHub shows ${SUMMARY_LIMIT_BYTES / 1024} KiB of a step. See \`reconcile explain PLAN\` and \`reconcile diff PLAN --manifest\`.`,
      ];
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
