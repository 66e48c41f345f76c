// A table whatever the width: a name is never cut off, and no terminal is too narrow to say anything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { layOut } from "../../../src/cli/views/lay-out.ts";
import { tableLines } from "../../../src/cli/views/table.ts";
import { paintFor } from "../../../src/cli/views/style.ts";

test("names stand whole at every width", () => {
  const columns = [
    { title: "PLAN", keep: 9 },
    { title: "STATE", keep: 5 },
  ];
  const rows = [{ cells: ["a-plan-with-a-long-name", "waiting at SG_1"], notes: [] }];
  for (let width = 1; width <= 120; width += 1) {
    const lines = [...tableLines(columns, rows, { paint: paintFor(false), columns: width })];
    const text = layOut(lines, width).join("\n");
    assert.ok(text.includes("a-plan-with-a-long-name"), `${width}: ${text}`);
  }
});

test("a table has any number of rows", () => {
  const rows = Array.from({ length: 200_000 }, (_, index) => ({ cells: [`unit ${index}`], notes: [] }));
  const lines = [...tableLines([{ title: "UNIT", keep: 1 }], rows, { paint: paintFor(false), columns: 80 })];
  assert.deepEqual(lines.at(-1), { verbatim: "unit 199999" });
});
