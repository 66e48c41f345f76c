// The table of `reconcile status`: a row a plan, cut to the width of the terminal from the right.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { Terminal } from "../terminal.ts";
import { paintFor, STATE_STYLES } from "./style.ts";

const TITLES = ["PLAN", "STATE", "MODE", "SINCE", "RUN"] as const;
const NOTHING = "–";
const GAP = "  ";

/** Title row, a row for each plan, and under each plan that does not rest the reason and the next step. */
export function statusTable(outcomes: readonly PlanOutcome[], terminal: Terminal): readonly string[] {
  const paint = paintFor(terminal.color);
  const rows = outcomes.map(cellsOf);
  const widths = TITLES.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
      .join(GAP);
  const body = outcomes.flatMap((outcome, index) => {
    const { tone } = STATE_STYLES[outcome.state];
    const row = cut(line(rows[index] ?? []), terminal.columns);
    return [outcome.state === "closed" ? row : paint(tone, row), ...notesOf(outcome)];
  });
  return [paint("dim", cut(line(TITLES), terminal.columns)), ...body];
}

function cellsOf({ plan, state, gate, mode, run, since }: PlanOutcome): readonly string[] {
  const { mark, word } = STATE_STYLES[state];
  const where = gate === undefined ? "" : ` at ${gate.gate}`;
  return [
    plan,
    `${mark} ${word}${where}`,
    mode ?? NOTHING,
    since?.slice(0, 16).replace("T", " ") ?? NOTHING,
    run ?? NOTHING,
  ];
}

function notesOf({ state, text, todo }: PlanOutcome): readonly string[] {
  if (state === "closed") return [];
  return [`${GAP}${visibleText(text)}`, ...(todo === undefined ? [] : [`${GAP}next  ${visibleText(todo)}`])];
}

function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1))}…`;
}
