import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { layOut, type Line } from "../../../src/cli/views/lay-out.ts";

const COMMIT = 'git add plans/a/approvals/sg-1.bob.yaml && git commit -m "Approve SG_1 of a" && reconcile';

suite("layOut", () => {
  const cases: readonly (readonly [string, Line, number, readonly string[]])[] = [
    ["a text hangs two columns in", "  one two three", 10, ["  one two", "    three"]],
    [
      "a text hangs under its own beginning",
      { lead: "why  ", text: "it waits at SG_1 with 0 of 1 approvals" },
      30,
      ["why  it waits at SG_1 with", "     0 of 1 approvals"],
    ],
    [
      "where there is no room beside the lead, it goes below",
      { lead: "  ✔ pre_write_backup  ", text: "simulated, 0123456789ab" },
      40,
      ["  ✔ pre_write_backup", "      simulated, 0123456789ab"],
    ],
    [
      "a command at the end of a sentence gets a line of its own",
      { lead: "next  ", text: "see what to write, and where: reconcile explain handbook" },
      40,
      ["next  see what to write, and where:", "      reconcile explain handbook"],
    ],
    [
      "and none where it fits",
      { lead: "next  ", text: "go on: reconcile run a" },
      40,
      ["next  go on: reconcile run a"],
    ],
    [
      "a command is broken where the shell reads on",
      { lead: "next  ", command: COMMIT },
      60,
      [
        "next  git add plans/a/approvals/sg-1.bob.yaml &&",
        '      git commit -m "Approve SG_1 of a" && reconcile',
      ],
    ],
    [
      "elsewhere with a backslash, and never within quotes",
      { lead: "", command: COMMIT },
      36,
      [
        "git add \\",
        "  plans/a/approvals/sg-1.bob.yaml &&",
        'git commit -m "Approve SG_1 of a" &&',
        "reconcile",
      ],
    ],
    ["what is verbatim stays", { verbatim: "a b c d e f" }, 3, ["a b c d e f"]],
  ];
  for (const [what, line, columns, expected] of cases)
    test(what, () => assert.deepEqual(layOut([line], columns), expected));

  test("a broken command is the same command to a shell", () => {
    for (const columns of [20, 40, 60]) {
      const lines = layOut([{ lead: "  ", command: COMMIT }], columns);
      const read = lines.map((line) => line.replace(/ \\$/, "").trim()).join(" ");
      assert.equal(read, COMMIT);
      for (const line of lines.slice(0, -1)) assert.match(line, / (?:\\|&&)$/);
    }
  });
});
