import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { DOCUMENT_CODES } from "../../src/diagnostics/codes-document.ts";
import { BROKEN_KEYS } from "./broken-keys.ts";
import { BROKEN_PLACES } from "./broken-places.ts";
import { BROKEN_PLANS } from "./broken-plans.ts";
import { BROKEN_TEXT } from "./broken-text.ts";
import { BROKEN_TRUST } from "./broken-trust.ts";
import { BROKEN_VALUES } from "./broken-values.ts";
import { BROKEN_YAML } from "./broken-yaml.ts";
import { check, faultsOf, SOUND } from "./sound-repository.ts";

const BROKEN = [
  ...BROKEN_TEXT,
  ...BROKEN_YAML,
  ...BROKEN_KEYS,
  ...BROKEN_VALUES,
  ...BROKEN_PLANS,
  ...BROKEN_TRUST,
  ...BROKEN_PLACES,
];

/** Codes that no document of the tables can have, and where they are tested instead. */
const ELSEWHERE = {
  "faults-cut-off": "parse-documents.test.ts: it takes a thousand faults",
  "value-refused": "keyword-texts.test.ts: no schema uses a keyword without words of its own",
};

suite("every broken document is given exactly its faults, at their places", () => {
  for (const { why, edit, faults } of BROKEN) {
    test(why, () => assert.deepEqual(faultsOf(edit(SOUND)), faults));
  }
});

test("each entry of the tables is there once and has a fault", () => {
  assert.ok(BROKEN.length >= 100);
  assert.equal(new Set(BROKEN.map(({ why }) => why)).size, BROKEN.length);
  assert.deepEqual(
    BROKEN.filter(({ faults }) => faults.length === 0),
    [],
  );
});

test("the tables have every code of the documents", () => {
  const seen = new Set(BROKEN.flatMap(({ faults }) => faults.map((fault) => fault.split(" ")[0])));
  const missing = Object.keys(DOCUMENT_CODES).filter((code) => !seen.has(code));
  assert.deepEqual(missing.sort(), Object.keys(ELSEWHERE).sort());
});

test("each fault says what is wrong, what was expected and what to do, and its caret is in its line", () => {
  for (const { why, edit } of BROKEN) {
    for (const { code, place, excerpt, message, expected, fix } of check(edit(SOUND)).diagnostics) {
      if (code.startsWith("cut-") && !(code in DOCUMENT_CODES)) continue;
      for (const text of [message, expected, fix]) assert.match(text, /\S/u, why);
      assert.doesNotMatch(message + expected + fix, /undefined|\[object/u, why);
      if (excerpt === undefined) continue;
      const points = Array.from(excerpt.text).length;
      assert.ok(place.column >= 1 && excerpt.length >= 1, why);
      // An empty line still has one column for its caret.
      assert.ok(place.column + excerpt.length - 1 <= Math.max(1, points), `${why}: ${excerpt.text}`);
    }
  }
});
