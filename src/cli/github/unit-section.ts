// What a plan would do to the units of its target: counted, explained, the conflicts listed, the manifest's first rows.
import type { UnitState } from "../../reconcile/unit-outlook.ts";
import type { PlanReport } from "../check/check-report.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { shortDigest } from "../views/step-words.ts";
import { codeCell, codeSpan, table } from "./markdown-text.ts";
import { countOf } from "./plan-words.ts";

const ROWS_SHOWN = 15;
const CONFLICTS_SHOWN = 15;

const STATES: Readonly<Record<UnitState, { readonly mark: string; readonly means: string }>> = {
  new: { mark: "+", means: "not in the target; would be created" },
  unchanged: { mark: "=", means: "in the target with the same text; left as it is" },
  changed: {
    mark: "!",
    means: "in the target with another text; in conflict, for nothing is ever written over",
  },
  retired: { mark: "!", means: "in the target and retired; in conflict, for nothing retired comes back" },
};

export function unitBlocks(plan: PlanReport): readonly string[] {
  const { units } = plan.outcome;
  if (units === undefined) return manifestBlocks(plan);
  const rows = (Object.keys(STATES) as UnitState[]).map((state) => [
    STATES[state].mark,
    state,
    groupDigits(units.counts[state]),
    STATES[state].means,
  ]);
  const others = [
    "",
    "others",
    groupDigits(units.others),
    "in the target under the same prefix, not in this cut; nobody touches them",
  ];
  return [
    "#### Units against the target",
    table(
      ["", "units", "", "what that means"],
      ["l", "l", "r", "l"],
      units.others === 0 ? rows : [...rows, others],
    ),
    ...conflictBlocks(plan),
    ...manifestBlocks(plan),
  ];
}

function conflictBlocks({ outcome }: PlanReport): readonly string[] {
  const { units } = outcome;
  if (units === undefined || units.conflicts.length === 0) return [];
  const total = units.counts.changed + units.counts.retired;
  const shown = units.conflicts.slice(0, CONFLICTS_SHOWN);
  return [
    `${countOf(total, "unit")} in conflict${moreThan(total, shown.length)}:`,
    table(
      ["unit", "is there as", "in life", "cut as", "line of the source"],
      ["l", "l", "l", "l", "r"],
      shown.map(({ address, foundSha256, lifecycle, expectedSha256, line }) => [
        codeCell(address),
        codeCell(shortDigest(foundSha256)),
        lifecycle,
        codeCell(shortDigest(expectedSha256)),
        groupDigits(line),
      ]),
    ),
  ];
}

/** Without facts there is no mark: nobody looked. */
function manifestBlocks({ outcome, found }: PlanReport): readonly string[] {
  if (found?.kind !== "work") return [];
  const { rows, sha256 } = found.work.manifest;
  const known = outcome.units?.first;
  const first = rows.values().take(ROWS_SHOWN).toArray();
  const shown = first.map((row, index) => {
    const state = known?.[index]?.state;
    const lines = row.startLine === row.endLine ? `${row.startLine}` : `${row.startLine}–${row.endLine}`;
    return [state === undefined ? "" : STATES[state].mark, codeCell(row.address), lines, codeCell(row.title)];
  });
  const left = rows.length - shown.length;
  return [
    `#### Manifest: ${countOf(rows.length, "unit")}, ${codeSpan(shortDigest(sha256))}`,
    table(["", "unit", "lines", "title"], ["l", "l", "r", "l"], shown),
    ...(left > 0
      ? [`And ${countOf(left, "unit")} more: ${codeSpan(`reconcile diff ${outcome.plan} --manifest`)}`]
      : []),
    ...(known === undefined ? ["The target was not asked, so nothing is said here of what it holds."] : []),
  ];
}

function moreThan(total: number, shown: number): string {
  return total > shown ? `, the first ${groupDigits(shown)} of them` : "";
}
