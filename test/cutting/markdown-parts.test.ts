// Headings and hidden lines are those of the parser, wherever the document is cut into stretches.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Node, Parent } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { frontmatter } from "micromark-extension-frontmatter";
import { markdownParts } from "../../src/cutting/markdown-parts.ts";
import { lineSalad, markdownDocument } from "./arbitrary-document.ts";
import { bytesOf } from "./cutting-sample.ts";

function partsOf(text: string, stretchBytes: number): readonly string[] {
  return [...markdownParts(bytesOf(text), stretchBytes)].map((part) =>
    part.kind === "heading" ? `h${part.depth}@${part.line}` : `${part.kind}@${part.line}-${part.endLine}`,
  );
}

const TABLE: readonly (readonly [string, string, readonly string[]])[] = [
  ["ATX and setext", "# a\n\nb\n---\n\nc\nd\n===\n", ["h1@1", "h2@3", "h1@6"]],
  ["up to three spaces", "   # a\n\n    # b\n", ["h1@1"]],
  ["no space, seven signs", "#a\n\n####### b\n", []],
  ["fences", "```\n# a\n```\n# b\n", ["hidden@1-3", "h1@4"]],
  ["a longer fence", "~~~~\n~~~\n# a\n~~~~\n", ["hidden@1-4"]],
  ["comment", "<!--\n\n# a\n-->\n# b\n", ["hidden@1-4", "h1@5"]],
  ["HTML to the blank line", "<div>\n# a\n\n# b\n", ["hidden@1-2", "h1@4"]],
  ["quote and list", "> # a\n\n- # b\n\n1. c\n   ===\n", []],
  ["fence in a list", "- ```\n  # a\n  ```\n", ["hidden@1-3"]],
  ["front matter", "---\na: 1\n---\n# a\n", ["hidden@1-3", "h1@4"]],
  ["front matter in TOML", "+++ \na = 1\n+++\n# a\n", ["hidden@1-3", "h1@4"]],
  ["front matter in CR LF", "---\r\na: 1\r\n---\r\n# a\r\n", ["hidden@1-3", "h1@4"]],
  ["no front matter without an end", "---\na: 1\n\n> ```\n\n# b\n", ["hidden@4-4", "h1@6"]],
  ["no front matter later", "\n---\na: 1\n---\n", ["h2@3"]],
  ["dashes that are no end", "---\n----\n# a\n--- x\n", ["h1@3"]],
  ["a heading after definitions", "[a]: /x\n[b]: /y\nc\n===\n", ["h1@3"]],
  ["no heading of definitions alone", "[a]: /x\n===\n", []],
  ["U+2028 is no line end", "\u2028# a\n# b\n", ["h1@2"]],
  ["blank lines only", "\n\n  \n", []],
];

for (const [name, text, expected] of TABLE) {
  for (const stretchBytes of [1, 16, Infinity]) {
    test(`${name}, ${stretchBytes} bytes at once`, () => {
      assert.deepEqual(partsOf(text, stretchBytes), expected);
    });
  }
}

const MATTER = /^(---|\+\+\+)[ \t]*\r?\n(?:[^]*\n)?\1[ \t]*(?:\r?\n|$)/;

/** Headings and hidden blocks of the whole document at once, with everything inside lines parsed too. */
function parsedWhole(text: string): readonly string[] {
  const kinds = MATTER.test(text) ? (["yaml", "toml"] as const) : [];
  const extensions = kinds.length === 0 ? [] : [frontmatter([...kinds])];
  const mdastExtensions = kinds.length === 0 ? [] : [frontmatterFromMarkdown([...kinds])];
  return tellBlocks(fromMarkdown(text, { extensions, mdastExtensions }), text, true);
}

function tellBlocks(parent: Parent, text: string, isRoot: boolean): readonly string[] {
  return parent.children.flatMap((node): readonly string[] => {
    if (node.type === "heading") return isRoot ? [`h${node.depth}@${lineOf(node.children[0] ?? node)}`] : [];
    if (node.type === "blockquote" || node.type === "list" || node.type === "listItem")
      return tellBlocks(node, text, false);
    const isHidden =
      ["html", "yaml", "toml"].includes(node.type) ||
      (node.type === "code" && /^[`~]/.test(text.slice(node.position?.start.offset)));
    return isHidden ? [`hidden@${lineOf(node)}`] : [];
  });
}

function lineOf(node: Node): number {
  return node.position?.start.line ?? 0;
}

for (const [name, documents] of [
  ["documents", markdownDocument],
  ["lines in any order", lineSalad],
] as const) {
  test(`stretches of any size say what the parser says of the whole: ${name}`, () => {
    fc.assert(
      fc.property(documents, fc.constantFrom(1, 7, 40, 150, Infinity), (text, stretchBytes) => {
        const told = partsOf(text, stretchBytes).map((part) => part.replace(/-\d+$/, ""));
        assert.deepEqual(told, parsedWhole(text));
      }),
      { seed: 1, numRuns: 400 },
    );
  });
}

test("parts come in order and never share a line", () => {
  fc.assert(
    fc.property(fc.oneof(markdownDocument, lineSalad), (text) => {
      let line = 0;
      for (const part of markdownParts(bytesOf(text), 30)) {
        assert.ok(part.line > line);
        assert.ok(part.endLine >= part.line);
        line = part.kind === "hidden" && part.endLine > text.split("\n").length ? part.line : part.endLine;
      }
    }),
    { seed: 2, numRuns: 200 },
  );
});
