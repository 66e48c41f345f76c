// Signatures that somebody made to be taken for somebody else's. None may be AUTHENTIC, and none may make the check throw.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseAllowedSigners, type AllowedSigner } from "../../src/trust/allowed-signers.ts";
import { authenticate } from "../../src/trust/authenticate.ts";
import {
  armor,
  dearmor,
  describe,
  makeKey,
  mpint,
  signMessage,
  spellKey,
  string,
  TYPES,
  uint32,
  type SignatureQuirks,
  type WorkshopKey,
} from "../trust/key-workshop.ts";

const NAMESPACE = "approval.v1@cutplan";
const OPTIONS = `namespaces="${NAMESPACE}",valid-after="20260101Z",valid-before="20270101Z"`;
const message = Buffer.from("gate: SG_2\n");
const nobody = { has: () => false };

const known = new Map<string, readonly AllowedSigner[]>();

function signersOf(text: string): readonly AllowedSigner[] {
  const bytes = Buffer.from(`alice@example.org ${OPTIONS} ${text}\n`);
  const signers = known.get(text) ?? parseAllowedSigners({ path: "allowed_signers", bytes }).signers;
  known.set(text, signers);
  return signers;
}

function judge(key: Pick<WorkshopKey, "text">, signature: Uint8Array): string {
  const signers = signersOf(key.text);
  const question = { message, signature, principal: "alice@example.org", namespace: NAMESPACE } as const;
  return authenticate({ ...question, at: "2026-06-01T12:00:00Z" }, { signers, revoked: nobody }).authenticity;
}

function quirky(key: WorkshopKey, quirks: SignatureQuirks): Buffer {
  return signMessage(key, { message, namespace: NAMESPACE }, quirks);
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const fixed = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, "0"), "hex");
const pair = (r: bigint, s: bigint): Buffer =>
  Buffer.concat([string(mpint(fixed(r))), string(mpint(fixed(s)))]);

// Psychic signatures (CVE-2022-21449) and their neighbours: numbers that make the equation hold for every message.
for (const [r, s] of [
  [0n, 0n],
  [0n, 1n],
  [1n, 0n],
  [P256_ORDER, P256_ORDER],
  [P256_ORDER, 1n],
  [1n, P256_ORDER],
  [1n, 1n],
] as const)
  for (const type of ["ecdsa-sha2-nistp256", "sk-ecdsa-sha2-nistp256@openssh.com"] as const)
    test(`${type} with r = ${r === P256_ORDER ? "n" : r} and s = ${s === P256_ORDER ? "n" : s}`, () => {
      const key = makeKey(type);
      assert.match(judge(key, quirky(key, { layOut: () => pair(r, s) })), /^SIG_(INVALID|MALFORMED)$/);
    });

// What is added to a number behind the 32 bytes must not be cut off in silence.
test("r + n and s + n are out of range, not the same signature", () => {
  const key = makeKey("ecdsa-sha2-nistp256");
  const big = (bytes: Buffer): Buffer =>
    Buffer.from((BigInt(`0x${bytes.toString("hex")}`) + P256_ORDER).toString(16).padStart(66, "0"), "hex");
  const long = quirky(key, { layOut: (r, s) => Buffer.concat([string(mpint(r)), string(mpint(big(s)))]) });
  const zeros = quirky(key, {
    layOut: (r, s) => Buffer.concat([string(Buffer.concat([Buffer.alloc(40), r])), string(mpint(s))]),
  });
  const tail = quirky(key, {
    layOut: (r, s) => Buffer.concat([string(mpint(r)), string(mpint(s)), string("x")]),
  });
  for (const signature of [long, zeros, tail])
    assert.match(judge(key, signature), /^SIG_(INVALID|MALFORMED)$/);
});

// DER is what OpenSSL takes and SSH does not.
test("an ECDSA signature in DER", () => {
  const key = makeKey("ecdsa-sha2-nistp256");
  const der = quirky(key, {
    layOut: (r, s) => {
      const integers = [r, s].map((value) =>
        Buffer.concat([Buffer.of(2, mpint(value).length), mpint(value)]),
      );
      const body = Buffer.concat(integers);
      return Buffer.concat([Buffer.of(0x30, body.length), body]);
    },
  });
  assert.equal(judge(key, der), "SIG_MALFORMED");
});

