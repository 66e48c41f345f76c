import assert from "node:assert/strict";
import { suite, test } from "node:test";
import fc from "fast-check";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { renderDiagnostic, renderRefusal } from "../../src/diagnostics/render-diagnostic.ts";

const PLAIN = { color: false, columns: 80 } as const;

function diagnosticAt(column: number, length: number, text: string): Diagnostic {
  return {
    code: "key-unknown",
    place: { file: "plans/handbook/plan.yaml", line: 9, column },
    excerpt: { text, length },
    message: '"targt" is no key of spec',
    expected: "one of mode, target",
    fix: 'write "target"',
  };
}

test("a fault is one block", () => {
  assert.equal(
    renderDiagnostic(diagnosticAt(3, 5, "  targt: scratch"), PLAIN),
    `plans/handbook/plan.yaml:9:3  key-unknown
  "targt" is no key of spec
    9 |   targt: scratch
      |   ^^^^^
  expected  one of mode, target
  next      write "target"`,
  );
});

test("a fault of a file without text has no excerpt", () => {
  const block = renderDiagnostic({ ...diagnosticAt(1, 1, ""), excerpt: undefined }, PLAIN);
  assert.equal(block.split("\n").length, 4);
});

test("a refusal reads like a fault", () => {
  const refusal = new Refusal("LOCK_HELD", {
    message: "pid 7 holds the lock\n::error::x",
    expected: "nobody",
    todo: "wait",
  });
  assert.equal(
    renderRefusal(refusal, PLAIN),
    `refused  LOCK_HELD
  pid 7 holds the lock<U+000A>::error::x
  expected  nobody
  next      wait`,
  );
});

test("colours only repeat what the words say", () => {
  const diagnostic = diagnosticAt(3, 5, "  targt: \u{1b}[31mscratch");
  const colored = renderDiagnostic(diagnostic, { color: true, columns: 80 });
  assert.notEqual(colored, renderDiagnostic(diagnostic, PLAIN));
  // eslint would have a control character in the expression: built from its name instead.
  const styles = new RegExp(`${String.fromCodePoint(0x1b)}\\[\\d+m`, "gu");
  assert.equal(colored.replace(styles, ""), renderDiagnostic(diagnostic, PLAIN));
});

/** The excerpt's two lines, without number and bar. */
function excerptOf(diagnostic: Diagnostic, columns = 80): readonly [string, string] {
  const lines = renderDiagnostic(diagnostic, { color: false, columns }).split("\n");
  const [text = "", caret = ""] = lines.filter((line) => /^ *\d* \|/.test(line));
  return [text.slice(8), caret.slice(8)];
}

suite("the caret stands under what is meant", () => {
  const cases: readonly (readonly [string, Diagnostic, string, string])[] = [
    ["plain", diagnosticAt(5, 3, "abc def"), "abc def", "    ^^^"],
    ["behind a tab", diagnosticAt(2, 1, "\tx"), "    x", "    ^"],
    ["on a tab", diagnosticAt(1, 1, "\tx"), "    x", "^^^^"],
    ["behind wide characters", diagnosticAt(3, 1, "漢字x"), "漢字x", "    ^"],
    ["on wide characters", diagnosticAt(1, 2, "漢字x"), "漢字x", "^^^^"],
    ["half-width katakana are narrow", diagnosticAt(3, 1, "ｱｲx"), "ｱｲx", "  ^"],
    ["behind combining characters", diagnosticAt(5, 1, "e\u{301}e\u{301}x"), "e\u{301}e\u{301}x", "  ^"],
    ["behind an emoji", diagnosticAt(2, 1, "😀x"), "😀x", "  ^"],
    ["behind a sign drawn as an emoji", diagnosticAt(3, 1, "\u{26a0}\u{fe0f}x"), "\u{26a0}\u{fe0f}x", " ^"],
    ["on a hidden character", diagnosticAt(2, 1, "a\u{200b}b"), "a<U+200B>b", " ^^^^^^^^"],
    ["behind what a CI log would obey", diagnosticAt(4, 1, "##[x"), "##<U+005B>x", "          ^"],
    ["on a bracket that a CI log would obey", diagnosticAt(3, 1, "##[x"), "##<U+005B>x", "  ^^^^^^^^"],
    ["at the end of a line", diagnosticAt(4, 1, "abc"), "abc", "   ^"],
    ["in an empty line", diagnosticAt(1, 1, ""), "", "^"],
    ["longer than the line", diagnosticAt(2, 99, "abc"), "abc", " ^^"],
  ];
  for (const [why, diagnostic, line, caret] of cases) {
    test(why, () => assert.deepEqual(excerptOf(diagnostic), [line, caret]));
  }
});

