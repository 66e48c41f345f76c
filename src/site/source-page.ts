// The document as it was cut: its whole text in order, each unit under its address, so that one can read where every cut
// falls. The text is shown, never rendered.
import { chunkIndex, chunkSteps, type ChunkedPages } from "./chunk-nav.ts";
import type { Chunk } from "./chunks.ts";
import { CHANGE_SIGNS, CHANGE_WORDS } from "./cut-section.ts";
import { h, type Child, type Element } from "./element.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteCut, SiteData, SiteUnit } from "./site-data.ts";
import { chunkPath } from "./site-paths.ts";
import { sourceText } from "./source-text.ts";
import { subjectHead } from "./subject-head.ts";
import { tabsOf, unitAnchor, type Subject } from "./subject.ts";
import { code, count, digest, number, own } from "./texts.ts";
import { unitDepths } from "./unit-depths.ts";

export function* sourcePages(data: SiteData, subject: Subject, cut: SiteCut): Generator<SitePage> {
  const { folder, source: chunks } = subject;
  const pages: ChunkedPages<SiteUnit> = { folder, kind: "source", chunks, nameOf: ({ row }) => row.address };
  const depths = unitDepths(cut.units);
  for (const [current, chunk] of chunks.entries()) {
    const path = chunkPath(folder, "source", current);
    yield framePage(data, {
      path,
      title: `Source of ${subject.name}`,
      trail: [...subject.trail, { text: "Source", path }],
      band: subject.band,
      main: [
        subjectHead(subject),
        tabsOf(subject, path, "source"),
        h("h2", {}, "The text, and where each cut falls"),
        sourceLead(cut),
        chunkIndex(pages, current),
        h(
          "div",
          { class: "source" },
          current === 0 ? beforeAll(cut) : undefined,
          unitsOf(cut, chunk, depths),
        ),
        chunkSteps(pages, current),
      ],
    });
  }
}

function sourceLead({ path, sha256, units }: SiteCut): Element {
  return h(
    "p",
    { class: "lead" },
    code(path),
    `, ${count(units.length, "unit")}. At each broken line one unit ends and the next begins, whose address stands beside it. SHA-256 of the whole: `,
    digest(sha256),
  );
}

/** What stands before the first unit, and belongs to none. */
function beforeAll({ path, before }: SiteCut): Child {
  if (before === "") return undefined;
  return h(
    "div",
    { class: "unit unit-none" },
    h("div", { class: "unit-margin" }, h("p", {}, "before the first unit"), h("p", {}, "belongs to none")),
    textOf(before, path),
  );
}

function unitsOf(
  cut: SiteCut,
  { first, items }: Chunk<SiteUnit>,
  depths: readonly number[],
): readonly Child[] {
  let level = 2;
  return items.map((unit, at) => {
    const depth = depths[first + at] ?? 0;
    // A heading is never more than one level below the one before it, wherever a page begins.
    level = Math.min(level + 1, 3 + depth, 6);
    return unitBlock(unit, { index: first + at, level, path: cut.path });
  });
}

interface UnitPlace {
  readonly index: number;
  readonly level: number;
  readonly path: string;
}

function unitBlock({ row, text, change }: SiteUnit, { index, level, path }: UnitPlace): Element {
  const anchor = unitAnchor(index);
  return h(
    "div",
    { class: "unit", id: anchor },
    h(
      "div",
      { class: "unit-margin" },
      h(
        `h${level}`,
        {},
        h("a", { href: `#${anchor}` }, code(row.address)),
        h("span", { class: "for-readers" }, ` ${row.title}`),
      ),
      h(
        "p",
        {},
        row.startLine === row.endLine ? `line ${row.startLine}` : `lines ${row.startLine}–${row.endLine}`,
        `, ${count(row.endByte - row.startByte, "byte")}`,
      ),
      change === undefined
        ? undefined
        : h(
            "p",
            { class: `change change-${change}` },
            h("span", { class: "change-sign", "aria-hidden": "true" }, CHANGE_SIGNS[change]),
            CHANGE_WORDS[change],
          ),
    ),
    textOf(text, path, row.title),
  );
}

/** The line that holds the unit's title is set as a heading, where it is the first. */
function textOf(text: string, path: string, title?: string): Element {
  const { head, rest } = splitHeading(text, title);
  const shown = sourceText(rest);
  return h(
    "pre",
    { class: "unit-text" },
    h(
      "code",
      { dir: "auto" },
      head === "" ? undefined : h("b", { class: "unit-heading" }, sourceText(head).content),
      shown.content,
    ),
    shown.left > 0 &&
      h(
        "span",
        { class: "left-out" },
        `${number(shown.left)} more characters stand in `,
        own(path),
        " and are left out here.",
      ),
  );
}

function splitHeading(
  text: string,
  title: string | undefined,
): { readonly head: string; readonly rest: string } {
  const end = text.indexOf("\n");
  const first = end === -1 ? text : text.slice(0, end);
  const isHeading = title !== undefined && title !== "" && first.includes(title) && first.length < 500;
  return isHeading ? { head: first, rest: text.slice(first.length) } : { head: "", rest: text };
}
