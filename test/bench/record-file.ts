// The file in docs/ that keeps what was measured, and the parts of docs/ that are made from it.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";
import { drawPlot } from "./plot.ts";
import type { BenchRecord } from "./record.ts";
import { tablesOf } from "./table.ts";

const DOCS = path.join(import.meta.dirname, "../../docs");
const RECORD = path.join(DOCS, "performance/results.json");
const PLOT = path.join(DOCS, "performance/growth.svg");
const PAGE = path.join(DOCS, "performance.md");

const BEGIN = "<!-- results: begin -->";
const END = "<!-- results: end -->";

export interface Page {
  readonly file: string;
  readonly text: string;
}

export function readRecord(): BenchRecord | undefined {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, "utf8")) as BenchRecord) : undefined;
}

/** Keeps the record, and makes anew what is made from it. */
export async function writeRecord(record: BenchRecord): Promise<void> {
  mkdirSync(path.dirname(RECORD), { recursive: true });
  writeFileSync(RECORD, await format(JSON.stringify(record), { parser: "json", printWidth: 110 }));
  for (const { file, text } of await renderPages()) writeFileSync(file, text);
}

/** The plot, and the page with its tables in place of those between the two marks; the rest of the page is as it was. */
export async function renderPages(): Promise<readonly Page[]> {
  const record = readRecord();
  if (record === undefined) return [];
  const page = replaceBetween(readFileSync(PAGE, "utf8"), tablesOf(record));
  return [
    { file: PLOT, text: drawPlot(record.cases) },
    { file: PAGE, text: await format(page, { parser: "markdown", printWidth: 110 }) },
  ];
}

function replaceBetween(page: string, text: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`docs/performance.md has no ${BEGIN} and ${END}`);
  return `${page.slice(0, begin)}${BEGIN}\n\n${text}\n\n${page.slice(end)}`;
}
