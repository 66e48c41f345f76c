// One plan's fold of the summary: what it is, why it does not go on and what to do, what the next reconcile would do, its
// units, its gates. Everything in it is limited, so that no plan crowds out the others.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { renderPlace } from "../../diagnostics/place.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import { urgencyOf, type PlanReport } from "../check/check-report.ts";
import { describeStep } from "../views/step-words.ts";
import { stepStyle } from "../views/style.ts";
import { gateBlocks } from "./gate-section.ts";
import { codeSpan, details, htmlCode, sentence, sentenceCell, table } from "./markdown-text.ts";
import { countOf, markOf, standingOf, titleOf } from "./plan-words.ts";
import { unitBlocks } from "./unit-section.ts";

const FAULTS_SHOWN = 25;

export function planSection(plan: PlanReport, { recording, isOpen }: Shown): string {
  const { outcome } = plan;
  const head = `${markOf(outcome)} ${htmlCode(outcome.plan)} ${standingOf(outcome)}`;
  const body = [
    ...identityBlocks(plan),
    ...reasonBlocks(plan),
    ...faultBlocks(outcome.diagnostics),
    ...nextBlocks(plan),
    ...differenceBlocks(plan, recording),
    ...gateBlocks(plan),
    ...unitBlocks(plan),
  ];
  return details(head, body, isOpen);
}

interface Shown {
  readonly recording: boolean;
  readonly isOpen: boolean;
}

/** `title` by `alice`, DRYRUN, target `sandbox` (embedded), run `…` */
function identityBlocks(plan: PlanReport): readonly string[] {
  const { outcome, found } = plan;
  const title = titleOf(plan);
  const of = found?.kind === "work" ? found.work : undefined;
  const parts = [
    ...(title === undefined ? [] : [codeSpan(title)]),
    ...(of === undefined ? [] : [`by ${codeSpan(of.document.metadata.author)}`, of.mode]),
    ...(of === undefined ? [] : [`target ${codeSpan(of.target.metadata.name)} (${of.target.spec.driver})`]),
    ...(outcome.run === undefined ? [] : [`run ${codeSpan(outcome.run)}`]),
  ];
  return parts.length === 0 ? [] : [parts.join(", ")];
}

/** Why, in the words that every other view has. */
function reasonBlocks({ outcome }: PlanReport): readonly string[] {
  const { text, reasons } = outcome;
  // How many approvals are missing is in the text already.
  const words = reasons.filter((reason) => reason !== "QUORUM_SHORT" && !text.includes(reason));
  const codes = words.length === 0 ? "" : ` (${words.join(", ")})`;
  return [`**Why:** ${sentence(text)}${codes}`];
}

function nextBlocks({ outcome: { todo } }: PlanReport): readonly string[] {
  return todo === undefined ? [] : [`**Next:** ${sentence(todo)}`];
}

export function faultBlocks(faults: readonly Diagnostic[]): readonly string[] {
  if (faults.length === 0) return [];
  const left = faults.length - FAULTS_SHOWN;
  const shown = faults.slice(0, FAULTS_SHOWN).map(faultItem);
  return [
    shown.join("\n"),
    ...(left > 0 ? [`And ${countOf(left, "fault")} more: \`reconcile validate\``] : []),
  ];
}

/** `- **target-unknown** at plans/…:6:11: what is wrong. Expected: …. Do: ….` */
function faultItem({ code, place, message, expected, fix }: Diagnostic): string {
  const parts = [
    sentence(message),
    `expected: ${sentence(expected.replace(/\.$/, ""))}`,
    `do: ${sentence(fix)}`,
  ];
  return `- **${code}** at ${codeSpan(renderPlace(place))}: ${parts.join("; ")}`;
}

/** What stood there before, and the statements that were made now. */
function differenceBlocks(plan: PlanReport, recording: boolean): readonly string[] {
  const { outcome, found } = plan;
  if (found?.kind !== "work") return [];
  const { steps } = outcome;
  const title = recording ? "What this reconcile did" : "What the next reconcile would do";
  const moved = recording ? "It recorded" : "It would record";
  if (steps.length === 0) {
    const nothing = recording
      ? "Nothing: no statement was recorded."
      : "Nothing: no statement would be recorded.";
    return urgencyOf(plan) === "rests" ? [] : [`#### ${title}`, nothing];
  }
  const before = whereItStands(found).text;
  const rows = steps.map(({ statement: { statement } }) => [
    stepStyle(statement.predicate).mark,
    `\`${statement.predicate.phase}\``,
    sentenceCell(describeStep(statement)),
  ]);
  return [
    `#### ${title}`,
    `${before === outcome.text ? "" : `Before: ${sentence(before)}. `}${moved} ${countOf(steps.length, "statement")}:`,
    table(["", "step", "found"], ["l", "l", "l"], rows),
    ...(recording || outcome.gate === undefined
      ? []
      : [
          "None of this is on record yet. An approval names the record, so it can be written once it is there.",
        ]),
  ];
}
