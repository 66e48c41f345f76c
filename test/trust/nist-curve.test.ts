import assert from "node:assert/strict";
import { createECDH, generateKeyPairSync } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { findNistWeakness, NIST_CURVES, NIST_P256, type NistCurve } from "../../src/trust/nist-curve.ts";

const NODE_NAMES = { nistp256: "prime256v1", nistp384: "secp384r1", nistp521: "secp521r1" } as const;

function makePoint(curve: NistCurve): Buffer {
  return createECDH(NODE_NAMES[curve.name]).generateKeys();
}

for (const curve of NIST_CURVES)
  test(`points of ${curve.name} as node:crypto makes them are sound`, () => {
    for (let index = 0; index < 10; index += 1)
      assert.equal(findNistWeakness(makePoint(curve), curve), undefined);
  });

const good = makePoint(NIST_P256);
const prime = NIST_P256.prime;

function coordinates(x: bigint, y: bigint): Buffer {
  const hex = [x, y].map((value) => value.toString(16).padStart(64, "0")).join("");
  return Buffer.from(`04${hex}`, "hex");
}

/** A root modulo a prime that is 3 modulo 4. */
function root(square: bigint): bigint | undefined {
  let result = 1n;
  for (const bit of ((prime + 1n) / 4n).toString(2)) {
    result = (result * result) % prime;
    if (bit === "1") result = (result * square) % prime;
  }
  return (result * result - square) % prime === 0n ? result : undefined;
}

/** The first point of the curve at or behind that x. */
function pointAt(x: bigint): { readonly x: bigint; readonly y: bigint } {
  for (let at = x; ; at += 1n) {
    const y = root((((at * at * at - 3n * at + NIST_P256.b) % prime) + prime) % prime);
    if (y !== undefined) return { x: at, y };
  }
}

const small = pointAt(5n);
const large = pointAt(NIST_P256.order + 1000n);
const compressed = Buffer.concat([Buffer.of(2 + ((good.at(-1) ?? 0) & 1)), good.subarray(1, 33)]);

const WEAK: readonly (readonly [string, Uint8Array])[] = [
  ["the point at infinity", Buffer.of(0)],
  ["nothing", Buffer.alloc(0)],
  ["a compressed point", compressed],
  ["a hybrid point", Buffer.concat([Buffer.of(6 + ((good.at(-1) ?? 0) & 1)), good.subarray(1)])],
  ["a byte too many", Buffer.concat([good, Buffer.of(0)])],
  ["a byte too few", good.subarray(0, 64)],
  ["a point off the curve", Buffer.concat([good.subarray(0, 64), Buffer.of((good.at(-1) ?? 0) ^ 1)])],
  ["(0, 0)", coordinates(0n, 0n)],
  ["x that is not below the prime", coordinates(small.x + prime, small.y)],
  ["a coordinate shorter than OpenSSH takes", coordinates(small.x, small.y)],
  ["a coordinate above the order, which OpenSSH does not take", coordinates(large.x, large.y)],
];

for (const [name, point] of WEAK)
  test(`weak: ${name}`, () => {
    assert.equal(typeof findNistWeakness(point, NIST_P256), "string");
  });

test("a point of a curve is none of another one", () => {
  for (const curve of NIST_CURVES)
    for (const other of NIST_CURVES)
      if (other !== curve) assert.equal(typeof findNistWeakness(makePoint(curve), other), "string");
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "secp256k1" });
  const point = publicKey.export({ format: "der", type: "spki" }).subarray(-65);
  assert.match(findNistWeakness(point, NIST_P256) ?? "", /on the curve/);
});

test("any bytes get an answer, and a sound one only by being a point", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
      assert.equal(typeof findNistWeakness(bytes, NIST_P256), "string");
    }),
    { seed: 1, numRuns: 300 },
  );
});
