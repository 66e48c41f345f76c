// What a run's cut would make, against what the target had: the numbers, a bar of them, and every conflict.
import { plainTable } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import type { SiteCut, SiteUnit } from "./site-data.ts";
import { code, count, cutDigest, digest, number, own } from "./texts.ts";
import type { UnitChange } from "../model/unit-changes.ts";

export interface CutLinks {
  readonly units: string;
  readonly source: string;
  /** The unit's place in the source, by its index. */
  readonly unit: (index: number) => string;
}

export const CHANGE_WORDS: Readonly<Record<UnitChange, string>> = {
  new: "new",
  unchanged: "unchanged",
  conflict: "in conflict",
};

export const CHANGE_SIGNS: Readonly<Record<UnitChange, string>> = { new: "+", unchanged: "=", conflict: "!" };

/** More than these stand on the pages of units alone. */
const CONFLICTS_SHOWN = 50;

export function cutSection(cut: SiteCut, links: CutLinks): Element {
  return h(
    "section",
    { "aria-labelledby": "cut" },
    h("h2", { id: "cut" }, "What it would make"),
    h(
      "p",
      { class: "lead" },
      code(cut.path),
      ` is cut into ${count(cut.units.length, "unit")}: `,
      h("a", { href: links.units }, "the list of them"),
      ", and ",
      h("a", { href: links.source }, "the text with every cut marked"),
      ".",
    ),
    changesOf(cut),
    conflictsOf(cut, links),
    h(
      "dl",
      { class: "pins" },
      h("dt", {}, "Source"),
      h("dd", {}, digest(cut.sha256)),
      h("dt", {}, "Manifest"),
      h("dd", {}, digest(cut.manifestSha256)),
    ),
  );
}

const CHANGES = ["new", "unchanged", "conflict"] as const satisfies readonly UnitChange[];

/** Counts in words, with a bar that repeats them. */
function changesOf({ units }: SiteCut): Child {
  if (units.length === 0 || units.every(({ change }) => change === undefined))
    return h("p", { class: "none" }, "Not held against a target yet: no run has read its facts.");
  const counts = CHANGES.map((change) => ({
    change,
    found: units.filter((unit) => unit.change === change).length,
  }));
  return [
    h(
      "ul",
      { class: "changes" },
      counts.map(({ change, found }) =>
        h(
          "li",
          { class: `change change-${change}` },
          h("span", { class: "change-sign", "aria-hidden": "true" }, CHANGE_SIGNS[change]),
          h("b", {}, number(found)),
          ` ${CHANGE_WORDS[change]}`,
        ),
      ),
    ),
    changeBar(counts, units.length),
  ];
}

const BAR_WIDTH = 1000;

/** Decoration: the counts stand over it. */
function changeBar(
  counts: readonly { readonly change: UnitChange; readonly found: number }[],
  total: number,
): Element {
  let x = 0;
  const parts = counts.map(({ change, found }) => {
    const width = Math.round((found / total) * BAR_WIDTH);
    const part = h("rect", { class: `bar-${change}`, x, y: 0, width, height: 10 });
    x += width;
    return part;
  });
  return h(
    "svg",
    {
      class: "change-bar",
      viewBox: `0 0 ${BAR_WIDTH} 10`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
      focusable: "false",
    },
    parts,
  );
}

function conflictsOf({ units }: SiteCut, links: CutLinks): Child {
  const found = units.flatMap((unit, index) => (unit.change === "conflict" ? [{ unit, index }] : []));
  if (found.length === 0) return undefined;
  const rest = found.length - CONFLICTS_SHOWN;
  return [
    h("h3", {}, "In conflict: the target has another text there, or has retired it"),
    plainTable({
      caption: "Units that the target has otherwise",
      columns: [
        { title: "Address" },
        { title: "Title", kind: "wide" },
        { title: "In the target", kind: "tight" },
        { title: "Its text there", kind: "tight" },
        { title: "Its text here", kind: "tight" },
      ],
      rows: found.slice(0, CONFLICTS_SHOWN).map(({ unit, index }) => ({
        cells: conflictCells(unit, links.unit(index)),
      })),
    }),
    rest > 0 &&
      h(
        "p",
        {},
        `${count(rest, "more conflict")}: see `,
        h("a", { href: links.units }, "the list of units"),
        ".",
      ),
  ];
}

function conflictCells({ row, found }: SiteUnit, link: string): readonly Child[] {
  return [
    h("a", { href: link }, code(row.address)),
    own(row.title),
    found?.lifecycle,
    found === undefined ? undefined : cutDigest(found.sha256),
    cutDigest(row.sha256),
  ];
}
