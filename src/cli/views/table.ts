// A table that fits its terminal: the columns that matter least go first, nothing is cut off, and a row may have notes of its own
// beneath it. The first column is a name, and always stays. Its rows are gone through twice, and never held all at once.
import { textWidth } from "../../diagnostics/display-cells.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

export interface Column {
  readonly title: string;
  /** The columns with the lowest go first; the first column stays whatever it has here. */
  readonly keep: number;
  /** Only for the last one: its texts are broken at their spaces where there is little room. */
  readonly wraps?: true;
}

export interface Row {
  readonly cells: readonly string[];
  readonly notes: readonly Line[];
}

interface Room {
  readonly paint: Paint;
  /** Of the terminal. */
  readonly columns: number;
}

const GAP = "  ";
const LEAST_TEXT = 16;
/** A longer name gets a line of its own where there is no room beside it. */
const NAME_WIDTH = 24;

/** Title row, then each row with its notes. A column that holds nothing anywhere is left out. */
export function* tableLines(
  columns: readonly Column[],
  rows: Iterable<Row>,
  { paint, columns: width }: Room,
): Generator<Line> {
  const { natural, isFilled, name } = measureRows(columns, rows, width);
  const least = natural.map((one, index) =>
    columns[index]?.wraps === true ? Math.min(one, LEAST_TEXT) : one,
  );
  const filled = columns.flatMap((_column, index) =>
    index === 0 || isFilled[index] === true ? [index] : [],
  );
  const isWide = sumOf(filled, least) <= width;
  const widths = isWide ? least : [name, ...least.slice(1)];
  const shown = fitColumns(filled, columns, { widths, width });
  const titles = columns.map(({ title }) => paint("dim", title));
  yield* rowLines(titles, columns, { shown, widths });
  for (const { cells, notes } of rows) {
    yield* rowLines(cells, columns, { shown, widths });
    yield* notes;
  }
}

interface Measured {
  /** By column, with its title. */
  readonly natural: readonly number[];
  readonly isFilled: readonly boolean[];
  /** The widest name of those that leave room for the other columns; the longer ones get a line of their own. */
  readonly name: number;
}

function measureRows(columns: readonly Column[], rows: Iterable<Row>, width: number): Measured {
  const natural = columns.map(({ title }) => textWidth(title));
  const isFilled = columns.map(() => false);
  const most = Math.min(NAME_WIDTH, Math.floor(width / 2));
  let name = (natural[0] ?? 0) <= most ? (natural[0] ?? 0) : 0;
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) {
      const own = textWidth(cell);
      natural[index] = Math.max(natural[index] ?? 0, own);
      if (cell !== "") isFilled[index] = true;
      if (index === 0 && own <= most) name = Math.max(name, own);
    }
  }
  return { natural, isFilled, name };
}

function sumOf(shown: readonly number[], widths: readonly number[]): number {
  return shown.reduce((sum, index) => sum + (widths[index] ?? 0), 0) + GAP.length * (shown.length - 1);
}

function fitColumns(
  all: readonly number[],
  columns: readonly Column[],
  { widths, width }: { readonly widths: readonly number[]; readonly width: number },
): readonly number[] {
  let shown = all;
  while (shown.length > 1 && sumOf(shown, widths) > width) {
    const keeps = shown.slice(1).map((index) => columns[index]?.keep ?? 0);
    const least = keeps.indexOf(Math.min(...keeps)) + 1;
    shown = shown.filter((_index, place) => place !== least);
  }
  return shown;
}

interface Fit {
  readonly shown: readonly number[];
  readonly widths: readonly number[];
}

function rowLines(
  cells: readonly string[],
  columns: readonly Column[],
  { shown, widths }: Fit,
): readonly Line[] {
  const [name = "", ...others] = shown.map((index) => cells[index] ?? "");
  const room = widths[0] ?? 0;
  const isLong = textWidth(name) > room;
  const last = shown.at(-1) ?? 0;
  const text = columns[last]?.wraps === true ? others.pop() : undefined;
  const padded = others.map((cell, place) => pad(cell, widths[shown[place + 1] ?? 0] ?? 0));
  const lead = [isLong ? " ".repeat(room) : pad(name, room), ...padded].join(GAP);
  const line: Line =
    text === undefined ? { verbatim: lead.trimEnd() } : { lead: `${lead}${GAP}`, text, besides: true };
  const isEmpty = lead.trim() === "" && text === undefined;
  return isLong ? [{ verbatim: name }, ...(isEmpty ? [] : [line])] : [line];
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}
