// The units of a cut in a table, each against what the target had; divided over pages where there are many.
import { chunkIndex, chunkSteps, type ChunkedPages } from "./chunk-nav.ts";
import { CHANGE_SIGNS, CHANGE_WORDS, type CutLinks } from "./cut-section.ts";
import { plainTable, type Row } from "./data-table.ts";
import { h, type Child } from "./element.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteCut, SiteData, SiteUnit } from "./site-data.ts";
import { chunkPath } from "./site-paths.ts";
import { subjectHead } from "./subject-head.ts";
import { cutLinks, tabsOf, type Subject } from "./subject.ts";
import { code, count, cutDigest, own } from "./texts.ts";
import { unitDepths } from "./unit-depths.ts";

export function* unitsPages(data: SiteData, subject: Subject, cut: SiteCut): Generator<SitePage> {
  const { folder, units: chunks } = subject;
  const pages: ChunkedPages<SiteUnit> = { folder, kind: "units", chunks, nameOf: ({ row }) => row.address };
  const depths = unitDepths(cut.units);
  for (const [current, { first, items }] of chunks.entries()) {
    const path = chunkPath(folder, "units", current);
    const links = cutLinks(subject, path);
    const rows = items.map((unit, at) => unitRow(unit, first + at, { depths, links }));
    yield framePage(data, {
      path,
      title: `Units of ${subject.name}`,
      trail: [...subject.trail, { text: "Units", path }],
      band: subject.band,
      main: [
        subjectHead(subject),
        tabsOf(subject, path, "units"),
        h("h2", {}, `${count(cut.units.length, "unit")}, against what the target had`),
        chunkIndex(pages, current),
        unitsTable(rows),
        chunkSteps(pages, current),
      ],
    });
  }
}

function unitsTable(rows: readonly Row[]): Child {
  return plainTable({
    isCompact: true,
    caption: "Units in the order of the source",
    columns: [
      { title: "Address", kind: "tight" },
      { title: "Title", kind: "wide" },
      { title: "Lines", kind: "number", isNamed: true },
      { title: "Against the target", kind: "tight" },
      { title: "In the target", isNamed: true },
      { title: "SHA-256 of its text", kind: "tight" },
    ],
    rows,
  });
}

interface UnitSurroundings {
  readonly depths: readonly number[];
  readonly links: CutLinks;
}

const DEEPEST = 5;

function unitRow({ row, change, found }: SiteUnit, index: number, { depths, links }: UnitSurroundings): Row {
  const depth = Math.min(depths[index] ?? 0, DEEPEST);
  return {
    cells: [
      h("a", { class: `address depth-${depth}`, href: links.unit(index) }, code(row.address)),
      own(row.title),
      row.startLine === row.endLine ? row.startLine : `${row.startLine}–${row.endLine}`,
      change === undefined
        ? undefined
        : h(
            "span",
            { class: `change change-${change}` },
            h("span", { class: "change-sign", "aria-hidden": "true" }, CHANGE_SIGNS[change]),
            CHANGE_WORDS[change],
          ),
      found === undefined
        ? undefined
        : [found.lifecycle, found.sha256 === row.sha256 ? undefined : [", ", cutDigest(found.sha256)]],
      cutDigest(row.sha256),
    ],
  };
}
