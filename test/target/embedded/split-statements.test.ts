import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import fc from "fast-check";
import { splitStatements } from "../../../src/target/embedded/split-statements.ts";

const SCHEMA = new URL("../../../src/target/schema/governed-schema.sql", import.meta.url);

const CASES: readonly (readonly [why: string, sql: string, statements: readonly string[]])[] = [
  ["nothing", "", []],
  ["white space, comments and semicolons only", " ;; -- a;\n /* b; */ ;", []],
  ["the last one without a semicolon", "SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]],
  ["a quoted text", "SELECT 'a;b'';c'; SELECT 2", ["SELECT 'a;b'';c'", "SELECT 2"]],
  [
    "a backslash ends no plain text",
    String.raw`SELECT 'a\'; SELECT 2`,
    [String.raw`SELECT 'a\'`, "SELECT 2"],
  ],
  ["an escaped text", String.raw`SELECT E'a\';b'; SELECT 2`, [String.raw`SELECT E'a\';b'`, "SELECT 2"]],
  [
    "a name that ends in e before a text",
    String.raw`SELECT type'a\'; SELECT 2`,
    [String.raw`SELECT type'a\'`, "SELECT 2"],
  ],
  ["a quoted name", 'SELECT "a;""b"; SELECT 2', ['SELECT "a;""b"', "SELECT 2"]],
  ["a dollar quote", "DO $$ BEGIN; END $$; SELECT 2", ["DO $$ BEGIN; END $$", "SELECT 2"]],
  ["one in another", "DO $a$ x; $$ y; $$ ; $a$; SELECT 2", ["DO $a$ x; $$ y; $$ ; $a$", "SELECT 2"]],
  ["a parameter opens nothing", "SELECT $1; SELECT $2$", ["SELECT $1", "SELECT $2$"]],
  ["a dollar within a name opens nothing", "SELECT a$b$c; SELECT d$b$e", ["SELECT a$b$c", "SELECT d$b$e"]],
  ["a comment to the end of the line", "SELECT 1 -- a;'\n+ 1; SELECT 2", ["SELECT 1  \n+ 1", "SELECT 2"]],
  ["a comment in a comment", "SELECT /* a; /* b; */ c; */ 1; SELECT 2", ["SELECT   1", "SELECT 2"]],
  ["a comment that never ends", "SELECT 1; /* a; SELECT 2", ["SELECT 1"]],
  ["two minus signs in a text", "SELECT '--'; SELECT 2", ["SELECT '--'", "SELECT 2"]],
  ["a text in a comment", "SELECT 1 -- it's\n; SELECT 2", ["SELECT 1", "SELECT 2"]],
];

for (const [why, sql, statements] of CASES) {
  test(`SQL is taken apart between statements: ${why}`, () => {
    assert.deepEqual(splitStatements(sql), statements);
  });
}

test("whatever a semicolon is hidden in, as many statements come out as were put in", () => {
  const inner = fc.string({ unit: fc.constantFrom(";", "a", " ", "\n", "-", "*") });
  const piece = fc.oneof(
    inner.map((text) => `'${text}'`),
    inner.map((text) => `"x${text}"`),
    inner.map((text) => `$t$${text}$t$`),
    inner.map((text) => `/*${text.replaceAll("*", "")}*/ 1`),
    fc.constantFrom("SELECT", "x", "1", "+"),
  );
  const statement = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(" "));
  fc.assert(
    fc.property(fc.array(statement, { maxLength: 6 }), (statements) => {
      assert.equal(splitStatements(statements.join(";\n")).length, statements.length);
    }),
    { seed: 15, numRuns: 500 },
  );
});

test("the schema's statements begin as statements do, and none was cut within a body", async () => {
  const statements = splitStatements(await readFile(SCHEMA, "utf8"));
  for (const text of statements) {
    assert.match(text, /^(?:DO|CREATE|GRANT|REVOKE|SET|RESET) /);
    assert.equal((text.match(/\$(?:body|roles)\$/g) ?? []).length % 2, 0);
  }
  assert.equal(statements.filter((text) => text.startsWith("CREATE TABLE ")).length, 9);
});
