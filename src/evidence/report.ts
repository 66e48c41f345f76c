// report.md of a run: what a person reads at each pause and at closeout. A view of the statements and nothing more:
// it reads no clock, decides nothing, and its last line names the statement it was made after.
import type { JudgedApproval, Predicate, Statement, TornResult } from "../model/generated/statement.ts";
import { gateOf } from "../model/phase.ts";
import type { ChainHead } from "../model/run.ts";
import { renderHeadLine } from "./head.ts";
import { codeCell, codeSpan } from "./markdown-text.ts";

export interface ReportInput {
  /** The plan's title. */
  readonly title: string;
  /** All statements of the run, in order; at least one. */
  readonly statements: readonly Statement[];
  /** The last of them. */
  readonly head: ChainHead;
  /** Where the run was left and why, and what a person can do next; undefined where nobody has to do anything. */
  readonly next: { readonly text: string; readonly todo: string | undefined };
}

/** The report as Markdown, with a newline at its end. Text of documents is shown in code spans only. */
export function renderReport({ title, statements, head, next }: ReportInput): string {
  const predicates = statements.map(({ predicate }) => predicate);
  const last = predicates.at(-1);
  if (last === undefined) throw new Error("a run without statements has no report");
  const sections = [
    [`# Run ${codeSpan(last.run.id)}`],
    [codeSpan(title)],
    frameTable(predicates, last),
    ["## Where it stands"],
    [codeSpan(next.text)],
    ...(next.todo === undefined ? [] : [[`Next: ${codeSpan(next.todo)}`]]),
    ["## Steps"],
    stepsTable(predicates),
    ...tornSections(predicates),
    ...gateSections(predicates),
    [renderHeadLine(head)],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

const MODES = {
  DRYRUN: "DRYRUN: every change was simulated, nothing was written to a database",
  LIVE: "LIVE: the changes are for a database",
} as const;

function frameTable(predicates: readonly Predicate[], last: Predicate): readonly string[] {
  const manifest = predicates.find(
    ({ phase, outcome }) => phase === "manifest" && outcome === "PASSED",
  )?.result;
  const units = manifest?.["units"];
  const manifestSha256 = manifest?.["sha256"];
  return [
    "| | |",
    "|---|---|",
    `| Plan | ${codeCell(last.run.plan)}, attempt ${last.run.attempt} |`,
    `| Mode | ${MODES[last.run.mode]} |`,
    `| Commit | ${codeCell(last.source.commit)} of ${codeCell(last.source.ref)} |`,
    `| Facts | ${last.facts === null ? "not pinned yet" : codeCell(last.facts.sha256)} |`,
    `| Manifest | ${typeof manifestSha256 === "string" ? `${codeCell(manifestSha256)}, ${String(units)} units` : "not made yet"} |`,
    `| Policy | ${last.policy === null ? "none" : `version ${last.policy.version}, ${codeCell(last.policy.sha256)}`} |`,
  ];
}

function stepsTable(predicates: readonly Predicate[]): readonly string[] {
  const rows = predicates.map(({ seq, phase, outcome, observed, reasons }) => {
    const why = reasons.map(codeCell).join(", ");
    return `| ${seq} | ${codeCell(phase)} | ${outcome} | ${observed.at} | ${why === "" ? "–" : why} |`;
  });
  return ["| seq | step | outcome | when | reasons |", "|---:|---|---|---|---|", ...rows];
}

/** What is known of each step that was torn: whoever opens SG_3 answers for exactly this. */
function tornSections(predicates: readonly Predicate[]): readonly (readonly string[])[] {
  const torn = predicates.filter(({ result }) => "known" in result);
  if (torn.length === 0) return [];
  return [["## Torn steps"], ...torn.map(tornTable)];
}

function tornTable({ seq, phase, result }: Predicate): readonly string[] {
  const { known, partialState } = result as unknown as TornResult;
  return [
    `${codeSpan(phase)} (statement ${seq}): nobody can say that it was done, nor that it was not. Nothing of it is tried again.`,
    "",
    "| known | |",
    "|---|---|",
    `| why | ${known.reasons.map(codeCell).join(", ")} |`,
    `| change set | ${codeCell(known.changeSetId)} |`,
    `| rows found done | ${known.seen ?? "nobody could look"} of ${known.units} |`,
    `| transaction | ${known.transaction === null ? "not known" : codeCell(known.transaction)} |`,
    `| partial state | ${codeCell(partialState.sha256)} |`,
  ];
}

/** One section for every time a gate was judged and that went on record. */
function gateSections(predicates: readonly Predicate[]): readonly (readonly string[])[] {
  const judged = predicates.filter(({ phase }) => gateOf(phase) !== undefined);
  if (judged.length === 0) return [];
  return [["## Gates"], ...judged.flatMap(gateSection)];
}

function gateSection({ seq, phase, outcome, result, approvals }: Predicate): readonly (readonly string[])[] {
  const counted = Array.isArray(result["counted"])
    ? result["counted"].map((person) => codeSpan(String(person)))
    : [];
  const who = counted.length === 0 ? "nobody" : counted.join(", ");
  const way = typeof result["resolution"] === "string" ? ` to ${codeSpan(result["resolution"])}` : "";
  const what = outcome === "PASSED" ? `opened by ${who}${way}` : `not opened; counted: ${who}`;
  const heading = `${gateOf(phase) ?? phase} (statement ${seq}): ${what}, of ${String(result["threshold"])} needed.`;
  return approvals.length === 0 ? [[heading]] : [[heading], approvalsTable(approvals)];
}

function approvalsTable(approvals: readonly JudgedApproval[]): readonly string[] {
  const rows = approvals.map((approval) => {
    const verdicts = [approval.authenticity, approval.binding, approval.policy].map(codeCell).join(" | ");
    return `| ${codeCell(approval.person)} | ${approval.decision} | ${verdicts} | ${codeCell(approval.sha256)} |`;
  });
  return [
    "| person | decision | authenticity | binding | policy | SHA-256 |",
    "|---|---|---|---|---|---|",
    ...rows,
  ];
}
