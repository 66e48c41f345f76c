import assert from "node:assert/strict";
import { test } from "node:test";
import { CODES } from "../../src/diagnostics/codes.ts";
import { CUT_CODES } from "../../src/diagnostics/codes-cut.ts";
import { DOCUMENT_CODES } from "../../src/diagnostics/codes-document.ts";
import { TRUST_CODES } from "../../src/diagnostics/codes-trust.ts";
import { TRUST_POLICY_CODES } from "../../src/diagnostics/codes-trust-policy.ts";

test("codes are words in small letters with hyphens, and no room takes another one's", () => {
  for (const code of Object.keys(CODES)) assert.match(code, /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u);
  const codes = [DOCUMENT_CODES, CUT_CODES, TRUST_CODES, TRUST_POLICY_CODES].flatMap((room) =>
    Object.keys(room),
  );
  assert.deepEqual(codes.toSorted(), Object.keys(CODES).toSorted());
});

test("every code says what is wrong in a sentence, what was expected and what to do", () => {
  for (const [code, { summary, expected, fix }] of Object.entries(CODES)) {
    assert.match(summary, /^[A-Z].*\.$/u, code);
    assert.match(expected, /^\S.*[^.]$/u, code);
    assert.match(fix, /^\S.*[^.]$/u, code);
  }
});
