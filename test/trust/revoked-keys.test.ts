import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePublicKey, type PublicKey } from "../../src/trust/public-key.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { describe, makeKey, mpint, spellKey, string, TYPES } from "./key-workshop.ts";

function parse(text: string): ReturnType<typeof parseRevokedKeys> {
  return parseRevokedKeys({ path: "plans/_trust/revoked_keys", bytes: Buffer.from(text) });
}

function keyOf(blob: Uint8Array): PublicKey {
  const answer = parsePublicKey(blob);
  assert.equal(answer.kind, "KEY");
  return answer.key;
}

const one = makeKey("ssh-ed25519");
const two = makeKey("ssh-ed25519");

for (const type of TYPES)
  test(`a revoked key of type ${type}, and none beside it`, () => {
    const key = makeKey(type);
    const { revoked, diagnostics } = parse(`# lost in a train\n\n${key.text} old\n`);
    assert.deepEqual(diagnostics, []);
    assert.equal(revoked.has(keyOf(key.blob)), true);
    assert.equal(revoked.has(keyOf(one.blob)), false);
    const plain = type.includes("ed25519") ? "ssh-ed25519" : "ecdsa-sha2-nistp256";
    assert.equal(revoked.has(keyOf(spellKey(plain, key.privateKey).blob)), true);
  });

test("a line as ssh-keygen writes it with an empty comment, which ends in a space, is taken as it is", () => {
  const { revoked, diagnostics } = parse(`${one.text} \n`);
  assert.deepEqual(diagnostics, []);
  assert.equal(revoked.has(keyOf(one.blob)), true);
});

test("an empty list revokes nobody", () => {
  for (const text of ["", "\n", "# none\n"]) {
    const { revoked, diagnostics } = parse(text);
    assert.deepEqual(diagnostics, []);
    assert.equal(revoked.has(keyOf(one.blob)), false);
  }
});

test("a list with a fault revokes everybody", () => {
  const { revoked, diagnostics } = parse(`${two.text}\nlost\n`);
  assert.equal(diagnostics.length, 1);
  assert.equal(revoked.has(keyOf(one.blob)), true);
});

function rsa(bits: number): string {
  const modulus = Buffer.alloc(bits / 8, 0xff);
  const blob = Buffer.concat([string("ssh-rsa"), string(Buffer.of(1, 0, 1)), string(mpint(modulus))]);
  return `ssh-rsa ${blob.toString("base64")}`;
}

test("weak Ed25519 keys and RSA keys may be revoked", () => {
  const weak = describe("ssh-ed25519", Buffer.alloc(32)).text;
  assert.deepEqual(parse(`${weak}\n${rsa(1024)}\n${rsa(4096)}\n`).diagnostics, []);
});

/** A line, and code@column of its faults. */
const FAULTY: readonly (readonly [string, string])[] = [
  ["lost", "public-key-type@1"],
  [`${one.text.split(" ")[1]}`, "public-key-type@1"],
  ["ssh-dss AAAAB3NzaC1kc3M=", "public-key-type@1"],
  ["ssh-ed25519-cert-v01@openssh.com AAAA", "public-key-type@1"],
  [`alice@example.org ${one.text}`, "public-key-type@1"],
  ["ssh-ed25519", "public-key-missing@12"],
  ["ssh-ed25519 AAAA", "public-key-malformed@13"],
  ["ssh-ed25519 SHA256:3rVx", "public-key-malformed@13"],
  [one.text.slice(0, -4), "public-key-malformed@13"],
  [rsa(1016), "public-key-malformed@9"],
  [describe("ecdsa-sha2-nistp256", Buffer.alloc(65, 4)).text, "public-key-malformed@21"],
  [`${one.text}  `, `list-spacing@${one.text.length + 1}`],
  [`ssh-ed25519  ${one.text.split(" ")[1]}`, "list-spacing@12"],
  [`${one.text}\r`, `text-carriage-return@${one.text.length + 1}`],
];

for (const [line, fault] of FAULTY)
  test(`${fault}: ${line.replaceAll(/AAAA[\w+/=]{9,}/g, "…")}`, () => {
    assert.deepEqual(
      parse(`${line}\n`).diagnostics.map(({ code, place }) => `${code}@${place.column}`),
      [fault],
    );
  });

test("the same key twice is a fault that names both lines", () => {
  const [fault] = parse(`${one.text}\n${two.text}\n${one.text} again\n`).diagnostics;
  assert.equal(fault?.code, "public-key-doubled");
  assert.match(fault.message, /of line 3 .* line 1$/);
});
