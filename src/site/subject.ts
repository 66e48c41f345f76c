// What a set of pages is about: a run, or a plan that has none yet. Its pages lie in one folder, know each other by tabs,
// and divide what is long among them.
import { divide, placesIn, type Chunk } from "./chunks.ts";
import { h, type Element } from "./element.ts";
import type { CutLinks } from "./cut-section.ts";
import type { PageContent } from "./page-frame.ts";
import type { SiteCut, SiteStatement, SiteUnit } from "./site-data.ts";
import { chunkPath, indexOf, linkTo, type ChunkedKind } from "./site-paths.ts";
import { weightOf } from "./source-text.ts";
import { number } from "./texts.ts";

export interface Subject {
  readonly folder: string;
  /** What its first page is called in the tabs. */
  readonly kind: "Run" | "Plan";
  readonly name: string;
  readonly title: string;
  readonly trail: PageContent["trail"];
  readonly band: Element | undefined;
  readonly cut: SiteCut | undefined;
  readonly units: readonly Chunk<SiteUnit>[];
  readonly source: readonly Chunk<SiteUnit>[];
  readonly statements: readonly Chunk<SiteStatement>[];
}

/** Units, or statements, on one page at most; and the HTML of their text in characters, roughly. */
const UNITS_A_PAGE = 500;
const STATEMENTS_A_PAGE = 100;
const TEXT_A_PAGE = 1_000_000;

type Pages = Pick<Subject, "units" | "source" | "statements">;

export function divideOverPages(cut: SiteCut | undefined, statements: readonly SiteStatement[]): Pages {
  const units = cut?.units ?? [];
  return {
    units: divide(units, {
      count: UNITS_A_PAGE,
      weight: TEXT_A_PAGE,
      weigh: ({ row }) => weightOf(row.title),
    }),
    source: divide(units, { count: UNITS_A_PAGE, weight: TEXT_A_PAGE, weigh: ({ text }) => weightOf(text) }),
    statements: divide(statements, {
      count: STATEMENTS_A_PAGE,
      weight: TEXT_A_PAGE,
      weigh: ({ covers, gate }) => 400 * (covers.length + 5) + 1500 * (gate?.approvals.length ?? 0),
    }),
  };
}

export function unitAnchor(index: number): string {
  return `unit-${index + 1}`;
}

/** The ways to the pages of its cut, from one of its pages. */
export function cutLinks(subject: Subject, from: string): CutLinks {
  const { folder } = subject;
  const places = placesIn(subject.source);
  return {
    units: linkTo(from, chunkPath(folder, "units", 0)),
    source: linkTo(from, chunkPath(folder, "source", 0)),
    unit: (index) => linkTo(from, chunkPath(folder, "source", places[index] ?? 0), unitAnchor(index)),
  };
}

export function statementAnchor(seq: number): string {
  return `statement-${seq}`;
}

/** The way to a statement on the pages of evidence, from one of its pages. */
export function statementLinks({ folder, statements }: Subject, from: string): (seq: number) => string {
  const places = placesIn(statements);
  const pages = new Map(
    statements.flatMap(({ items }) => items).map(({ seq }, index) => [seq, places[index] ?? 0]),
  );
  return (seq) => linkTo(from, chunkPath(folder, "evidence", pages.get(seq) ?? 0), statementAnchor(seq));
}

/** The pages of the subject beside each other; `current` is the one that is open. */
export function tabsOf(subject: Subject, from: string, current: ChunkedKind | "index"): Element {
  const { folder, kind, cut, statements } = subject;
  const total = statements.reduce((sum, { items }) => sum + items.length, 0);
  const tab = (key: ChunkedKind | "index", text: string, found: number | undefined): Element =>
    h(
      "li",
      {},
      h(
        "a",
        {
          href: linkTo(from, key === "index" ? indexOf(folder) : chunkPath(folder, key, 0)),
          "aria-current": key === current ? "page" : undefined,
        },
        text,
        found === undefined ? undefined : h("span", { class: "tab-count" }, ` ${number(found)}`),
      ),
    );
  return h(
    "nav",
    { class: "tabs", "aria-label": `Pages of this ${kind.toLowerCase()}` },
    h(
      "ul",
      {},
      tab("index", kind, undefined),
      cut === undefined
        ? undefined
        : [tab("units", "Units", cut.units.length), tab("source", "Source", undefined)],
      total === 0 ? undefined : tab("evidence", "Evidence", total),
    ),
  );
}
