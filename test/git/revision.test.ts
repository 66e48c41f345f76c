// checkRevision and splitRevision: what may name one commit, judged from the text alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { checkRevision, splitRevision } from "../../src/git/revision.ts";

const ONE_COMMIT = [
  "HEAD", "@", "main", "refs/heads/main", "v1.0", "feature/x-1", "abc123", "HEAD~3", "HEAD^", "HEAD^2~4", "HEAD^0",
  "main@{1}", "@{-1}", "@{upstream}", "main@{2026-01-01 10:00:00}", "HEAD^{/fix: the cut}", "v1.0^{}", "v1.0^{commit}",
  "Ünïcode", "a".repeat(250), "0".repeat(40), "v1.0-3-gabc123",
]; // prettier-ignore

for (const revision of ONE_COMMIT) {
  test(`"${revision.slice(0, 40)}" may name one commit`, () =>
    assert.equal(checkRevision(revision), undefined));
}

test("whatever is accepted neither starts an option nor holds a range or a control character", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), (text) => {
      if (checkRevision(text) !== undefined) return;
      assert.match(text, /^[^-^]/);
      assert.doesNotMatch(text, /\.\.|::|:\/\/|\p{Cc}/u);
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test("steps to parents are split off the name", () => {
  assert.deepEqual(splitRevision("HEAD~2^2"), { base: "HEAD", steps: [1, 1, 2] });
  assert.deepEqual(splitRevision("main"), { base: "main", steps: [] });
  assert.deepEqual(splitRevision("v1^0~0"), { base: "v1", steps: [0] });
  assert.deepEqual(splitRevision("HEAD^{/a~1}"), { base: "HEAD^{/a~1}", steps: [] });
  assert.deepEqual(splitRevision("main@{1}^"), { base: "main@{1}", steps: [1] });
});

test("a step count that no history has is refused, not walked", () => {
  for (const revision of ["HEAD~999999999999", "HEAD~99999~99999", `HEAD^${"9".repeat(30)}`]) {
    const split = splitRevision(revision);
    assert.ok(split instanceof Refusal);
    assert.equal(split.code, "REF_REFUSED");
  }
});
