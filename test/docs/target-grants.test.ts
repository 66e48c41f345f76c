// The tables of docs/target.md are what the program goes by.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { contractOf } from "../../src/model/contract.ts";
import { ARGUMENTS, COLUMNS, rightsOf } from "../../src/target/facts/relied-on.ts";
import { targetOf } from "../target/sample.ts";

const text = readFileSync(path.join(import.meta.dirname, "../../docs/target.md"), "utf8");

/** Cells of every row of a table, by its first cell; what is in backquotes stands for the cell. */
const rows = new Map(
  text
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1))
    .map(
      ([name = "", ...cells]) =>
        [/`([^`]+)`/.exec(name)?.[1] ?? "", cells.map((cell) => cell.trim())] as const,
    )
    .map(([name, cells]) => [`${name} ${cells.length}`, cells] as const),
);

test("every column that is relied on is listed, with its type, and no other", () => {
  for (const [table, columns] of Object.entries(COLUMNS)) {
    const listed = [...(rows.get(`${table} 1`)?.[0] ?? "").matchAll(/`(\w+ \w+)`/g)].map(
      ([, column]) => column,
    );
    assert.deepEqual(
      listed,
      Object.entries(columns).map(([column, type]) => `${column} ${type}`),
    );
  }
});

test("every right is listed, and no other", () => {
  const contract = contractOf(targetOf([]));
  const { execute, verify, review, read } = contract.roles;
  const rights = rightsOf(contract);
  const objects = new Set(rights.map(({ object }) => object));
  for (const object of objects) {
    const cells = rows.get(`${object} 4`);
    const expected = [execute, verify, review, read].map((role) =>
      rights
        .filter((right) => right.role === role && right.object === object)
        .map(({ privilege }) => privilege)
        .join(", "),
    );
    assert.deepEqual(cells, expected, object);
  }
  assert.equal([...rows.keys()].filter((key) => key.endsWith(" 4")).length, objects.size);
});

test("both functions are listed with their arguments", () => {
  const { create, enact } = contractOf(targetOf([])).functions;
  assert.ok(text.includes(`\`${create}(${ARGUMENTS.create})\` → \`text\``));
  assert.ok(text.includes(`\`${enact}(${ARGUMENTS.enact})\` → \`text\``));
});
