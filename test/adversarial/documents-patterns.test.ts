// Every pattern of every schema against 100,000 characters that make a careless pattern try everything.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { suite, test } from "node:test";

const COUNT = 100_000;
const folder = path.join(import.meta.dirname, "../../schemas");

/** Patterns of one schema with the longest text that it allows, Infinity where it says nothing. */
function patternsOf(node: unknown, found = new Map<string, number>()): Map<string, number> {
  if (typeof node !== "object" || node === null) return found;
  const { pattern, maxLength } = node as { pattern?: unknown; maxLength?: unknown };
  if (typeof pattern === "string") {
    const limit = typeof maxLength === "number" ? maxLength : Infinity;
    found.set(pattern, Math.max(found.get(pattern) ?? 0, limit));
  }
  for (const inner of Object.values(node)) patternsOf(inner, found);
  return found;
}

const DOCUMENTS = ["approval", "cut-plan", "policy", "target"].map((name) => `${name}.schema.json`);
const patterns = new Map<string, number>();
const ownPatterns = new Map<string, number>();
for (const name of readdirSync(folder).filter((file) => file.endsWith(".schema.json"))) {
  const schema: unknown = JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  patternsOf(schema, DOCUMENTS.includes(name) ? patterns : ownPatterns);
}

const UNITS = [
  "a",
  "A",
  "0",
  "-",
  ".",
  "/",
  "_",
  "a-",
  "a/",
  "a.",
  "-a",
  "0a",
  "{n}",
  "{n:0",
  "a@",
  "@",
  "+",
  "T",
  ":",
  "Z",
  " ",
  "\n",
  "\u{0}",
  "é",
  "\u{430}",
  "\u{202e}",
  "\u{1f600}",
  "plans/a/",
  "a/plan.yaml",
];
const ENDS = ["", "!", "\n", "/plan.yaml", "-0123456789ab", "Z", "{n}", "@a", "\u{d800}"];

/** Every unit repeated, with every end. */
function* hostileTexts(): Generator<string> {
  for (const unit of UNITS) for (const end of ENDS) yield unit.repeat(Math.ceil(COUNT / unit.length)) + end;
}

test("there are patterns to try", () => {
  assert.ok(patterns.size >= 10 && ownPatterns.size >= 5);
});

suite("no pattern of a document takes 100,000 characters, unless its schema limits the length", () => {
  for (const [pattern, maxLength] of patterns) {
    test(pattern, () => {
      const expression = new RegExp(pattern, "u");
      for (const text of hostileTexts()) {
        const isTaken = expression.test(text) && text.length <= maxLength;
        assert.equal(
          isTaken,
          false,
          `${JSON.stringify(text.slice(0, 10))}…${JSON.stringify(text.slice(-10))}`,
        );
      }
    });
  }
});

suite("no pattern of what the program writes takes a text with a line break at its end", () => {
  for (const pattern of ownPatterns.keys()) {
    test(pattern, () => {
      const expression = new RegExp(pattern, "u");
      for (const text of hostileTexts()) assert.equal(expression.test(text) && text.endsWith("\n"), false);
    });
  }
});
