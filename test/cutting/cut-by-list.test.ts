// Units that a plan lists one by one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, cutFaults, cutRows, faults } from "./cutting-sample.ts";

/** `A/B 1-2` is a unit DOC/A/B with the lines 1 to 2. */
function units(...list: readonly string[]): { address: string; title: string; lines: number[] }[] {
  return list.map((text) => {
    const [name = "", lines = ""] = text.split(" ");
    return {
      address: name.startsWith("/") ? name.slice(1) : `DOC/${name}`,
      title: ` ${name} `,
      lines: lines.split("-").map(Number),
    };
  });
}

const SOURCE = "a\r\nbé\n\n# d\ne";

test("units in order are the source", () => {
  assert.deepEqual(addresses(SOURCE, { units: units("A 1-1", "B 2-4", "C 5-5") }), ["A@1", "B@2", "C@5"]);
});

test("one unit is the whole", () => {
  const [row, ...others] = cutRows(SOURCE, { units: units("ALL 1-5") });
  assert.equal(others.length, 0);
  assert.deepEqual([row?.startByte, row?.endByte, row?.endLine, row?.title], [0, 13, 5, "ALL"]);
});

test("a parent is the earlier unit with the longest address above", () => {
  const rows = cutRows("1\n2\n3\n4\n5\n6\n", {
    units: units("A 1-1", "A/B 2-2", "A/B/C/D 3-3", "A/BB 4-4", "X/Y 5-5", "X 6-6"),
  });
  assert.deepEqual(
    rows.map(({ parent }) => parent),
    [null, "DOC/A", "DOC/A/B", "DOC/A", null, null],
  );
});

const FAULTS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ["a gap at the beginning", ["A 2-5"], ["cut-units-gap@1:1"]],
  ["a gap in the middle", ["A 1-1", "B 4-5"], ["cut-units-gap@2:1"]],
  ["a gap at the end", ["A 1-3"], ["cut-units-gap@4:1"]],
  ["an overlap", ["A 1-3", "B 3-5"], ["cut-units-overlap@3:1"]],
  ["another order", ["B 4-5", "A 1-3"], ["cut-units-gap@1:1", "cut-units-overlap@1:1"]],
  ["beyond the end", ["A 1-6"], ["cut-unit-beyond-end@1:1"]],
  ["beginning beyond the end", ["A 1-3", "B 7-9"], ["cut-units-gap@4:1", "cut-unit-beyond-end@5:1"]],
  ["reversed", ["A 1-3", "B 5-4"], ["cut-unit-lines-reversed@5:1"]],
  ["line 0", ["A 0-5"], ["cut-unit-lines-reversed@1:1"]],
  ["one line number", ["A 1"], ["cut-unit-lines-reversed@1:1", "cut-units-gap@2:1"]],
  ["doubled", ["A 1-3", "A 4-5"], ["cut-address-doubled@4:1"]],
  [
    "outside the prefix",
    ["/DOCX/A 1-3", "/DOC 4-5"],
    ["cut-unit-outside-prefix@1:1", "cut-unit-outside-prefix@4:1"],
  ],
  ["no units", [], ["cut-rule-unusable@1:1"]],
];

for (const [name, list, expected] of FAULTS) {
  test(`fault: ${name}`, () => {
    assert.deepEqual(faults(SOURCE, { units: units(...list) }), expected);
  });
}

test("two units with one address: both lines are named", () => {
  const [fault] = cutFaults(SOURCE, { units: units("A 1-3", "A 4-5") });
  assert.match(fault?.message ?? "", /"DOC\/A" from line 4 .* line 1/);
});
