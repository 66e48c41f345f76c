// One plan's difference as a plan of what will happen: what it would do, to how many units, and why; and at the end of all of
// them how many would move. Words only: what a difference is, is decided elsewhere.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { glueText } from "../../diagnostics/wrap-text.ts";
import type { Facts } from "../../model/generated/facts.ts";
import type { ManifestRow } from "../../model/generated/manifest-row.ts";
import { changeOf, unitsByAddress } from "../../model/unit-changes.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { OpenedCase, PlanWork } from "../../reconcile/plan-work.ts";
import { lookAtUnits, type UnitOutlook } from "../../reconcile/unit-outlook.ts";
import { conflictLine } from "./conflict-lines.ts";
import { joinParts, type Line } from "./lay-out.ts";
import { headline, moreUnits, whyLines } from "./outcome-lines.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { shortDigest } from "./step-words.ts";
import { label, STATE_STYLES, UNIT_MARKS, type Paint } from "./style.ts";
import { tableLines, type Row } from "./table.ts";

/** The target's facts, or why there are none: the refusal of whoever was asked, or nothing where nobody was. */
export type AskedFacts = Facts | Refusal | undefined;

export interface ShownDifference {
  readonly found: OpenedCase;
  readonly outcome: PlanOutcome;
  readonly facts: AskedFacts;
  /** Facts that moved under an open run, in words. */
  readonly moved: readonly string[];
}

export interface DiffStyle {
  readonly paint: Paint;
  readonly columns: number;
  /** Whether every unit is listed. */
  readonly manifest: boolean;
}

const INDENT = "    ";
const ROWS_SHOWN = 5;

/** As they are made: with its manifest a plan may have a million. */
export function* diffLines(shown: ShownDifference, style: DiffStyle): Generator<Line> {
  const { found, outcome, moved, facts } = shown;
  const { paint } = style;
  const work = found.kind === "work" ? found.work : undefined;
  const would = work === undefined ? undefined : wouldWords(work, outcome.text);
  yield headline(outcome, paint);
  if (would !== undefined) yield { lead: `${INDENT}${label("would", paint)}`, text: would.what };
  if (work !== undefined) yield* unitLines(work, shown, style);
  const todo = facts instanceof Refusal ? facts.todo : outcome.todo;
  yield* whyLines({ text: would?.why ?? outcome.text, todo }, paint);
  for (const text of moved) yield { lead: `${INDENT}${label("facts", paint)}`, text };
}

interface Would {
  readonly what: string;
  readonly why: string;
}

/** What the next reconcile would do, where it would do anything. */
function wouldWords({ difference, refusal }: PlanWork, text: string): Would | undefined {
  const { kind, replaces } = difference;
  switch (kind) {
    case "start":
      return { what: "start its run, and stop at SG_1 before the first write", why: "it has not begun" };
    case "supersede":
      return {
        what: `end ${replaces.join(", ")} as superseded, start a run of its own, and stop at SG_1`,
        why: "the plan or its source is another text than that run's",
      };
    case "restart":
      return {
        what: "end this attempt as stale, begin another one, and stop at SG_1",
        why: "the facts moved under the run; approvals of this attempt do not count for the next",
      };
    case "advance":
      return { what: text.replace(/^would /, ""), why: "nothing is missing" };
    case "refuse":
      return refusal === undefined
        ? undefined
        : { what: `record that it is refused (${refusal.code})`, why: refusal.message };
    case "wait":
    case "refused":
    case "failed":
    case "converged":
    case "orphaned":
    case "invalid":
      return undefined;
  }
}

function* unitLines(work: PlanWork, { facts, outcome }: ShownDifference, style: DiffStyle): Generator<Line> {
  const { paint, manifest } = style;
  const { rows } = work.manifest;
  const total = groupDigits(rows.length);
  const lead = `${INDENT}${label("units", paint)}`;
  const target = work.target.metadata.name;
  if (facts instanceof Refusal || facts === undefined) {
    if (facts !== undefined)
      yield { lead, text: `${total}; what target ${target} has is unknown: ${visibleText(facts.message)}` };
    else if (outcome.state !== "closed") yield { lead, text: `${total}; target ${target} is not asked` };
    if (manifest) yield* manifestLines(work, undefined, style);
    return;
  }
  const outlook = lookAtUnits(work.manifest, facts, unitsByAddress(facts));
  yield { lead, text: `${total} in target ${target}: ${countWords(outlook, paint)}` };
  yield* manifest ? manifestLines(work, facts, style) : previewLines(work, outlook, paint);
}

/** `+ 25 new, = 5 unchanged, ! 0 in conflict` */
function countWords({ counts }: UnitOutlook, paint: Paint): string {
  const conflicts = counts.changed + counts.retired;
  const inConflict = `${UNIT_MARKS.changed} ${groupDigits(conflicts)} in conflict`;
  return [
    `${UNIT_MARKS.new} ${groupDigits(counts.new)} new`,
    `${UNIT_MARKS.unchanged} ${groupDigits(counts.unchanged)} unchanged`,
    conflicts === 0 ? inConflict : paint("bad", inConflict),
  ]
    .map(glueText)
    .join(", ");
}

