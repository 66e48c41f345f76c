import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { legASha256, legBSha256, pairSha256 } from "../../src/target/leg-digests.ts";

const sha256 = (text: string | Buffer): string => createHash("sha256").update(text).digest("hex");
const DIGEST = "0f".repeat(32);

test("leg A is SHA-256 over one canonical line a unit, and nothing but the three fields counts", () => {
  const results = [
    { ord: 1, address: "DOC/A", status: "created", title: "of no account" },
    { ord: 2, address: "DOC/É", status: "unchanged" },
  ] as const;
  const lines =
    '{"address":"DOC/A","ord":1,"status":"created"}\n{"address":"DOC/É","ord":2,"status":"unchanged"}\n';
  assert.equal(legASha256(results), sha256(lines));
  assert.notEqual(legASha256(results.toReversed()), sha256(lines));
});

test("leg B is SHA-256 over one canonical line a created unit, and over nothing where none was", () => {
  const row = { ord: 3, address: "DOC/A", sha256: DIGEST, parent: "DOC" };
  assert.equal(legBSha256([row]), sha256(`{"address":"DOC/A","ord":3,"sha256":"${DIGEST}"}\n`));
  assert.equal(legBSha256([]), sha256(""));
});

test("the pair is SHA-256 over the raw bytes of both, in their order", () => {
  const [a, b] = [sha256("a"), sha256("b")];
  assert.equal(pairSha256(a, b), sha256(Buffer.from(a + b, "hex")));
  assert.notEqual(pairSha256(a, b), pairSha256(b, a));
});

test("each line is the canonical JSON of its three fields, whatever the address is made of", () => {
  const address = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom('"\\', "\u2028", "\u007f", "\ud83d\ude42"),
  );
  const row = fc.record({ ord: fc.nat(), address, sha256: fc.stringMatching(/^[0-9a-f]{64}$/) });
  const status = fc.constantFrom("created" as const, "unchanged" as const);
  fc.assert(
    fc.property(row, status, ({ sha256: digest, ...unit }, one) => {
      assert.equal(
        legASha256([{ ...unit, status: one }]),
        sha256(`${canonicalText({ ...unit, status: one })}\n`),
      );
      assert.equal(
        legBSha256([{ ...unit, sha256: digest }]),
        sha256(`${canonicalText({ ...unit, sha256: digest })}\n`),
      );
    }),
    { seed: 20261121 },
  );
});
