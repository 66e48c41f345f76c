import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { findEd25519Weakness, isCanonicalEd25519Signature } from "../../src/trust/edwards25519.ts";

const P = 2n ** 255n - 19n;
const SIGN_BIT = 1n << 255n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
/** The two y of the points of order 8 (Cremers and Jackson, "Prime, Order Please!", table 1). */
const ORDER_8 = [
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
].map((hex) => BigInt(`0x${Buffer.from(hex, "hex").reverse().toString("hex")}`));

function encode(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
}

const SMALL_ORDER = [0n, 1n, P - 1n, ...ORDER_8].flatMap((y) => [y, y + SIGN_BIT]);

for (const y of SMALL_ORDER)
  test(`a point of small order is weak: ${encode(y).toString("hex")}`, () => {
    assert.match(findEd25519Weakness(encode(y)) ?? "", /small order|canonical/);
  });

test("eight points have small order, and the other two spellings of y = ±1 are no spellings", () => {
  const words = SMALL_ORDER.map((y) => findEd25519Weakness(encode(y)));
  assert.equal(words.filter((word) => word?.includes("small order")).length, 8);
  assert.equal(words.filter((word) => word?.includes("canonical")).length, 2);
});

test("every encoding of a y that is not below the prime is refused, with either sign", () => {
  for (let surplus = 0n; surplus < 19n; surplus += 1n)
    for (const sign of [0n, SIGN_BIT])
      assert.match(findEd25519Weakness(encode(P + surplus + sign)) ?? "", /canonical/);
});

test("of the small y, half are no points, and nearly all others are points with a part of small order", () => {
  const words = Array.from({ length: 62 }, (_, index) => findEd25519Weakness(encode(BigInt(index + 2))));
  const count = (part: string): number => words.filter((word) => word?.includes(part)).length;
  // One point in eight has no such part; which of these do is arithmetic, not chance.
  assert.ok(count("no point") > 20 && count("a part of") > 15);
  assert.equal(
    count("no point") + count("a part of") + words.filter((word) => word === undefined).length,
    62,
  );
});

test("the public keys of RFC 8032, 7.1 are sound", () => {
  for (const hex of [
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
    "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
    "278117fc144c72340f67d0f2316e8386ceffbf2b2428c9c51fef7c597f1d426e",
    "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
  ])
    assert.equal(findEd25519Weakness(Buffer.from(hex, "hex")), undefined);
});

test("keys as node:crypto makes them are sound", () => {
  for (let index = 0; index < 20; index += 1) {
    const { publicKey } = generateKeyPairSync("ed25519");
    const point = publicKey.export({ format: "der", type: "spki" }).subarray(-32);
    assert.equal(findEd25519Weakness(point), undefined);
  }
});

test("any 32 bytes get an answer", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      assert.match(findEd25519Weakness(bytes) ?? "sound", /point|sound/);
    }),
    { seed: 1, numRuns: 100 },
  );
});

test("S is below the order, and R is written in the one way", () => {
  const zero = Buffer.alloc(32);
  const isCanonical = (r: bigint, s: bigint): boolean =>
    isCanonicalEd25519Signature(Buffer.concat([encode(r), encode(s)]));
  assert.equal(isCanonicalEd25519Signature(Buffer.concat([zero, zero])), true);
  assert.equal(isCanonical(1n, ORDER - 1n), true);
  assert.equal(isCanonical(1n, ORDER), false);
  assert.equal(isCanonical(1n, SIGN_BIT), false);
  assert.equal(isCanonical(P - 1n + SIGN_BIT, 0n), true);
  assert.equal(isCanonical(P, 0n), false);
  assert.equal(isCanonical(P + SIGN_BIT, 0n), false);
});
