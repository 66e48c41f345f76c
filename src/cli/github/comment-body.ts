// The body of the one comment under a pull request, for a job with the right to post it. Short, without a link, and cut
// between whole lines: what needs attention first, then the table.
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import { renderPlace } from "../../diagnostics/place.ts";
import { urgencyOf, type CheckReport, type PlanReport } from "../check/check-report.ts";
import { idleApprovals, reasonOf } from "../check/collect-remarks.ts";
import { wordOf } from "../check/rule-texts.ts";
import { countLine, openingBlocks, titleLine } from "./headline.ts";
import { codeSpan, sentence } from "./markdown-text.ts";
import { planRow, PLAN_TABLE_HEAD } from "./plan-table.ts";
import { countOf, markOf } from "./plan-words.ts";

/** By this line the posting job finds the comment that it made before. */
export const COMMENT_MARKER = "<!-- cutplan: plan check -->";
/** GitHub takes 65,536 characters; a comment that long would be read by nobody. */
const LIMIT = 30_000;
const LINES_SHOWN = 30;
const FAULTS_A_PLAN = 3;

/** Ends with a newline. */
export function commentBody(report: CheckReport): string {
  const { plans, refusal } = report;
  const ended = refusal !== undefined && plans.length === 0;
  const head = [COMMENT_MARKER, `### ${titleLine(report)}`, ...openingBlocks(report)];
  const urgent = plans.filter((plan) => urgencyOf(plan) !== "rests");
  const attention = fit(urgent, attentionLine, LIMIT / 3);
  const rows = fit(plans, planRow, LIMIT / 3);
  const strays = report.strays.length === 0 ? [] : [strayLine(report)];
  return `${[
    ...head,
    ...(ended ? [] : [countLine(report)]),
    ...(rows.lines.length === 0 ? [] : [[PLAN_TABLE_HEAD, ...rows.lines].join("\n")]),
    ...restOf(rows.left),
    ...(attention.lines.length + strays.length === 0 ? [] : [[...strays, ...attention.lines].join("\n")]),
    ...restOf(attention.left),
    ...(ended ? [] : ["The summary of the job that made this has the details of each plan."]),
  ].join("\n\n")}\n`;
}

/** `- ◼ handbook: waits at SG_1 with 0 of 1 approvals; bob may approve. Next: what to do.`, or the first faults. */
function attentionLine({ outcome }: PlanReport): string {
  const { plan, text, todo, diagnostics } = outcome;
  const head = `- ${markOf(outcome)} ${codeSpan(plan)}: `;
  if (diagnostics.length === 0) {
    const next = todo === undefined ? "" : ` Next: ${sentence(todo)}.`;
    return [
      `${head}${sentence(text)}.${next}`,
      ...idleApprovals(outcome).slice(0, FAULTS_A_PLAN).map(idleLine),
    ].join("\n");
  }
  const faults = diagnostics.slice(0, FAULTS_A_PLAN).map(({ code, place, message }) => {
    return `  - ${code} at ${codeSpan(renderPlace(place))}: ${sentence(message)}`;
  });
  const left = diagnostics.length - faults.length;
  const more = left > 0 ? [`  - and ${countOf(left, "fault")} more`] : [];
  return [`${head}${countOf(diagnostics.length, "fault")}`, ...faults, ...more].join("\n");
}

/** `  - the approval of bob does not count, PLAN_STALE: the plan was changed after it was given` */
function idleLine(file: JudgedFile): string {
  const { code } = reasonOf(file);
  return `  - the approval of ${codeSpan(file.judged.person)} does not count, ${code}: ${sentence(wordOf(code) ?? code)}`;
}

function strayLine(report: CheckReport): string {
  const [first] = report.strays;
  const example =
    first === undefined ? "" : `, the first ${first.code} at ${codeSpan(renderPlace(first.place))}`;
  return `- ✖ **${countOf(report.strays.length, "fault")} outside of any plan**${example}`;
}

interface Fitted {
  readonly lines: readonly string[];
  readonly left: number;
}

function fit(plans: readonly PlanReport[], render: (plan: PlanReport) => string, room: number): Fitted {
  const lines: string[] = [];
  let size = 0;
  for (const plan of plans.slice(0, LINES_SHOWN)) {
    const line = render(plan);
    size += line.length + 1;
    if (size > room) break;
    lines.push(line);
  }
  return { lines, left: plans.length - lines.length };
}

function restOf(left: number): readonly string[] {
  return left === 0 ? [] : [`And ${countOf(left, "plan")} more.`];
}
