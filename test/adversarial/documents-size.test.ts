// Documents made to exhaust time, memory or the stack: each is refused, with a place and few words.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { DocumentFile } from "../../src/documents/document-file.ts";
import { parseDocuments } from "../../src/documents/parse-documents.ts";

/** An eighth of what is allowed: enough to feel whatever grows with the square. */
const LIMIT = 32 * 1024;

function fileOf(path: string, text: string): DocumentFile {
  return { path, bytes: new TextEncoder().encode(text), mode: "100644", oid: "0".repeat(40), sha256: "" };
}

/** As often as fits beside the rest of the document. */
function fill(unit: string, beside = 0): string {
  return unit.repeat(Math.floor((LIMIT - beside) / new TextEncoder().encode(unit).length));
}

function numbered(count: number, line: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => line(index)).join("");
}

interface Hostile {
  readonly why: string;
  readonly text: string;
  /** The first code and how many faults there are at most. */
  readonly code: string;
  readonly most?: number;
  readonly path?: string;
}

const bomb = numbered(9, (index) => `a${index}: &a${index} [${`*a${index - 1}, `.repeat(9)}]\n`);

const HOSTILE: readonly Hostile[] = [
  {
    why: "100,000 brackets overflow a recursive reader's stack",
    text: "[".repeat(100_000),
    code: "yaml-too-deep",
  },
  { why: "100,000 braces do too", text: "{".repeat(100_000), code: "yaml-too-deep" },
  { why: "so do lists on one line", text: "- ".repeat(100_000), code: "yaml-too-deep" },
  { why: "so do keys of keys", text: "? ".repeat(100_000), code: "yaml-too-deep" },
  { why: "so do pairs in lists", text: "[a: ".repeat(50_000), code: "yaml-too-deep" },
  {
    why: "so do 300 indented maps",
    text: numbered(300, (index) => `${" ".repeat(index)}a:\n`),
    code: "yaml-too-deep",
  },
  { why: "an alias bomb grows ninefold at each line", text: bomb, code: "yaml-anchor", most: 200 },
  { why: "an alias of itself never ends", text: "a: &a [*a]\n", code: "yaml-anchor", most: 10 },
  { why: "10,000 anchors", text: fill("&a "), code: "yaml-anchor", most: 1001 },
  { why: "10,000 aliases", text: fill("*a "), code: "yaml-alias", most: 1001 },
  { why: "10,000 tags", text: fill("!a "), code: "yaml-tag", most: 1001 },
  { why: "a megabyte of one text", text: `a: "${"x".repeat(1 << 20)}"`, code: "document-too-large" },
  { why: "as long a text as fits", text: `a: "${fill("x", 10)}"`, code: "key-missing", most: 10 },
  { why: "as long a key as fits", text: `${fill("k", 10)}: 1\n`, code: "yaml-syntax" },
  {
    why: "a number of 32,000 digits",
    text: `a: ${fill("1", 10)}`,
    code: "yaml-number",
    most: 10,
  },
  {
    why: "quoted keys on one line that never ends",
    text: `{${numbered(3_000, (index) => `"a${index}":1,`).slice(0, LIMIT - 8)}`,
    code: "yaml-syntax",
  },
  {
    why: "3,000 keys would be compared each with each",
    text: numbered(3_000, (index) => `a${index}: 1\n`),
    code: "key-missing",
    most: 1001,
  },
  { why: "a key 6,000 times", text: fill("a: 1\n"), code: "yaml-key-doubled", most: 1001 },
  { why: "4,000 merge keys", text: fill("<<: {}\n"), code: "yaml-merge-key", most: 1001 },
  { why: "32,000 commas", text: `a: [${fill(",", 10)}]`, code: "yaml-syntax" },
  { why: "16,000 lists side by side", text: fill("[]"), code: "yaml-syntax" },
  { why: "16,000 unknown escapes", text: `a: "${fill("\\q", 10)}"`, code: "yaml-escape" },
  { why: "4,000 lines of unknown escapes", text: fill('"\\q": 1\n'), code: "yaml-escape", most: 1001 },
  { why: "10,000 hidden characters", text: fill("\u{202e}"), code: "text-hidden-character" },
  {
    why: "3,000 escaped hidden characters",
    text: `a: ["${fill('\\u200b","', 20)}"]`,
    code: "text-hidden-character",
    most: 1001,
  },
  { why: "32,000 broken bytes in one line", text: "", code: "text-not-utf8" },
  { why: "32,000 line breaks", text: fill("\n"), code: "document-empty" },
  { why: "16,000 comments", text: fill("#\n"), code: "document-empty" },
  { why: "8,000 documents", text: fill("---\n"), code: "yaml-several-documents" },
  {
    why: "a line of spaces behind a word that could hold a secret",
    text: `connection${fill(" ", 30)}= x`,
    code: "value-type",
  },
  {
    why: "4,500 different persons, which a schema could compare each with each",
    text: `admins: {threshold: 1, persons: [${numbered(40_000, (index) => `p${index.toString(36)},`).slice(0, LIMIT - 60)}x]}`,
    code: "key-missing",
    most: 20,
    path: "plans/_trust/policy.yaml",
  },
  {
    why: "1,200 persons without form",
    text: `persons: {${numbered(1_200, (index) => `P${index}: {principal: x},`)}}`,
    code: "key-missing",
    most: 1001,
    path: "plans/_trust/policy.yaml",
  },
];

suite("a document that is made to exhaust its reader is refused", () => {
  for (const { why, text, code, most = 1, path = "plans/handbook/plan.yaml" } of HOSTILE) {
    test(why, () => {
      const file =
        text === "" ? { ...fileOf(path, ""), bytes: new Uint8Array(LIMIT).fill(0x80) } : fileOf(path, text);
      const { diagnostics, plans, policy } = parseDocuments([file]);
      assert.deepEqual([plans.size, policy], [0, undefined]);
      assert.equal(diagnostics[0]?.code, code);
      assert.ok(diagnostics.length >= 1 && diagnostics.length <= most, `${diagnostics.length} faults`);
      for (const { message, expected, fix } of diagnostics)
        assert.ok((message + expected + fix).length < 1000);
    });
  }
});
