// Keys and signatures on P-256 have one spelling each, and node:crypto agrees with it.
import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, sign, verify } from "node:crypto";
import { test } from "node:test";
import {
  isP256PublicKey,
  isP256Signature,
  renderP256PublicKey,
  renderP256Signature,
} from "../../src/model/p256.ts";

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function raw(r: bigint, s: bigint): Uint8Array {
  return Buffer.from([r, s].map((value) => value.toString(16).padStart(64, "0")).join(""), "hex");
}

test("what node:crypto signs is rendered as DER that node:crypto verifies, with the lower s", () => {
  const { privateKey: key, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  for (let number = 0; number < 64; number += 1) {
    const bytes = Buffer.from(String(number));
    const der = renderP256Signature(sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" }));
    assert.ok(isP256Signature(der));
    assert.ok(verify("sha256", bytes, { key: publicKey, dsaEncoding: "der" }, der));
  }
});

test("the lower s is taken, so that both signatures that verify have one spelling", () => {
  for (const s of [1n, 2n ** 128n, ORDER / 2n])
    assert.deepEqual(renderP256Signature(raw(7n, s)), renderP256Signature(raw(7n, ORDER - s)));
});

const DER: readonly (readonly [name: string, hex: string, isAccepted: boolean])[] = [
  ["the smallest", "3006020101020101", true],
  ["a byte above 7f with its leading zero", "300702020080020101", true],
  ["r is zero", "3006020100020101", false],
  ["s is zero", "3006020101020100", false],
  ["r negative", "3006020180020101", false],
  ["a leading zero to spare", "300702020001020101", false],
  ["a length in two bytes", "308106020101020101", false],
  ["a length in two bytes inside", "300702810101020101", false],
  ["an indefinite length", "30800201010201010000", false],
  ["a byte after it", "300602010102010100", false],
  ["a byte inside after it", "300702010102010100", false],
  ["a byte too few", "30060201010201", false],
  ["no sequence", "3106020101020101", false],
  ["no integer", "3006030101020101", false],
  ["r is the order", `3026022100${ORDER.toString(16)}020101`, false],
  ["the higher s", `3026020101022100${(ORDER - 1n).toString(16)}`, false],
  ["the highest of the lower", `30250201010220${(ORDER / 2n).toString(16)}`, true],
  ["one above it", `30250201010220${(ORDER / 2n + 1n).toString(16)}`, false],
  ["nothing", "", false],
];
for (const [name, hex, isAccepted] of DER) {
  test(`a signature in DER: ${name}`, () =>
    assert.equal(isP256Signature(Buffer.from(hex, "hex")), isAccepted));
}

test("a signature that is too long is refused at once", () => {
  assert.equal(isP256Signature(new Uint8Array(10_000_000).fill(0x30)), false);
});

test("a public key has one spelling: SPKI of the named curve, the point written out, in base64", () => {
  const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const der = publicKey.export({ type: "spki", format: "der" });
  const text = der.toString("base64");
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  assert.equal(renderP256PublicKey(Buffer.from(x, "base64url"), Buffer.from(y, "base64url")), text);
  assert.ok(isP256PublicKey(text));
  const compressed = Buffer.concat([
    Buffer.from("3039301306072a8648ce3d020106082a8648ce3d030107032200", "hex"),
    Buffer.of(2 + ((der.at(-1) ?? 0) & 1)),
    der.subarray(27, 59),
  ]);
  assert.ok(createPublicKey({ key: compressed, format: "der", type: "spki" }), "OpenSSL reads that too");
  const others = ["P-384", "secp256k1"].map((namedCurve) =>
    generateKeyPairSync("ec", { namedCurve }).publicKey.export({ type: "spki", format: "der" }),
  );
  const texts = [
    compressed.toString("base64"),
    ...others.map((other) => other.toString("base64")),
    der.toString("base64url"),
    text.replace(/=+$/, ""),
    `${text}\n`,
    ` ${text}`,
    text.replace("==", "= ="),
    Buffer.concat([der, Buffer.of(0)]).toString("base64"),
    der.subarray(0, -1).toString("base64"),
    "",
  ];
  for (const other of texts) assert.equal(isP256PublicKey(other), false, other);
});
