// Cutting trees: the same entries as taking them apart, for every tree and for any bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { cutTree, modeOf, readCut } from "../../src/git/cut-tree.ts";
import { renderTree, splitTree } from "../../src/git/tree.ts";
import type { NamedTree, RawEntry } from "../../src/git/tree.ts";

const LENGTHS = { sha1: 20, sha256: 32 } as const;

for (const objectFormat of ["sha1", "sha256"] as const) {
  const entry: fc.Arbitrary<RawEntry> = fc.record({
    mode: fc.constantFrom("100644", "40000", "160000", "040000", "1", ""),
    name: fc
      .uint8Array({ minLength: 0, maxLength: 6 })
      .map((bytes) => Buffer.from(bytes.map((byte) => (byte === 0 ? 0x70 : byte)))),
    oid: fc
      .uint8Array({ minLength: LENGTHS[objectFormat], maxLength: LENGTHS[objectFormat] })
      .map((bytes) => Buffer.from(bytes).toString("hex")),
  });
  const tree = (bytes: Uint8Array): NamedTree => ({ oid: "x", bytes, objectFormat });

  test(`${objectFormat}: what was rendered is cut again, all of it or the entries of one name`, () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const rendered = tree(renderTree(entries));
        const whole = splitTree(rendered);
        const cut = cutTree(rendered, undefined);
        assert.ok(!(cut instanceof Refusal) && !(whole instanceof Refusal));
        assert.deepEqual(cut.map(readCut), whole);
        assert.deepEqual(cut.map(modeOf), whole.map(({ mode }) => mode)); // prettier-ignore
        for (const { name } of entries) {
          const text = name.toString("utf8");
          if (!Buffer.from(text).equals(name)) continue;
          const named = cutTree(rendered, text);
          assert.ok(!(named instanceof Refusal) && named.length > 0);
          assert.deepEqual(named.map(readCut), whole.filter((one) => one.name.equals(name))); // prettier-ignore
        }
        assert.deepEqual(cutTree(rendered, "no such name"), []);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  test(`${objectFormat}: any bytes are divided as the reader of single trees divides them`, () => {
    const bytes = fc.array(fc.constantFrom(0, 0x20, 0x31, 0x61, 0xff), { maxLength: 90 });
    fc.assert(
      fc.property(bytes, (some) => {
        const given = tree(Uint8Array.from(some));
        const [cut, whole] = [cutTree(given, undefined), splitTree(given)];
        if (whole instanceof Refusal || cut instanceof Refusal) {
          assert.ok(whole instanceof Refusal && cut instanceof Refusal);
          assert.equal(cut.code, whole.code);
        } else assert.deepEqual(cut.map(readCut), whole);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
}