suite("a long line is cut to the columns, and what is meant stays in view", () => {
  const cases: readonly (readonly [string, Diagnostic])[] = [
    ["at the start", diagnosticAt(1, 4, `HERE${"y".repeat(300)}`)],
    ["in the middle", diagnosticAt(301, 4, `${"x".repeat(300)}HERE${"y".repeat(300)}`)],
    ["at the end", diagnosticAt(301, 4, `${"x".repeat(300)}HERE`)],
    ["among wide characters", diagnosticAt(301, 4, `${"漢".repeat(300)}HERE${"漢".repeat(300)}`)],
    [
      "far into ten megabytes",
      diagnosticAt(5_000_001, 4, `${"x".repeat(5_000_000)}HERE${"y".repeat(5_000_000)}`),
    ],
  ];
  for (const [why, diagnostic] of cases) {
    for (const columns of [40, 80, 120]) {
      test(`${why}, ${columns} columns`, () => {
        const [line, caret] = excerptOf(diagnostic, columns);
        const width = Array.from(line).reduce((sum, character) => sum + (character === "漢" ? 2 : 1), 0);
        assert.ok(width <= columns - 8, `${width} columns`);
        const before = line.slice(0, line.indexOf("HERE"));
        assert.equal(
          caret,
          " ".repeat(Array.from(before).reduce((sum, c) => sum + (c === "漢" ? 2 : 1), 0)) + "^^^^",
        );
      });
    }
  }
  test("a mark that is longer than the terminal", () => {
    const [line, caret] = excerptOf(diagnosticAt(1, 500, "x".repeat(500)), 40);
    assert.deepEqual([line.length, line.endsWith("…"), caret], [31, true, "^".repeat(30)]);
  });
  test("no terminal, no cut", () => {
    assert.equal(excerptOf(diagnosticAt(1, 1, "x".repeat(5000)), Infinity)[0].length, 5000);
  });
});

test("whatever a document holds, a block has no hidden characters and no commands", () => {
  const text = fc.string({ unit: "binary", maxLength: 60 });
  const hostile = fc.oneof(
    text,
    text.map((inner) => `::error::${inner}`),
    text.map((inner) => `\n##[error]${inner}`),
  );
  const property = fc.property(
    hostile,
    fc.integer({ min: 1, max: 70 }),
    fc.integer({ min: 1, max: 70 }),
    (line, column, length) => {
      const diagnostic = { ...diagnosticAt(column, length, line), message: line, expected: line, fix: line };
      const hostilePlace = { ...diagnostic, place: { file: line, line: 1, column } };
      for (const columns of [0, 40, Infinity])
        for (const shown of [
          renderDiagnostic(diagnostic, { color: false, columns }),
          renderDiagnostic(hostilePlace, { color: false, columns }),
        ])
          for (const printed of shown.split("\n")) {
            assert.doesNotMatch(printed, HIDDEN_CHARACTER);
            assert.doesNotMatch(printed, /^\s*::|##\[/u);
          }
    },
  );
  fc.assert(property, { seed: 1, numRuns: 500 });
});

test("five thousand faults are five thousand blocks", () => {
  const diagnostic = diagnosticAt(3, 5, `  targt: ${"x".repeat(200)}`);
  const blocks = Array.from({ length: 5000 }, () =>
    renderDiagnostic(diagnostic, { color: true, columns: 80 }),
  );
  assert.equal(new Set(blocks).size, 1);
});
