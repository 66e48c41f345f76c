// Which numbers are the right ones, told as a sequence of units: level and number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { DeclaredNumbering, OrdinalNumbering } from "../../src/cutting/numbering.ts";

type Told = readonly [level: number, declared: number | undefined];

function declared(units: readonly Told[]): readonly string[] {
  const numbering = new DeclaredNumbering(4);
  return units.flatMap(([level, number], index) => {
    const next = numbering.next(level, number);
    return typeof next === "number" ? [] : [`${next.code}@${index}`];
  });
}

/** Numbers at one level, then a pair for another one. */
const TABLE: readonly (readonly [string, readonly Told[], readonly string[]])[] = [
  [
    "from 1",
    [
      [0, 1],
      [0, 2],
      [0, 3],
    ],
    [],
  ],
  [
    "from 0",
    [
      [0, 0],
      [0, 1],
    ],
    [],
  ],
  [
    "from 2",
    [
      [0, 2],
      [0, 3],
    ],
    ["cut-number-missing@0"],
  ],
  [
    "a gap is one fault",
    [
      [0, 1],
      [0, 4],
      [0, 5],
    ],
    ["cut-number-missing@1"],
  ],
  [
    "doubled",
    [
      [0, 1],
      [0, 1],
      [0, 2],
    ],
    ["cut-number-doubled@1"],
  ],
  [
    "backwards",
    [
      [0, 1],
      [0, 2],
      [0, 1],
      [0, 2],
    ],
    ["cut-number-backwards@2"],
  ],
  [
    "0 after 1",
    [
      [0, 1],
      [0, 0],
    ],
    ["cut-number-backwards@1"],
  ],
  [
    "no number takes none",
    [
      [0, 1],
      [0, undefined],
      [0, 2],
    ],
    ["cut-number-absent@1"],
  ],
  [
    "too large takes none",
    [
      [0, 1],
      [0, Infinity],
      [0, 2],
    ],
    ["cut-number-too-large@1"],
  ],
  ["the largest", [[0, 2 ** 31]], ["cut-number-missing@0"]],
  [
    "continues under a new parent",
    [
      [0, 1],
      [1, 1],
      [1, 2],
      [0, 2],
      [1, 3],
    ],
    [],
  ],
  [
    "restarts at 1 under a new parent",
    [
      [0, 1],
      [1, 1],
      [1, 2],
      [0, 2],
      [1, 1],
      [1, 2],
    ],
    [],
  ],
  [
    "restarts at 0 under a new parent",
    [
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 0],
      [1, 1],
    ],
    [],
  ],
  [
    "restarts at 2 under a new parent",
    [
      [0, 1],
      [1, 1],
      [1, 2],
      [0, 2],
      [1, 2],
    ],
    ["cut-number-doubled@4"],
  ],
  [
    "no restart without a new parent",
    [
      [0, 1],
      [1, 1],
      [1, 2],
      [1, 1],
    ],
    ["cut-number-backwards@3"],
  ],
  [
    "gap under a new parent",
    [
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 4],
    ],
    ["cut-number-missing@3"],
  ],
  [
    "one restart a parent",
    [
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 1],
      [1, 1],
    ],
    ["cut-number-doubled@4"],
  ],
  [
    "an inner unit is no new parent",
    [
      [0, 1],
      [1, 1],
      [2, 1],
      [1, 1],
    ],
    ["cut-number-doubled@3"],
  ],
  [
    "levels passed over",
    [
      [0, 1],
      [2, 1],
      [2, 2],
      [1, 1],
      [2, 1],
    ],
    [],
  ],
];

for (const [name, units, expected] of TABLE) {
  test(`declared: ${name}`, () => {
    assert.deepEqual(declared(units), expected);
  });
}

test("what was expected is said, with the restart where it is allowed", () => {
  const numbering = new DeclaredNumbering(2);
  const numbers: readonly Told[] = [
    [0, 1],
    [1, 1],
    [1, 2],
    [1, 4],
    [0, 2],
    [1, 9],
  ];
  const expected = numbers
    .map(([level, number]) => numbering.next(level, number))
    .map((next) => (typeof next === "number" ? "" : next.expected));
  assert.deepEqual(expected, ["", "", "", "3", "", "5, or 1 or 0 under the new parent"]);
});

test("ordinal: counted from 1 within the parent, at each level for itself", () => {
  const numbering = new OrdinalNumbering(3);
  const levels = [0, 1, 1, 2, 0, 2, 1, 2, 2, 1];
  assert.deepEqual(
    levels.map((level) => numbering.next(level)),
    [1, 1, 2, 1, 2, 1, 1, 1, 2, 2],
  );
});
