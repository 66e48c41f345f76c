import assert from "node:assert/strict";
import { test } from "node:test";
import { CODES } from "../../src/diagnostics/codes.ts";
import { CUT_CODES } from "../../src/diagnostics/codes-cut.ts";
import { DOCUMENT_CODES } from "../../src/diagnostics/codes-document.ts";

test("codes are words in small letters with hyphens, and no room takes another one's", () => {
  for (const code of Object.keys(CODES)) assert.match(code, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u);
  const both = Object.keys(CUT_CODES).filter((code) => code in DOCUMENT_CODES);
  assert.deepEqual(both, []);
  assert.equal(Object.keys(CODES).length, Object.keys(CUT_CODES).length + Object.keys(DOCUMENT_CODES).length);
});

test("every code says what is wrong in a sentence, what was expected and what to do", () => {
  for (const [code, { summary, expected, fix }] of Object.entries(CODES)) {
    assert.match(summary, /^[A-Z].*\.$/u, code);
    assert.match(expected, /^\S.*[^.]$/u, code);
    assert.match(fix, /^\S.*[^.]$/u, code);
  }
});