/** Every conflict that is kept, and the first units that are new. */
function previewLines(
  work: PlanWork,
  { counts, conflicts, first }: UnitOutlook,
  paint: Paint,
): readonly Line[] {
  const inConflict = counts.changed + counts.retired;
  const shown = conflicts.slice(0, ROWS_SHOWN);
  const created = first.filter(({ state }) => state === "new").slice(0, ROWS_SHOWN);
  const left = inConflict - shown.length + counts.new - created.length;
  return [
    ...shown.map((conflict) => `${INDENT}  ${paint("bad", conflictLine(conflict))}`),
    ...created.map(({ row }) => ({
      lead: `${INDENT}  ${UNIT_MARKS.new} `,
      text: joinParts([row.address, paint("dim", visibleText(row.title))]),
    })),
    ...(left > 0 ? [moreUnits(left, work.plan)] : []),
  ];
}

const COLUMNS = [
  { title: "  ADDRESS", keep: 9 },
  { title: "LINES", keep: 5 },
  { title: "SHA-256", keep: 3 },
  { title: "TITLE", keep: 7, wraps: true },
] as const;

/** Every unit, with its lines and digest; under a conflict what is there and what is wanted. */
function* manifestLines(
  work: PlanWork,
  facts: Facts | undefined,
  { paint, columns }: DiffStyle,
): Generator<Line> {
  const found = facts === undefined ? undefined : unitsByAddress(facts);
  const rowOf = (row: ManifestRow): Row => {
    const unit = found?.get(row.address);
    const change = found === undefined ? undefined : changeOf(row, unit);
    const mark = change === undefined ? "?" : change === "conflict" ? UNIT_MARKS.changed : UNIT_MARKS[change];
    const there = change !== "conflict" || unit === undefined ? [] : [conflictWords(unit, row.sha256)];
    return {
      cells: [
        `${mark} ${row.address}`,
        `${row.startLine}–${row.endLine}`,
        shortDigest(row.sha256),
        visibleText(row.title),
      ],
      notes: there.map((text) => `${INDENT}    ${paint("bad", text)}`),
    };
  };
  const rows: Iterable<Row> = {
    *[Symbol.iterator]() {
      for (const row of work.manifest.rows) yield rowOf(row);
    },
  };
  yield { lead: `${INDENT}  `, text: `manifest ${work.manifest.sha256}` };
  for (const line of tableLines(COLUMNS, rows, { paint, columns: columns - INDENT.length }))
    yield indentLine(line);
}

function indentLine(line: Line): Line {
  if (typeof line === "string") return line;
  return "verbatim" in line
    ? { verbatim: `${INDENT}${line.verbatim}` }
    : { ...line, lead: `${INDENT}${line.lead}` };
}

function conflictWords({ sha256, lifecycle }: { sha256: string; lifecycle: string }, wanted: string): string {
  return `there ${shortDigest(sha256)} (${lifecycle}), wanted ${shortDigest(wanted)}`;
}

const LEGEND = [
  `${UNIT_MARKS.new} to be created`,
  `${UNIT_MARKS.unchanged} there with the same text, left alone`,
  `${UNIT_MARKS.changed} there otherwise: stops the run`,
] as const;
const LEGEND_UNKNOWN = "? not known, the target was not read";

/** The legend of the marks, the total, and what to run next. */
export function diffEnding(
  shown: readonly ShownDifference[],
  {
    paint,
    manifest,
    asked,
  }: { readonly paint: Paint; readonly manifest: boolean; readonly asked: readonly string[] },
): readonly Line[] {
  const works = shown.filter(({ found }) => found.kind === "work");
  const isRead = works.some(({ facts }) => facts !== undefined && !(facts instanceof Refusal));
  const isUnknown = manifest && works.some(({ facts }) => facts === undefined || facts instanceof Refusal);
  const moving = shown.filter(wouldMove);
  const legend = [...LEGEND, ...(isUnknown ? [LEGEND_UNKNOWN] : [])].map(glueText);
  return [
    ...(isRead || isUnknown ? [{ lead: "", text: paint("dim", joinParts(legend)) }, ""] : []),
    totalLine(shown),
    ...(moving.length === 0
      ? []
      : [{ lead: label("next", paint), command: ["reconcile run", ...asked].join(" ") }]),
  ];
}

function wouldMove({ found, outcome }: ShownDifference): boolean {
  return found.kind === "work" && wouldWords(found.work, outcome.text) !== undefined;
}

/** `2 plans to move, 1 refusal to record, 1 waiting, 1 closed` */
function totalLine(shown: readonly ShownDifference[]): string {
  const kinds = shown
    .filter(wouldMove)
    .map(({ found }) => (found.kind === "work" ? found.work.difference.kind : ""));
  const refusals = kinds.filter((kind) => kind === "refuse").length;
  const moving = kinds.length - refusals;
  const others = shown.filter((one) => !wouldMove(one));
  const states = [...Map.groupBy(others, ({ outcome }) => outcome.state)].map(
    ([state, those]) => `${groupDigits(those.length)} ${STATE_STYLES[state].word}`,
  );
  const plans =
    moving === 0 ? "no plan to move" : `${groupDigits(moving)} ${moving === 1 ? "plan" : "plans"} to move`;
  const recorded = `${groupDigits(refusals)} ${refusals === 1 ? "refusal" : "refusals"} to record`;
  return [plans, ...(refusals === 0 ? [] : [recorded]), ...states].join(", ");
}
