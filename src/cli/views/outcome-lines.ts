// One plan's outcome as lines of text: where it stands, what was done now, why it stopped, who acts next.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { GateVerdict, JudgedFile } from "../../approvals/gate-verdict.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import { conflictLines } from "./conflict-lines.ts";
import { joinParts, type Line } from "./lay-out.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { describeStep, shortDigest } from "./step-words.ts";
import { label, paintState, STATE_STYLES, stepStyle, STEP_WIDTH, UNIT_MARKS, type Paint } from "./style.ts";

const INDENT = "    ";

/** The block of one plan. */
export function outcomeLines(outcome: PlanOutcome, paint: Paint, verbose = false): readonly Line[] {
  return [
    headline(outcome, paint),
    ...outcome.steps.flatMap((step) => stepLines(outcome, step, { paint, verbose })),
    ...previewLines(outcome, paint),
    ...gateLines(outcome.gate, paint),
    ...whyLines(outcome, paint),
  ];
}

/** `◼ handbook  waiting at SG_1  DRYRUN  handbook-7f3a9c21d0b4  Operations handbook` */
export function headline(outcome: PlanOutcome, paint: Paint): Line {
  const { mark, tone } = STATE_STYLES[outcome.state];
  return {
    lead: `${paint(tone, mark)} `,
    text: joinParts([
      paint("strong", outcome.plan),
      paintState(paint, outcome.state, stateWords(outcome)),
      outcome.mode ?? "",
      paint("dim", outcome.run ?? ""),
      visibleText(outcome.title ?? ""),
    ]),
  };
}

/** `waiting at SG_1` */
export function stateWords({ state, gate }: PlanOutcome): string {
  const where = gate === undefined || state === "closed" ? "" : ` at ${gate.gate}`;
  return `${STATE_STYLES[state].word}${where}`;
}

/** Why it stands where it stands, and what is next; the latter only where somebody can do something. */
export function whyLines({ text, todo }: Pick<PlanOutcome, "text" | "todo">, paint: Paint): readonly Line[] {
  return [
    { lead: `${INDENT}${label("why", paint)}`, text: visibleText(text.replace(SAID, "")) },
    ...(todo === undefined ? [] : [{ lead: `${INDENT}${label("next", paint)}`, text: visibleText(todo) }]),
  ];
}

/** What the headline has said already. */
const SAID = /^(?:closed; |failed: )/;

const CONFLICTS_SHOWN = 5;

function stepLines(
  outcome: PlanOutcome,
  { statement, run, tookMs }: StepTaken,
  { paint, verbose }: { readonly paint: Paint; readonly verbose: boolean },
): readonly Line[] {
  const { predicate } = statement.statement;
  const { mark, tone } = stepStyle(predicate);
  const of = run === outcome.run ? "" : paint("dim", `  (run ${run})`);
  const lead = `${INDENT}${paint(tone, mark)} ${predicate.phase.padEnd(STEP_WIDTH)}  `;
  const details = `statement ${statement.seq}  ${statement.sha256}  ${tookMs.toFixed(1)} ms`;
  return [
    { lead, text: `${visibleText(describeStep(statement.statement))}${of}` },
    ...conflictLines(statement.statement, CONFLICTS_SHOWN).map((line) => `${INDENT}    ${line}`),
    ...(verbose ? [`${INDENT}    ${paint("dim", details)}`] : []),
  ];
}

function previewLines({ preview }: PlanOutcome, paint: Paint): readonly Line[] {
  if (preview === undefined) return [];
  const left = preview.total - preview.first.length;
  const units = preview.total === 1 ? "unit" : "units";
  return [
    {
      lead: `${INDENT}${label("would", paint)}`,
      text: preview.total === 0 ? "create no unit" : `create ${groupDigits(preview.total)} ${units}`,
    },
    ...preview.first.map((row) => ({
      lead: `${INDENT}  ${UNIT_MARKS.new} `,
      text: joinParts([row.address, paint("dim", visibleText(row.title))]),
    })),
    ...(left > 0 ? [moreUnits(left, preview.plan)] : []),
  ];
}

export function moreUnits(left: number, plan: string): Line {
  return { lead: `${INDENT}  … `, text: `${groupDigits(left)} more: reconcile diff ${plan} --manifest` };
}

/** Approvals that lie here and do not count, each with the reason. */
function gateLines(gate: GateVerdict | undefined, paint: Paint): readonly Line[] {
  const idle = (gate?.files ?? []).filter((file) => file.judged.policy !== "COUNTED");
  return idle.map((file) => ({
    lead: `${INDENT}${paint("wait", "!")} `,
    text: `${file.path}  ${visibleText(idleWords(file))}`,
  }));
}

function idleWords({ judged, mismatches: [difference] }: JudgedFile): string {
  if (difference === undefined) return judged.policy;
  const { field, found, expected } = difference;
  return `${judged.binding}: ${field} is "${shorten(found)}", expected "${shorten(expected)}"`;
}

/** Digests in full are what reconcile explain shows. */
function shorten(value: string): string {
  return /^[0-9a-f]{64}$/.test(value) ? `${shortDigest(value)}…` : value;
}
