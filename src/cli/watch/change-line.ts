// How a change reads in one line: what moved, from where to where, in which run, why, and who acts next.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { Published } from "../publish-runs.ts";
import { joinParts } from "../views/lay-out.ts";
import { STATE_STYLES, type Paint } from "../views/style.ts";
import type { Change, Standing } from "./notice-changes.ts";

const STATE_WIDTH = "waiting at SG_1".length;

export interface LineStyle {
  readonly paint: Paint;
  /** Columns for the plan's name. */
  readonly planWidth: number;
  /** Whether commits are named in full. */
  readonly isVerbose: boolean;
}

/** The line without its time and its newline. Text of documents and of git is made fit to be shown. */
export function changeLine(change: Change, style: LineStyle): string {
  switch (change.kind) {
    case "commit":
      return commitLine(change, style);
    case "plan":
      return planLine(change, style);
    case "gone":
      return goneLine(change.from, style);
    case "strays":
      return straysLine(change.faults, style);
    case "published":
      return publishedLine(change.published, style);
    case "unpublished":
      return refusalLine("runs/ is on disk and was not published", change.refusal, style);
    case "refused":
      return refusalLine("not reconciled", change.refusal, style);
  }
}

function commitLine(
  { from, to, isAgain }: Extract<Change, { kind: "commit" }>,
  { isVerbose }: LineStyle,
): string {
  const name = visibleText(to.ref);
  const at = nameOf(to.commit, isVerbose);
  if (isAgain) return `reconciled again: ${name} is at ${at}`;
  if (from === undefined) return `${name} is at ${at}`;
  if (from.ref !== to.ref) return `HEAD went from ${visibleText(from.ref)} to ${name}, at ${at}`;
  return `${name} went from ${nameOf(from.commit, isVerbose)} to ${at}`;
}

/** `◼ handbook  waiting at SG_1 → waiting at SG_2  handbook-f88264866a7b  0 of 1 approvals; carol may approve` */
function planLine({ from, to }: Extract<Change, { kind: "plan" }>, { paint, planWidth }: LineStyle): string {
  const { mark, tone } = STATE_STYLES[to.state];
  const now = where(to.state, to.gate?.gate);
  const before = from === undefined ? now : where(from.state, from.gate);
  const moved = before === now ? paint(tone, now) : `${before} → ${paint(tone, now)}`;
  const shown = before === now ? now : `${before} → ${now}`;
  return joinParts([
    `${paint(tone, mark)} ${paint("strong", to.plan)}${pad(to.plan, planWidth)}`,
    `${moved}${pad(shown, STATE_WIDTH)}`,
    paint("dim", to.run ?? ""),
    whyAndNext(to),
  ]);
}

/** What the state has said already, at the start of an outcome's text. */
const SAID = /^(?:closed; |failed: |waits at SG_[123] with )/u;

function whyAndNext({ state, text, todo, diagnostics }: PlanOutcome): string {
  const [fault] = diagnostics;
  const why = fault === undefined ? text.replace(SAID, "") : faultText(fault, diagnostics.length);
  // Who may open a gate is said in the text.
  const next = todo === undefined || state === "waiting" ? "" : `; next: ${todo}`;
  return visibleText(`${why}${next}`);
}

function goneLine({ plan, state, gate }: Standing, { paint, planWidth }: LineStyle): string {
  const name = `${paint("dim", "–")} ${paint("strong", plan)}${pad(plan, planWidth)}`;
  return joinParts([name, `${where(state, gate)} → gone from the commit`]);
}

function straysLine(faults: readonly Diagnostic[], { paint }: LineStyle): string {
  const [fault] = faults;
  if (fault === undefined)
    return `${paint("good", "✔")} the documents that belong to no plan are in order again`;
  const found = visibleText(faultText(fault, faults.length));
  return `${paint("bad", "✖")} in no plan's documents: ${found}; next: reconcile validate`;
}

function faultText({ place, code, message }: Diagnostic, count: number): string {
  const more = count === 1 ? "" : `, and ${count - 1} more`;
  return `${place.file}:${place.line}:${place.column} ${code}: ${message}${more}`;
}

function publishedLine({ commit, pushed }: Published, { isVerbose }: LineStyle): string {
  const made =
    commit === undefined ? "runs/ was committed already" : `runs/ committed as ${nameOf(commit, isVerbose)}`;
  return pushed === undefined ? made : `${made}; origin is at ${nameOf(pushed.tip, isVerbose)}`;
}

function refusalLine(what: string, { code, message, todo }: Refusal, { paint }: LineStyle): string {
  const next = code === "LOCK_HELD" ? "it is tried again every second" : `next: ${todo}`;
  return `${paint("bad", "✖")} ${what}: ${code}: ${visibleText(message)}; ${visibleText(next)}`;
}

function where(state: PlanOutcome["state"], gate: string | undefined): string {
  return `${STATE_STYLES[state].word}${gate === undefined || state === "closed" ? "" : ` at ${gate}`}`;
}

function pad(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - text.length));
}

function nameOf(commit: string, isVerbose: boolean): string {
  return isVerbose ? commit : commit.slice(0, 12);
}
