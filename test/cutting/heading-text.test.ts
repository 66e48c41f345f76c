// Headings as a reader sees them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { markdownParts } from "../../src/cutting/markdown-parts.ts";
import { bytesOf } from "./cutting-sample.ts";

function textOf(markdown: string): string | undefined {
  const [part] = markdownParts(bytesOf(markdown));
  return part?.kind === "heading" ? part.text : undefined;
}

const TABLE: readonly (readonly [string, string])[] = [
  ["# Plain text 1.2", "Plain text 1.2"],
  ["## *One* and **two** `three`", "One and two three"],
  ["# [link](http://x) and <http://y>", "link and http://y"],
  ["# ![a picture](x.png) of it", "a picture of it"],
  ["# [Unreleased][] and [1.0.0]", "[Unreleased][] and [1.0.0]"],
  ["# &lt;b&gt; 1\\. \\# x", "<b> 1. # x"],
  ["# <b>bold</b> <!-- hidden -->", "bold "],
  ["#\ttab #", "tab"],
  ["# a # #", "a #"],
  ["#", ""],
  ["One *line\nand* another  \nand more\n===", "One line\nand another and more"],
  ["#no heading\n---", "#no heading"],
];

for (const [markdown, expected] of TABLE) {
  test(JSON.stringify(markdown), () => {
    assert.equal(textOf(markdown), expected);
  });
}

test("a heading after definitions has its own text, also where it would stand alone as a list", () => {
  const parts = [...markdownParts(bytesOf("[a]: /x\n2. *Part*\n===\n"))];
  assert.deepEqual(parts, [{ kind: "heading", line: 2, endLine: 2, depth: 1, text: "2. *Part*" }]);
});

test("a very long heading is taken as written", () => {
  const text = "*a* ".repeat(600).trim();
  assert.equal(textOf(`# ${text}`), text);
});
