import assert from "node:assert/strict";
import { test } from "node:test";
import { GOVERNED_TABLES } from "../../src/target/governed-columns.ts";
import { seedRows } from "../../src/target/seed-rows.ts";
import { factsOf } from "./sample.ts";

const SHA = "a1".repeat(32);
const SEED = [
  { address: "DOC/B/C", sha256: SHA, lifecycle: "retired" },
  { address: "DOC", sha256: SHA, lifecycle: "draft" },
  { address: "DOC.X/A", sha256: SHA, lifecycle: "enacted" },
] as const;

test("a seed fills three tables, each sorted by key, with the life that each unit must have had", () => {
  const rowsOf = seedRows(SEED);
  assert.deepEqual(
    [...rowsOf("public.information_unit")],
    [
      ["DOC", "DOC", null, "DOC", "draft"],
      ["DOC.X/A", "DOC.X", null, "DOC.X/A", "enacted"],
      ["DOC/B/C", "DOC", null, "DOC/B/C", "retired"],
    ],
  );
  assert.deepEqual([...rowsOf("public.unit_version")][0], ["DOC", "1", null, `\\x${SHA}`, null]);
  assert.deepEqual(
    [...rowsOf("public.iu_lifecycle_log")],
    [
      ["DOC", "1", null, "draft", null, null],
      ["DOC.X/A", "1", null, "draft", null, null],
      ["DOC.X/A", "2", "draft", "enacted", null, null],
      ["DOC/B/C", "1", null, "draft", null, null],
      ["DOC/B/C", "2", "draft", "enacted", null, null],
      ["DOC/B/C", "3", "enacted", "retired", null, null],
    ],
  );
});

test("a seed has as many rows in each table as a memory target counts", () => {
  const { totals } = factsOf(SEED);
  for (const table of GOVERNED_TABLES) assert.equal([...seedRows(SEED)(table)].length, totals[table], table);
});
