// One plan's outcome as lines of text: where it stands, what was done now, why it stopped, who acts next.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { GateVerdict } from "../../approvals/judge-gate.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import { conflictLines } from "./conflict-lines.ts";
import { describeStep, groupDigits } from "./step-words.ts";
import { STATE_STYLES, STEP_MARKS, type Paint } from "./style.ts";

const INDENT = "    ";
const STEP_WIDTH = "pre_write_backup".length;

/** The block of one plan, without a final newline. */
export function outcomeLines(outcome: PlanOutcome, paint: Paint, verbose = false): readonly string[] {
  return [
    headline(outcome, paint),
    ...outcome.steps.flatMap((step) => stepLines(outcome, step, { paint, verbose })),
    ...previewLines(outcome, paint),
    ...gateLines(outcome.gate, paint),
    `${INDENT}${visibleText(outcome.text)}`,
    ...(outcome.todo === undefined
      ? []
      : [`${INDENT}${paint("strong", "next")}  ${visibleText(outcome.todo)}`]),
  ];
}

/** `◼ handbook  waiting at SG_1  DRYRUN  handbook-7f3a9c21d0b4  Operations handbook` */
export function headline(outcome: PlanOutcome, paint: Paint): string {
  const style = STATE_STYLES[outcome.state];
  const where = outcome.gate === undefined || outcome.state === "closed" ? "" : ` at ${outcome.gate.gate}`;
  const parts = [
    `${paint(style.tone, style.mark)} ${paint("strong", outcome.plan)}`,
    paint(style.tone, `${style.word}${where}`),
    outcome.mode ?? "",
    paint("dim", outcome.run ?? ""),
    visibleText(outcome.title ?? ""),
  ];
  return parts.filter((part) => part !== "").join("  ");
}

const CONFLICTS_SHOWN = 5;

function stepLines(
  outcome: PlanOutcome,
  step: StepTaken,
  { paint, verbose }: { readonly paint: Paint; readonly verbose: boolean },
): readonly string[] {
  const of = step.run === outcome.run ? "" : paint("dim", `  (run ${step.run})`);
  return [
    `${INDENT}${stepLine(step, paint)}${of}`,
    ...conflictLines(step.statement.statement, CONFLICTS_SHOWN).map((line) => `${INDENT}    ${line}`),
    ...(verbose
      ? [
          `${INDENT}    ${paint("dim", `statement ${step.statement.seq}  ${step.statement.sha256}  ${step.tookMs.toFixed(1)} ms`)}`,
        ]
      : []),
  ];
}

/** `✔ discover          25 new, 3 unchanged` */
function stepLine({ statement }: StepTaken, paint: Paint): string {
  const { predicate } = statement.statement;
  const tone = predicate.outcome === "PASSED" ? "good" : "bad";
  const words = visibleText(describeStep(statement.statement));
  return `${paint(tone, STEP_MARKS[predicate.outcome])} ${predicate.phase.padEnd(STEP_WIDTH)}  ${words}`;
}

function previewLines({ preview }: PlanOutcome, paint: Paint): readonly string[] {
  if (preview === undefined) return [];
  const left = preview.total - preview.first.length;
  return [
    `${INDENT}${paint("strong", "would create")}  ${groupDigits(preview.total)} ${preview.total === 1 ? "unit" : "units"}`,
    ...preview.first.map((row) => `${INDENT}  + ${row.address}  ${paint("dim", visibleText(row.title))}`),
    ...(left > 0
      ? [`${INDENT}  + ${groupDigits(left)} more: reconcile diff ${preview.plan} --manifest`]
      : []),
  ];
}

/** Approvals that lie here and do not count, each with the reason. */
function gateLines(gate: GateVerdict | undefined, paint: Paint): readonly string[] {
  const idle = (gate?.files ?? []).filter((file) => file.judged.policy !== "COUNTED");
  return idle.map((file) => {
    const difference = file.mismatches[0];
    const why =
      difference === undefined ? file.judged.policy : `${file.judged.binding}: ${differenceText(difference)}`;
    return `${INDENT}${paint("wait", "!")} ${file.path}  ${visibleText(why)}`;
  });
}

function differenceText({
  field,
  expected,
  found,
}: {
  field: string;
  expected: string;
  found: string;
}): string {
  return `${field} is "${found}", expected "${expected}"`;
}
