// Tables that stay tables for a screen reader when a phone shows each row as a card: roles are said outright, and each cell
// carries its column's name.
import { h, type Attributes, type Child, type Element } from "./element.ts";

export interface Column {
  readonly title: string;
  /** How it is set: numbers to the right, a column that may grow, one that must not break. */
  readonly kind?: "number" | "wide" | "tight";
  /** Whether a compact card says the column's name before what stands in it. */
  readonly isNamed?: boolean;
}

/** The first cell is the row's name. Undefined and empty cells are left out of a card. */
export interface Row {
  readonly attributes?: Attributes;
  readonly cells: readonly Child[];
}

export interface RowGroup {
  readonly attributes?: Attributes;
  /** Over the group, in a row of its own. */
  readonly heading?: Child;
  readonly rows: readonly Row[];
}

export interface Table {
  readonly id?: string;
  /** Whether a phone shows cells side by side, and not one below the other with its column's name. */
  readonly isCompact?: boolean;
  /** What the table holds; said to screen readers, and shown where `showsCaption`. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly groups: readonly RowGroup[];
}

export function dataTable({ id, isCompact = false, caption, columns, groups }: Table): Element {
  return h(
    "div",
    { class: "table-frame" },
    h(
      "table",
      { id, role: "table", class: isCompact ? "data compact" : "data" },
      h("caption", { class: "for-readers" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...columns.map(columnHead))),
      ...groups.map((group) => groupOf(group, columns)),
    ),
  );
}

/** A table of one group. */
export function plainTable(table: Omit<Table, "groups"> & { readonly rows: readonly Row[] }): Element {
  const { rows, ...rest } = table;
  return dataTable({ ...rest, groups: [{ rows }] });
}

function columnHead({ title, kind }: Column): Element {
  return h("th", { role: "columnheader", scope: "col", class: kind }, title);
}

function groupOf({ attributes, heading, rows }: RowGroup, columns: readonly Column[]): Element {
  const head =
    heading === undefined
      ? undefined
      : h(
          "tr",
          { role: "row", class: "group-head" },
          h("th", { role: "rowheader", scope: "rowgroup", colspan: columns.length }, heading),
        );
  return h("tbody", { role: "rowgroup", ...attributes }, head, ...rows.map((row) => rowOf(row, columns)));
}

function rowOf({ attributes, cells }: Row, columns: readonly Column[]): Element {
  return h(
    "tr",
    { role: "row", ...attributes },
    ...columns.map((column, at) => cellOf(cells[at], column, at)),
  );
}

function cellOf(content: Child, { title, kind, isNamed }: Column, at: number): Element {
  if (at === 0) return h("th", { role: "rowheader", scope: "row", class: kind }, content);
  const name = [kind, isNamed === true && "named"].filter(Boolean).join(" ");
  return h("td", { role: "cell", class: name === "" ? undefined : name, "data-label": title }, content);
}