// Under a key of small order, R = S·B holds for one message in eight or for all.
test("no forgery under any of the points of small order", () => {
  const points = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
  ];
  for (const point of points)
    for (const type of ["ssh-ed25519", "sk-ssh-ed25519@openssh.com"] as const) {
      const named = describe(type, Buffer.from(point, "hex"));
      const signature = quirky(makeKey(type), {
        named,
        change: () => Buffer.concat([Buffer.from(point, "hex"), Buffer.alloc(32)]),
      });
      assert.equal(judge(named, signature), "WEAK_KEY");
    }
});

// A signature is for the key that it names; naming the victim's does not make it the victim's.
for (const type of TYPES)
  test(`signed by another key of type ${type}, naming alice's`, () => {
    const alice = makeKey(type);
    assert.equal(judge(alice, quirky(makeKey(type), { named: alice })), "SIG_INVALID");
  });

// The type in the key, the type in the signature and the layout have to be one.
for (const type of TYPES)
  for (const other of TYPES)
    if (type !== other)
      test(`a key of type ${type} with a signature of type ${other}`, () => {
        const key = makeKey(type);
        assert.equal(judge(key, quirky(key, { signatureType: other })), "SIG_MALFORMED");
      });

// A security key signs other data than a software key, and says that somebody touched it; neither can be left out.
test("a security key that nobody touched, or whose flags or counter were changed afterwards", () => {
  for (const type of ["sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com"] as const) {
    const key = makeKey(type);
    for (const flags of [0x00, 0x04, 0xfe]) assert.equal(judge(key, quirky(key, { flags })), "SIG_INVALID");
    for (const flags of [0x01, 0x05]) assert.equal(judge(key, quirky(key, { flags })), "AUTHENTIC");
    const blob = dearmor(quirky(key, { flags: 0 }));
    blob[blob.length - 5] = 1;
    assert.equal(judge(key, armor(blob)), "SIG_INVALID");
    const counted = dearmor(quirky(key, {}));
    counted[counted.length - 1] = (counted.at(-1) ?? 0) ^ 1;
    assert.equal(judge(key, armor(counted)), "SIG_INVALID");
  }
});

// The same secret in another spelling is another line of the list, and not alice's.
test("alice's secret in the spelling of a security key is not what is listed", () => {
  const alice = makeKey("ssh-ed25519");
  const touch = spellKey("sk-ssh-ed25519@openssh.com", alice.privateKey);
  assert.equal(judge(alice, quirky(touch, {})), "SIGNER_UNKNOWN");
});

// A signature of the bare message, or of SSH's own login data, is none over our data.
test("a namespace that is cut or gone on with", () => {
  const key = makeKey("ssh-ed25519");
  for (const namespace of [
    "approval.v1@cutpla",
    "approval.v1@cutplan ",
    "approval.v1@cutplan2",
    "Approval.v1@cutplan",
  ])
    assert.equal(judge(key, signMessage(key, { message, namespace })), "NAMESPACE_REFUSED");
});

// Lengths that point far outside must cost nothing.
test("lengths up to 4 GiB in every field", () => {
  const key = makeKey("ssh-ed25519");
  const blob = dearmor(quirky(key, {}));
  for (let at = 6; at + 4 <= blob.length; at += 1)
    for (const length of [0x7fffffff, 0x80000000, 0xffffffff]) {
      const changed = Buffer.from(blob);
      uint32(length).copy(changed, at);
      assert.notEqual(judge(key, armor(changed)), "AUTHENTIC");
    }
});

// Every bit of a signature matters.
for (const type of TYPES)
  test(`every bit of the blob of type ${type}, flipped`, () => {
    const key = makeKey(type);
    const blob = dearmor(quirky(key, {}));
    const words = new Set<string>();
    for (let bit = 0; bit < 8 * blob.length; bit += 5) {
      const changed = Buffer.from(blob);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      words.add(judge(key, armor(changed)));
    }
    assert.ok(!words.has("AUTHENTIC") && words.has("SIG_INVALID") && words.has("SIG_MALFORMED"));
  });
