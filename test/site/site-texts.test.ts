// The small pieces: times and ages, paths and links, hidden characters, a document's text, words for a shell.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderToStaticMarkup } from "preact-render-to-string";
import { h } from "../../src/site/element.ts";
import { shortMoment, spanBetween } from "../../src/site/moments.ts";
import { linkTo, planFolder, runFolder } from "../../src/site/site-paths.ts";
import { sourceText, weightOf } from "../../src/site/source-text.ts";
import { shellWord } from "../../src/site/texts.ts";
import { textPieces, visibleLines } from "../../src/site/visible-lines.ts";

const SPANS: readonly (readonly [string, string, string])[] = [
  ["2026-11-21T12:00:00Z", "2026-11-21T12:00:59Z", "under a minute"],
  ["2026-11-21T12:00:00Z", "2026-11-21T12:01:00Z", "1 minute"],
  ["2026-11-21T12:00:00Z", "2026-11-21T17:59:59Z", "5 hours"],
  ["2026-11-21T12:00:00Z", "2026-11-20T12:00:00Z", "1 day"],
  ["2026-03-01T07:54:52Z", "2026-11-21T12:00:00Z", "8 months"],
  ["2026-11-21T12:00:00Z", "2036-01-01T00:00:00Z", "9 years"],
  ["no time", "2026-11-21T12:00:00Z", "under a minute"],
];

test("moments: a span is told in its largest step", () => {
  for (const [from, to, words] of SPANS) assert.equal(spanBetween(from, to), words);
});

test("moments: a time is UTC and to the minute; what is none stands as it is", () => {
  assert.equal(shortMoment("2026-11-21T07:54:52Z"), "2026-11-21 07:54 UTC");
  assert.equal(shortMoment("yesterday"), "yesterday");
});

test("paths: a link leads from any page to any other", () => {
  const segment = fc.constantFrom("plans", "runs", "a", "b", "index.html");
  const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(path, path, (from, to) => {
      const root = "https://site.invalid/under/";
      assert.equal(new URL(linkTo(from, to, "x"), root + from).href, `${root}${to}#x`);
    }),
  );
});

test("paths: safe names stay, others stand by their digest, no two alike", () => {
  assert.equal(planFolder("handbook"), "plans/handbook");
  assert.equal(runFolder("handbook", "handbook-f88264866a7b"), "runs/handbook/handbook-f88264866a7b");
  for (const name of ["..", "", "A", "nul", "com1", "a.", "a b", "-rf", "_x"]) {
    assert.match(planFolder(name), /^plans\/_[0-9a-f]{16}$/, name);
  }
});

/** Any code points, halves of pairs among them; fast-check's own "binary" unit takes seconds to be made. */
const ANY_TEXT = fc
  .array(fc.oneof(fc.nat(0x24f), fc.nat(0x10ffff)), { maxLength: 12 })
  .map((points) => String.fromCodePoint(...points));

test("visible lines: only tabs and line feeds stay of what cannot be seen", () => {
  assert.equal(visibleLines("a\u202Eb\tc\nd\re\u0000"), "a<U+202E>b\tc\nd<U+000D>e<U+0000>");
  fc.assert(
    fc.property(ANY_TEXT, (text) => {
      const pieces = [...textPieces(text)];
      assert.equal(
        pieces.map((one) => (one.isHidden ? `<${one.text}>` : one.text)).join(""),
        visibleLines(text),
      );
      assert.equal(
        pieces.reduce((sum, one) => sum + one.length, 0),
        text.length,
      );
    }),
  );
});

function htmlOf(text: string): string {
  return renderToStaticMarkup(h("pre", sourceText(text).content));
}

test("source text: stands as it is; hidden characters are marked, and told from the same letters written out", () => {
  assert.equal(htmlOf("a < b\r\n\tc"), "<pre>a &lt; b\n\tc</pre>");
  assert.equal(
    htmlOf("x\u202E\u200By <U+202E>\r!"),
    '<pre>x<mark class="unseen">U+202E U+200B</mark>y &lt;U+202E><mark class="unseen">U+000D</mark>!</pre>',
  );
  assert.match(htmlOf("\u200B".repeat(50)), /U\+200B and 30 more<\/mark>/);
});

test("source text: what is too long is left out and counted, and its page is never too heavy", () => {
  const cases = [
    "x".repeat(1_000_000),
    "<".repeat(500_000),
    "a\u200B".repeat(300_000),
    "\u{1F3DB}".repeat(300_000),
  ];
  for (const text of cases) {
    const { left } = sourceText(text);
    assert.ok(left > 0 && left < text.length);
    const html = htmlOf(text);
    assert.ok(html.length < 1_700_000, `${html.length} characters`);
    assert.ok(html.length <= weightOf(text), "is weighed as what it becomes");
    assert.ok(!html.includes("U+D83C"), "no pair of surrogates is parted");
  }
});

test("source text: what is marked and escaped is weighed as what it becomes", () => {
  for (const text of ["a\u200B".repeat(2_000), "<&".repeat(2_000), "plain ".repeat(2_000), "ü".repeat(2_000)])
    assert.ok(htmlOf(text).length <= weightOf(text));
});

test("elements: attributes and text are escaped, absent ones left out, 0 is shown", () => {
  const element = h("p", { title: `"<&\u202E`, hidden: false, id: undefined }, 0, false, undefined, [
    "<b>",
    ["&"],
  ]);
  assert.equal(renderToStaticMarkup(element), '<p title="&quot;&lt;&amp;&lt;U+202E>">0&lt;b>&amp;</p>');
  assert.equal(renderToStaticMarkup(h("p", h("b", "x"), "y")), "<p><b>x</b>y</p>");
});

test("shell words: quoted unless harmless", () => {
  assert.equal(shellWord("runs/a/evidence.jsonl"), "runs/a/evidence.jsonl");
  assert.equal(shellWord("-rf"), "'-rf'");
  assert.equal(shellWord("it's $(x)"), `'it'\\''s $(x)'`);
  assert.equal(shellWord(""), "''");
});
