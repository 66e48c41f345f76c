// The table of `reconcile status`: a row a plan, those first that somebody has to do something about, and under each of them
// why it stands there and what is next.
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { Line } from "./lay-out.ts";
import { stateWords, whyLines } from "./outcome-lines.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor, paintState, STATE_STYLES, type Paint } from "./style.ts";
import { tableLines, type Column } from "./table.ts";

const COLUMNS: readonly Column[] = [
  { title: "  PLAN", keep: 9 },
  { title: "STATE", keep: 8 },
  { title: "SINCE (UTC)", keep: 4 },
  { title: "NEXT", keep: 6 },
  { title: "MODE", keep: 3 },
  { title: "RUN", keep: 1 },
];

/** The closed ones last, by name within. `terminal` gives the room there is. */
export function statusTable(
  outcomes: readonly PlanOutcome[],
  { color, columns }: { readonly color: boolean; readonly columns: number },
): readonly Line[] {
  const paint = paintFor(color);
  const sorted = [...outcomes.filter(needsSomebody), ...outcomes.filter((one) => !needsSomebody(one))];
  const rows = sorted.map((outcome) => ({
    cells: cellsOf(outcome, paint),
    notes: [...staleLines(outcome, paint), ...(needsSomebody(outcome) ? whyLines(outcome, paint) : [])],
  }));
  return [...tableLines(COLUMNS, rows, { paint, columns })];
}

function staleLines({ gate }: PlanOutcome, paint: Paint): readonly Line[] {
  if (gate?.stale !== true) return [];
  const text = "an approval that lies there does not count: it is for what has changed since";
  return [{ lead: `    ${paint("wait", "!")} `, text }];
}

/** Whether anybody can, or has to, do something about it. */
export function needsSomebody({ todo }: PlanOutcome): boolean {
  return todo !== undefined;
}

function cellsOf(outcome: PlanOutcome, paint: Paint): readonly string[] {
  const { plan, state, mode, run, since } = outcome;
  const { mark, tone } = STATE_STYLES[state];
  return [
    `${paint(tone, mark)} ${paint("strong", plan)}`,
    paintState(paint, state, stateWords(outcome)),
    since?.slice(0, "2026-11-21T10:00".length).replace("T", " ") ?? "",
    actorWords(outcome),
    mode ?? "",
    run ?? "",
  ];
}

const NOBODY = "nobody";

/** Who acts next, as far as the state says it: at a gate the persons, else the document's author or the next reconcile. */
function actorWords({ state, gate, todo }: PlanOutcome): string {
  if (todo === undefined) return NOBODY;
  switch (state) {
    case "waiting":
      return gate === undefined || gate.mayOpen.length === 0
        ? "the policy's admins"
        : gate.mayOpen.join(", ");
    case "ready":
    case "stale":
      return "reconcile";
    case "refused":
      return deniersOf(gate) ?? (gate === undefined ? "the author" : personWords(gate.mayOpen));
    case "invalid":
    case "orphaned":
      return "the author";
    case "failed":
    case "error":
      return "an operator";
    case "closed":
    case "superseded":
      return NOBODY;
  }
}

function deniersOf(gate: PlanOutcome["gate"]): string | undefined {
  const deniers = (gate?.judged ?? []).filter(
    ({ policy, decision }) => policy === "DENIED" && decision === "deny",
  );
  return deniers.length === 0 ? undefined : personWords(deniers.map(({ person }) => person));
}

const PERSONS_NAMED = 2;

/** All are named where it says why the run waits. */
function personWords(persons: readonly string[]): string {
  if (persons.length === 0) return "the admins";
  return persons.length <= PERSONS_NAMED
    ? persons.join(" or ")
    : `${groupDigits(persons.length)} persons may`;
}
