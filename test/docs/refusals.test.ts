// docs/refusals.md tells of every refusal once, with the exit code that the program gives it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { exitOfRefusal } from "../../src/cli/exit-codes.ts";
import { REFUSAL_NOTES, REFUSAL_SUBJECTS } from "../../src/diagnostics/refusal-notes.ts";
import { REFUSALS, type RefusalCode } from "../../src/diagnostics/refusal.ts";

const text = readFileSync(path.join(import.meta.dirname, "../../docs/refusals.md"), "utf8");
const CODES = Object.keys(REFUSALS).sort() as RefusalCode[];

test("every code has its subject, and one only", () => {
  assert.deepEqual(REFUSAL_SUBJECTS.flatMap(([, notes]) => Object.keys(notes)).sort(), CODES);
});

test("every code is on the page once, with its exit code", () => {
  const told = [...text.matchAll(/^### (?<code>[A-Z_]+)\n[^#]*?^- exit code: (?<exit>\d+)$/gm)];
  const found = told.map(({ groups = {} }) => [groups["code"] ?? "", Number(groups["exit"])] as const);
  assert.deepEqual(
    [...found].sort(([a], [b]) => (a < b ? -1 : 1)),
    CODES.map((code) => [code, exitOfRefusal(code)]),
  );
});

test("what is written about them is text as the page can take it", () => {
  for (const [code, { when, todo }] of Object.entries(REFUSAL_NOTES)) {
    assert.match(when, /^[A-Z`].*\.$/, `${code}: a sentence`);
    assert.doesNotMatch(todo, /^[A-Z]|\.$/, `${code}: what to do begins small and has no stop`);
  }
});
