// The line of a document that a diagnostic is about, with a caret under what is meant, cut to the columns there are.
import type { Excerpt } from "./diagnostic.ts";
import { displayCells, showCells, widthOf, type Cell } from "./display-cells.ts";
import type { Place } from "./place.ts";

export interface MarkedLine {
  readonly place: Place;
  readonly excerpt: Excerpt;
}

/** The line as it is shown, in three parts so that the middle one can be coloured, and the caret under the middle. */
export interface RenderedExcerpt {
  readonly number: string;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  readonly caret: string;
}

interface Parts {
  readonly before: readonly Cell[];
  readonly marked: readonly Cell[];
  readonly after: readonly Cell[];
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
}

const GUTTER = " | ".length;
const LEAST_COLUMNS = 20;
const CUT = "…";

/** At most `columns` wide (never under 20 for the text); what is left out on either side shows as `…`. */
export function renderExcerpt(line: MarkedLine, columns: number): RenderedExcerpt {
  const number = String(line.place.line).padStart(5);
  const room = Math.max(LEAST_COLUMNS, columns - number.length - GUTTER);
  const parts = fitParts(splitLine(line, room), room);
  const before = `${parts.cutLeft ? CUT : ""}${showCells(parts.before)}`;
  const indent = widthOf(parts.before) + (parts.cutLeft ? 1 : 0);
  return {
    number,
    before,
    marked: showCells(parts.marked),
    after: `${showCells(parts.after)}${parts.cutRight ? CUT : ""}`,
    caret: `${" ".repeat(indent)}${"^".repeat(Math.max(1, widthOf(parts.marked)))}`,
  };
}

/** Takes no more of a long line than could be shown on either side of the mark. */
function splitLine(line: MarkedLine, room: number): Parts {
  const { text, length } = line.excerpt;
  const reach = Number.isFinite(room) ? room : text.length;
  const from = line.place.column - 1;
  const start = skipPoints(text, 0, Math.max(0, from - reach));
  const mark = skipPoints(text, start, Math.min(from, reach));
  const markEnd = skipPoints(text, mark, Math.min(length, reach));
  const end = skipPoints(text, markEnd, reach);
  return {
    before: displayCells(text, start, mark),
    marked: displayCells(text, mark, markEnd),
    after: displayCells(text, markEnd, end),
    cutLeft: start > 0,
    cutRight: end < text.length,
  };
}

/** The index in code units that lies `count` code points after `index`. */
function skipPoints(text: string, index: number, count: number): number {
  let at = index;
  for (let left = count; left > 0 && at < text.length; left -= 1) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  }
  return at;
}

function fitParts(parts: Parts, room: number): Parts {
  const width = widthOf(parts.before) + widthOf(parts.marked) + widthOf(parts.after);
  if (width <= room && !parts.cutLeft && !parts.cutRight) return parts;
  const inner = room - 2 * CUT.length;
  const marked = keepStart(parts.marked, inner - Math.min(widthOf(parts.before), Math.floor(inner / 3)));
  const rest = inner - widthOf(marked);
  const wantedAfter = Math.min(widthOf(parts.after), Math.floor(rest / 2));
  const before = keepEnd(parts.before, rest - wantedAfter);
  const after = marked.length < parts.marked.length ? [] : keepStart(parts.after, rest - widthOf(before));
  return {
    before,
    marked,
    after,
    cutLeft: parts.cutLeft || before.length < parts.before.length,
    cutRight: parts.cutRight || marked.length < parts.marked.length || after.length < parts.after.length,
  };
}

function keepStart(cells: readonly Cell[], room: number): readonly Cell[] {
  let width = 0;
  const end = cells.findIndex((cell) => (width += cell.width) > room);
  return end === -1 ? cells : cells.slice(0, end);
}

function keepEnd(cells: readonly Cell[], room: number): readonly Cell[] {
  let width = 0;
  const last = cells.findLastIndex((cell) => (width += cell.width) > room);
  return cells.slice(last + 1);
}
