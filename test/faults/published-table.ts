// Holds a table of docs/reliability.md against what was seen to happen. UPDATE_GOLDEN=1 writes it anew.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { format } from "prettier";

const PAGE = path.join(import.meta.dirname, "../../docs/reliability.md");

/** Rows of cells, the first of them the head. The table stands between two comments with its name. */
export async function publishTable(name: string, rows: readonly (readonly string[])[]): Promise<void> {
  const [head = [], ...body] = rows;
  const lines = [head, head.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
  const page = readFileSync(PAGE, "utf8");
  const [begin, end] = [`<!-- ${name}: written by its test -->`, `<!-- ${name}: end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  assert.ok(from !== -1 && to > from, `docs/reliability.md has a place for the table "${name}"`);
  const text = `${page.slice(0, from)}${begin}\n\n${lines.join("\n")}\n\n${page.slice(to)}`;
  const seen = await format(text, { parser: "markdown", printWidth: 110 });
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(PAGE, seen);
  else assert.equal(page, seen, `the table "${name}" of docs/reliability.md is what was seen`);
}
