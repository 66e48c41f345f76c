import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import { textWidth } from "../../src/diagnostics/display-cells.ts";
import { glueText, wrapText } from "../../src/diagnostics/wrap-text.ts";

const ESCAPE = String.fromCodePoint(0x1b);
const RED = `${ESCAPE}[31m`;
const PLAIN = `${ESCAPE}[0m`;

suite("wrapText", () => {
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      "breaks at spaces",
      wrapText("one two three", { columns: 9, lead: "  ", indent: "    " }),
      ["  one two", "    three"],
    ],
    [
      "keeps a long word whole",
      wrapText("a veryverylongword b", { columns: 6 }),
      ["a", "veryverylongword", "b"],
    ],
    ["has a line for nothing", wrapText("", { columns: 6 }), [""]],
    [
      "leaves everything on one line without a terminal",
      wrapText("a  b ".repeat(3), { columns: Infinity }),
      ["a  b a  b a  b"],
    ],
    ["keeps spaces within a line only", wrapText("aa   bb  cc", { columns: 7 }), ["aa   bb", "cc"]],
    ["counts wide characters twice", wrapText("漢字 漢字 漢字", { columns: 9 }), ["漢字 漢字", "漢字"]],
    [
      "counts combining marks not at all",
      wrapText("e\u0301e\u0301 e\u0301", { columns: 4 }),
      ["e\u0301e\u0301 e\u0301"],
    ],
    [
      "does not break what is glued",
      wrapText(`a ${glueText("b c d")} e`, { columns: 5 }),
      ["a", "b c d", "e"],
    ],
    [
      "does not break a command in a sentence",
      wrapText("see reconcile facts --target x first", { columns: 26 }),
      ["see", "reconcile facts --target x", "first"],
    ],
    [
      "breaks between letters of scripts without spaces",
      wrapText("共有地に、関する", { columns: 8 }),
      ["共有地", "に、関す", "る"],
    ],
    [
      "begins no line with what a CI log would obey",
      wrapText("aaaa ::error::x b", { columns: 8, indent: "  " }),
      ["aaaa ::error::x", "  b"],
    ],
    [
      "carries a colour over the break",
      wrapText(`${RED}aa bb${PLAIN} cc`, { columns: 2, indent: "" }),
      [`${RED}aa${PLAIN}`, `${RED}bb${PLAIN}`, "cc"],
    ],
    [
      "does not colour an indent",
      wrapText(`${RED}aa bb${PLAIN}`, { columns: 4, indent: "  " }),
      [`${RED}aa${PLAIN}`, `  ${RED}bb${PLAIN}`],
    ],
  ];
  for (const [what, found, expected] of cases) test(what, () => assert.deepEqual(found, expected));

  test("loses no word, and no line is wider than the terminal but by one word", () => {
    const word = fc.stringMatching(/^[a-z한é-]{1,12}$/u);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.integer({ min: 4, max: 40 }), (words, columns) => {
        const lines = wrapText(words.join(" "), { columns, lead: "- ", indent: "  " });
        assert.deepEqual(
          lines.flatMap((line) => line.slice(2).split(" ")),
          words,
        );
        for (const line of lines) assert.ok(textWidth(line) <= columns || !line.slice(2).includes(" "), line);
      }),
    );
  });
});
