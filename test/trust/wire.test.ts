import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseBase64 } from "../../src/trust/base64.ts";
import { positiveInteger, splitWire, takeName, wireString } from "../../src/trust/wire.ts";

test("what was put together comes apart again, and nothing may be left over or missing", () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 20 }), { maxLength: 5 }), (strings) => {
      const bytes = Buffer.concat(strings.map(wireString));
      const fields = strings.map(() => "string" as const);
      assert.deepEqual(
        splitWire(bytes, fields)?.map((part) => [...part]),
        strings.map((part) => [...part]),
      );
      assert.equal(splitWire(Buffer.concat([bytes, Buffer.of(0)]), fields), undefined);
      assert.equal(splitWire(bytes, [...fields, "byte"]), undefined);
      if (bytes.length > 0) assert.equal(splitWire(bytes.subarray(0, -1), fields), undefined);
    }),
    { seed: 1, numRuns: 200 },
  );
});

const TORN: readonly (readonly [string, string])[] = [
  ["no length", ""],
  ["half a length", "0000"],
  ["more than there is", "0000000261"],
  ["4 GiB", "ffffffff61"],
  ["2 GiB, negative where it is signed", "8000000061"],
];

for (const [name, hex] of TORN)
  test(`a string with ${name} is none`, () => {
    assert.equal(splitWire(Buffer.from(hex, "hex"), ["string"]), undefined);
    assert.equal(takeName(Buffer.from(hex, "hex")), undefined);
  });

test("a name is short and visible", () => {
  assert.equal(takeName(wireString("ssh-ed25519"))?.name, "ssh-ed25519");
  for (const name of ["a b", "a\0", "é", "a".repeat(65)]) assert.equal(takeName(wireString(name)), undefined);
});

const MPINTS: readonly (readonly [string, bigint | undefined])[] = [
  ["", undefined],
  ["00", undefined],
  ["01", 1n],
  ["7f", 127n],
  ["80", undefined],
  ["0080", 128n],
  ["007f", undefined],
  ["0000ff", undefined],
  ["00ffff", 65535n],
  ["7fffff", undefined],
];

for (const [hex, value] of MPINTS)
  test(`the mpint "${hex}" of at most two bytes`, () => {
    assert.equal(positiveInteger(Buffer.from(hex, "hex"), 2), value);
  });

test("base64 has one spelling", () => {
  assert.deepEqual([...(parseBase64("AAE=") ?? [])], [0, 1]);
  for (const text of [
    "",
    "A",
    "AAE",
    "AAF=",
    "AAE==",
    "AAE=\n",
    " AAE=",
    "AA-_",
    "AAE=AAE=",
    "A===",
    "====",
    "ÀAE=",
  ])
    assert.equal(parseBase64(text), undefined, text);
});
