// Documents changed at random: whatever comes out is either a sound plan or faults with places in the file, and never
// an exception, a hidden character in the output, or a line that a terminal or a CI log would obey.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { APPROVAL, check, PLAN, POLICY, put, SOUND, TARGET, textOf } from "../documents/sound-repository.ts";

const PIECES = [
  "\n",
  "  ",
  "\t",
  "- ",
  ": ",
  "[",
  "]",
  "{",
  "}",
  ",",
  '"',
  "'",
  "#",
  "&a ",
  "*a ",
  "!t ",
  "|\n",
  ">-\n",
  "---\n",
  "...\n",
  "%Y\n",
  "? ",
  "<<: ",
  "~",
  "1e3",
  "0o7",
  "__proto__: ",
  "constructor: ",
  "\u{0}",
  "\u{1b}[31m",
  "\r\n::error::x",
  "##[error]x",
  "\u{202e}",
  "\u{feff}",
  "\u{d800}",
  "é",
  "手",
  "😀",
  "\\",
  "postgres://u:p@h",
];

const mutation = fc.record({
  path: fc.constantFrom(PLAN, APPROVAL, TARGET, POLICY),
  edits: fc.array(fc.record({ at: fc.nat(2000), cut: fc.nat(12), piece: fc.constantFrom("", ...PIECES) }), {
    minLength: 1,
    maxLength: 4,
  }),
});

function mutate(
  text: string,
  edits: readonly { readonly at: number; readonly cut: number; readonly piece: string }[],
): string {
  return edits.reduce((changed, { at, cut, piece }) => {
    const start = at % (changed.length + 1);
    return changed.slice(0, start) + piece + changed.slice(start + cut);
  }, text);
}

test("a document changed at random is sound, or faulty with places", () => {
  let sound = 0;
  const property = fc.property(mutation, ({ path, edits }) => {
    const text = mutate(textOf(SOUND, path), edits);
    const repository = put(path, text)(SOUND);
    const { diagnostics, plans } = check(repository);
    assert.equal(plans.length, diagnostics.length === 0 ? 1 : 0);
    if (plans.length === 1) sound += 1;
    const lines = textOf(repository, path).split("\n");
    for (const diagnostic of diagnostics) {
      const { file, line, column } = diagnostic.place;
      if (file === path)
        assert.ok(line <= lines.length && column <= Array.from(lines[line - 1] ?? "").length + 1);
      const block = renderDiagnostic(diagnostic, { color: false, columns: 60 });
      for (const shown of block.split("\n")) {
        assert.doesNotMatch(shown, HIDDEN_CHARACTER);
        assert.doesNotMatch(shown, /^\s*::|##\[/u);
      }
    }
  });
  fc.assert(property, { seed: 1, numRuns: 400 });
  assert.ok(sound > 0, "some changes do no harm");
});
