// Sources that are no text, or text that wants to be taken for something else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addresses, cutRows, faults, type Rules } from "../cutting/cutting-sample.ts";

const HEADINGS: Rules = { levels: [{ heading: 1, code: "C{n}" }] };
const ARTICLES: Rules = { levels: [{ marker: "Article {n}", code: "A{n}" }] };

/** Bytes, what is said of them, and why someone would commit them. */
const NO_TEXT: readonly (readonly [string, Uint8Array, readonly string[]])[] = [
  // Windows editors: every other byte is NUL, and nothing is UTF-8 from the first byte on.
  ["UTF-16", Buffer.from("\ufeff# 1\n", "utf16le"), ["cut-source-not-utf8@1:1", "cut-source-nul@1:4"]],
  // CESU-8, as some databases export it: surrogates in three bytes each.
  ["lone surrogates", Buffer.from("# 1 \xed\xa0\xbd\xed\xb8\x80\n", "latin1"), ["cut-source-not-utf8@1:5"]],
  // A second way to write a line end, to slip past whoever looks for the first.
  ["overlong line feed", Buffer.from("# 1\xc0\x8a# 2\n", "latin1"), ["cut-source-not-utf8@1:4"]],
  // A picture under a text's name; faults beyond the first of each kind are counted, not listed.
  [
    "a picture",
    Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\r", "latin1"),
    ["cut-source-not-utf8@1:1", "cut-source-nul@3:1", "cut-source-lone-cr@3:4"],
  ],
  // A heading that CommonMark sees and an editor does not.
  ["lone CR before a heading", Buffer.from("# 1\ntext\r# 2\n"), ["cut-source-lone-cr@2:5"]],
];

for (const [name, source, expected] of NO_TEXT) {
  test(name, () => {
    assert.deepEqual(faults(source, HEADINGS), expected);
    assert.deepEqual(faults(source, ARTICLES), expected);
  });
}

test("a million faults of one kind are one fault", () => {
  assert.deepEqual(faults("\0".repeat(1_000_000), HEADINGS), ["cut-source-nul@1:1"]);
  assert.deepEqual(faults("\r".repeat(1_000_000), HEADINGS), ["cut-source-lone-cr@1:1"]);
});

test("text that looks like a heading or marker to a person only is none", () => {
  // Look-alike letters, other white space, other digits, other number signs: nothing is guessed.
  const text =
    "Article 1\nАrticle 2\nArticle\u00a03\nArticle ２\n\u200bArticle 4\nArticle\u00ad 5\nArticle ٢\n";
  assert.deepEqual(addresses(text, ARTICLES), ["A1@1"]);
  assert.deepEqual(addresses("# 1\n＃ 2\n\u00a0# 3\n#\u00a04\n", HEADINGS), ["C1@1"]);
});

test("titles hold nothing that a terminal obeys or that changes direction", () => {
  const text = "# 1 \u001b]8;;http://x\u0007a\u001b[31m \u202egnp.exe\u2066\u{e0041}\n";
  assert.equal(cutRows(text, HEADINGS)[0]?.title, "1 ]8;;http://xa[31m gnp.exe");
});

test("keys of objects as titles are only text", () => {
  const titles = cutRows("Article 1 __proto__\nArticle 2 constructor\n", ARTICLES).map(({ title }) => title);
  assert.deepEqual(titles, ["Article 1 __proto__", "Article 2 constructor"]);
});

test("100,000 units that are wrong each cost one count", () => {
  assert.equal(faults("Article 7\n".repeat(100_000), ARTICLES).length, 101);
});

test("100,000 units, and every one of them a row", () => {
  const text = Array.from({ length: 100_000 }, (_, index) => `Article ${index + 1}\n`).join("");
  assert.equal(cutRows(text, ARTICLES).length, 100_000);
});
