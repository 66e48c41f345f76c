import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HIDDEN_CHARACTER, nameCharacter } from "../../src/diagnostics/hidden-characters.ts";
import { quoteText, shortText, visibleText } from "../../src/diagnostics/visible-text.ts";

test("hidden characters are named, the others stay", () => {
  const cases = {
    "": "",
    "plain text: with [brackets] and é, 手, 😀, ⚠️": "plain text: with [brackets] and é, 手, 😀, ⚠️",
    "\u{1b}[31mred": "<U+001B>[31mred",
    "a\nb\r\tc": "a<U+000A>b<U+000D><U+0009>c",
    "\u{0}\u{7f}\u{9b}": "<U+0000><U+007F><U+009B>",
    "evil\u{202e}txt": "evil<U+202E>txt",
    "zero\u{200b}width\u{feff}": "zero<U+200B>width<U+FEFF>",
    "\u{61c}\u{ad}\u{180e}\u{2066}": "<U+061C><U+00AD><U+180E><U+2066>",
    "tag\u{e0041}\u{e0100}": "tag<U+E0041><U+E0100>",
    "half\u{d83d}": "half<U+D83D>",
    "line\u{2028}sep\u{85}": "line<U+2028>sep<U+0085>",
  };
  for (const [text, shown] of Object.entries(cases)) assert.equal(visibleText(text), shown);
});

// GitHub's runner takes `::` after spaces at the start of a line, and `##[` anywhere in it.
test("nothing that a CI log would obey is left", () => {
  assert.equal(visibleText("::error::x"), "<U+003A>:error::x");
  assert.equal(visibleText("  ::set-output name=a::b"), "  <U+003A>:set-output name=a::b");
  assert.equal(visibleText("a::b"), "a::b");
  assert.equal(visibleText("x ##[error]y"), "x ##<U+005B>error]y");
  assert.equal(visibleText("###[group]"), "###<U+005B>group]");
});

test("visible text has nothing hidden, and is its own visible text", () => {
  const property = fc.property(fc.string({ unit: "binary" }), (text) => {
    const shown = visibleText(text);
    assert.doesNotMatch(shown, HIDDEN_CHARACTER);
    assert.doesNotMatch(shown, /^\s*::|##\[/u);
    assert.equal(visibleText(shown), shown);
  });
  fc.assert(property, { seed: 1, numRuns: 1000 });
});

test("a megabyte is shown in 80 code points", () => {
  assert.equal(Array.from(shortText("😀".repeat(1 << 18))).length, 80);
  assert.equal(shortText("x".repeat(80)), "x".repeat(80));
  assert.equal(shortText("x".repeat(81)), `${"x".repeat(79)}…`);
  assert.equal(quoteText("abc", 2), '"a…"');
});

test("a character is named as Unicode names it", () => {
  assert.deepEqual(["\n", "а", "😀"].map(nameCharacter), ["U+000A", "U+0430", "U+1F600"]);
});
