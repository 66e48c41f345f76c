import assert from "node:assert/strict";
import { after, test } from "node:test";
import path from "node:path";
import fc from "fast-check";
import { parsePublicKeyLine } from "../../src/trust/public-key-line.ts";
import { parsePublicKey, type PublicKey } from "../../src/trust/public-key.ts";
import { describe, makeKey, spellKey, string, TYPES } from "./key-workshop.ts";
import { makeFolder, makeKeyFile, sshKeygen } from "./ssh-keygen.ts";

const folder = makeFolder();
after(folder.remove);

function parseSound(blob: Uint8Array): PublicKey {
  const answer = parsePublicKey(blob);
  assert.equal(answer.kind, "KEY");
  return answer.key;
}

for (const type of TYPES)
  test(`a key of type ${type}`, () => {
    const { blob, point } = makeKey(type);
    const key = parseSound(blob);
    assert.equal(key.type, type);
    assert.deepEqual([...key.point], [...point]);
    assert.equal(key.application === undefined, !type.startsWith("sk-"));
  });

for (const options of [
  ["-t", "ed25519"],
  ["-t", "ecdsa", "-b", "256"],
])
  test(`the fingerprint is the one of ssh-keygen -l: ${options.join(" ")}`, () => {
    const name = options.join("");
    const answer = parsePublicKeyLine(makeKeyFile(folder, name, options));
    assert.equal(answer.kind, "KEY");
    const printed = sshKeygen(["-l", "-f", path.join(folder.path, `${name}.pub`)]).stdout.toString();
    assert.ok(printed.includes(` ${answer.key.fingerprint} `));
    assert.equal(answer.comment, name);
  });

test("one secret has one name, in whatever spelling", () => {
  const plain = makeKey("ssh-ed25519");
  const touch = spellKey("sk-ssh-ed25519@openssh.com", plain.privateKey);
  assert.equal(parseSound(plain.blob).secretName, parseSound(touch.blob).secretName);
  assert.notEqual(parseSound(plain.blob).fingerprint, parseSound(touch.blob).fingerprint);
  assert.notEqual(parseSound(plain.blob).secretName, parseSound(makeKey("ssh-ed25519").blob).secretName);
});

const { blob } = makeKey("ssh-ed25519");
const { point } = makeKey("ecdsa-sha2-nistp256");
const P256 = "ecdsa-sha2-nistp256";

const FAULTY: readonly (readonly [string, Uint8Array, string])[] = [
  ["nothing", Buffer.alloc(0), "MALFORMED"],
  ["a torn key", blob.subarray(0, -1), "MALFORMED"],
  ["a byte too many", Buffer.concat([blob, Buffer.of(0)]), "MALFORMED"],
  ["a point of 31 bytes", Buffer.concat([string("ssh-ed25519"), string(Buffer.alloc(31))]), "MALFORMED"],
  ["another curve's name", Buffer.concat([string(P256), string("nistp384"), string(point)]), "MALFORMED"],
  ["no curve's name", Buffer.concat([string(P256), string(point)]), "MALFORMED"],
  [
    "a security key for nothing",
    Buffer.concat([string("sk-ssh-ed25519@openssh.com"), string(blob.subarray(-32)), string("")]),
    "MALFORMED",
  ],
  [
    "a security key for a name with a NUL",
    Buffer.concat([string("sk-ssh-ed25519@openssh.com"), string(blob.subarray(-32)), string("ssh:\0x")]),
    "MALFORMED",
  ],
  ["17 KiB", Buffer.concat([blob, Buffer.alloc(17 * 1024)]), "MALFORMED"],
  ["RSA", Buffer.concat([string("ssh-rsa"), string("x")]), "KEYTYPE_REFUSED"],
  ["DSA", string("ssh-dss"), "KEYTYPE_REFUSED"],
  ["a certificate", string("ssh-ed25519-cert-v01@openssh.com"), "KEYTYPE_REFUSED"],
  ["P-384", string("ecdsa-sha2-nistp384"), "KEYTYPE_REFUSED"],
  ["a name every object has", string("constructor"), "KEYTYPE_REFUSED"],
  [
    "a neutral point",
    describe("ssh-ed25519", Buffer.concat([Buffer.of(1), Buffer.alloc(31)])).blob,
    "WEAK_KEY",
  ],
  [
    "the same as a security key",
    describe("sk-ssh-ed25519@openssh.com", Buffer.concat([Buffer.of(1), Buffer.alloc(31)])).blob,
    "WEAK_KEY",
  ],
  ["the point at infinity", describe(P256, Buffer.of(0)).blob, "WEAK_KEY"],
  [
    "a compressed point",
    describe(P256, Buffer.concat([Buffer.of(2), point.subarray(1, 33)])).blob,
    "WEAK_KEY",
  ],
  [
    "a point off its curve, as a security key",
    describe("sk-ecdsa-sha2-nistp256@openssh.com", Buffer.concat([Buffer.of(4), Buffer.alloc(64, 1)])).blob,
    "WEAK_KEY",
  ],
];

for (const [name, bytes, kind] of FAULTY)
  test(`${kind}: ${name}`, () => {
    assert.equal(parsePublicKey(bytes).kind, kind);
  });

test("any bytes get an answer, behind any type too", () => {
  const type = fc.constantFrom("", ...TYPES);
  fc.assert(
    fc.property(type, fc.uint8Array({ maxLength: 120 }), (name, rest) => {
      const bytes = name === "" ? rest : Buffer.concat([string(name), rest]);
      assert.match(parsePublicKey(bytes).kind, /^(MALFORMED|KEYTYPE_REFUSED|WEAK_KEY|KEY)$/);
    }),
    { seed: 1, numRuns: 500 },
  );
});
