import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { parseAllowedSigners } from "../../src/trust/allowed-signers.ts";
import { authenticate, type SignatureQuestion, type TrustLists } from "../../src/trust/authenticate.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { describe, makeKey, signMessage, string, TYPES, type WorkshopKey } from "./key-workshop.ts";

const APPROVAL = "approval.v1@cutplan";
const VALIDITY = 'valid-after="20260101Z",valid-before="20270101Z"';
const message = Buffer.from("gate: SG_1\n");
const alice = makeKey("ssh-ed25519");
const bob = makeKey("ecdsa-sha2-nistp256");
const author = makeKey("ssh-ed25519");
const stranger = makeKey("ssh-ed25519");
const gone = makeKey("ssh-ed25519");

function listsOf(lines: readonly string[], revoked = ""): TrustLists {
  const signers = parseAllowedSigners({ path: "allowed_signers", bytes: Buffer.from(lines.join("")) });
  const keys = parseRevokedKeys({ path: "revoked_keys", bytes: Buffer.from(revoked) });
  assert.deepEqual([...signers.diagnostics, ...keys.diagnostics], []);
  return { signers: signers.signers, revoked: keys.revoked };
}

function line(principal: string, key: Pick<WorkshopKey, "text">, namespace = APPROVAL): string {
  return `${principal} namespaces="${namespace}",${VALIDITY} ${key.text}\n`;
}

const lists = listsOf(
  [
    line("alice@example.org", alice),
    line("bob@example.org", bob),
    line("carol@example.org", author, "plan.v1@cutplan"),
    line("gone@example.org", gone),
  ],
  `${gone.text}\n${stranger.text}\n`,
);

const question: SignatureQuestion = {
  message,
  signature: signMessage(alice, { message, namespace: APPROVAL }),
  principal: "alice@example.org",
  namespace: APPROVAL,
  at: "2026-06-01T12:00:00Z",
};

function signedBy(key: WorkshopKey, namespace: string = APPROVAL): Partial<SignatureQuestion> {
  return { signature: signMessage(key, { message, namespace }) };
}

test("a good signature is its signer's, with the fingerprint and no detail", () => {
  const judgement = authenticate(question, lists);
  assert.equal(judgement.authenticity, "AUTHENTIC");
  assert.equal(judgement.signer, "alice@example.org");
  assert.match(judgement.fingerprint ?? "", /^SHA256:[A-Za-z0-9+/]{43}$/);
  assert.equal(judgement.detail, "");
});

test("without a file beside it, it is unsigned, and nothing is known", () => {
  assert.deepEqual(authenticate({ ...question, signature: undefined }, lists), {
    authenticity: "UNSIGNED",
    fingerprint: undefined,
    signer: undefined,
    detail: "",
  });
});

const BAD: readonly (readonly [string, Partial<SignatureQuestion>, string, string | undefined])[] = [
  ["no signature inside", { signature: Buffer.from("ok\n") }, "SIG_MALFORMED", undefined],
  [
    "an RSA key",
    {
      signature: signMessage(alice, { message, namespace: APPROVAL }, { named: { blob: string("ssh-rsa") } }),
    },
    "KEYTYPE_REFUSED",
    undefined,
  ],
  [
    "a weak key",
    {
      signature: signMessage(
        alice,
        { message, namespace: APPROVAL },
        { named: describe("ssh-ed25519", Buffer.alloc(32)) },
      ),
    },
    "WEAK_KEY",
    undefined,
  ],
  [
    "a torn key",
    {
      signature: signMessage(
        alice,
        { message, namespace: APPROVAL },
        { named: { blob: alice.blob.subarray(0, 40) } },
      ),
    },
    "SIG_MALFORMED",
    undefined,
  ],
  ["another purpose", signedBy(alice, "plan.v1@cutplan"), "NAMESPACE_REFUSED", "alice@example.org"],
  ["git's purpose", signedBy(alice, "git"), "NAMESPACE_REFUSED", "alice@example.org"],
  ["other bytes", { message: Buffer.from("gate: SG_2\n") }, "SIG_INVALID", "alice@example.org"],
  ["a revoked key", { ...signedBy(gone), principal: "gone@example.org" }, "KEY_REVOKED", "gone@example.org"],
  ["a stranger's key that is revoked", signedBy(stranger), "KEY_REVOKED", undefined],
  ["a stranger's key", signedBy(makeKey("ssh-ed25519")), "SIGNER_UNKNOWN", undefined],
  ["somebody else's key", signedBy(bob), "SIGNER_UNKNOWN", "bob@example.org"],
  ["nobody asked for", { principal: "" }, "SIGNER_UNKNOWN", "alice@example.org"],
  ["a name in capitals", { principal: "Alice@example.org" }, "SIGNER_UNKNOWN", "alice@example.org"],
  [
    "a key for another purpose",
    { ...signedBy(author), principal: "carol@example.org" },
    "NAMESPACE_REFUSED",
    "carol@example.org",
  ],
  ["a second too early", { at: "2025-12-31T23:59:59Z" }, "KEY_NOT_YET_VALID", "alice@example.org"],
  ["a second too late", { at: "2027-01-01T00:00:01Z" }, "KEY_EXPIRED", "alice@example.org"],
  ["no moment", { at: "" }, "KEY_NOT_YET_VALID", "alice@example.org"],
  ["a moment in another zone", { at: "2026-06-01T12:00:00+02:00" }, "KEY_NOT_YET_VALID", "alice@example.org"],
  ["a moment that does not exist", { at: "2026-06-31T12:00:00Z" }, "KEY_NOT_YET_VALID", "alice@example.org"],
];

for (const [name, change, word, signer] of BAD)
  test(`${word}: ${name}`, () => {
    const judgement = authenticate({ ...question, ...change }, lists);
    assert.equal(judgement.authenticity, word);
    assert.equal(judgement.signer, signer);
    assert.match(judgement.detail, /^the .*[^.]$|^".*[^.]$/u);
  });

test("both bounds of a key's time are in it", () => {
  for (const at of ["2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"])
    assert.equal(authenticate({ ...question, at }, lists).authenticity, "AUTHENTIC");
});

test("the detail of somebody else's key says whose it is", () => {
  assert.match(authenticate({ ...question, ...signedBy(bob) }, lists).detail, /bob@example\.org/);
});

test("a key that two signers have is nobody's, should the lists ever hold one", () => {
  const [first] = lists.signers;
  assert.ok(first !== undefined);
  const doubled = { ...lists, signers: [first, { ...first, principal: "bob@example.org", line: 9 }] };
  assert.equal(authenticate(question, doubled).authenticity, "SIGNER_UNKNOWN");
});

test("with nobody allowed, nothing is authentic; with a broken list of revoked keys neither", () => {
  assert.equal(authenticate(question, { ...lists, signers: [] }).authenticity, "SIGNER_UNKNOWN");
  const { revoked } = parseRevokedKeys({ path: "revoked_keys", bytes: Buffer.from("?\n") });
  assert.equal(authenticate(question, { ...lists, revoked }).authenticity, "KEY_REVOKED");
});

/** From the first that outweighs all to the last: each case has every fault behind its own as well. */
test("of several reasons the most telling is named", () => {
  const late = { at: "2030-01-01T00:00:00Z", principal: "bob@example.org" };
  const plan = signMessage(gone, { message: Buffer.from("x"), namespace: "git" });
  const other = signMessage(gone, { message: Buffer.from("x"), namespace: APPROVAL });
  const word = (change: Partial<SignatureQuestion>): string =>
    authenticate({ ...question, ...late, ...change }, lists).authenticity;
  assert.equal(word({ signature: plan }), "NAMESPACE_REFUSED");
  assert.equal(word({ signature: other }), "SIG_INVALID");
  assert.equal(word(signedBy(gone)), "KEY_REVOKED");
  assert.equal(word(signedBy(alice)), "SIGNER_UNKNOWN");
  assert.equal(word({ ...signedBy(author), principal: "carol@example.org" }), "NAMESPACE_REFUSED");
  assert.equal(word({ ...signedBy(alice), principal: "alice@example.org" }), "KEY_EXPIRED");
});

for (const type of TYPES)
  test(`a signature of type ${type} holds for its message and for no other`, () => {
    const key = makeKey(type);
    const own = listsOf([line("alice@example.org", key)]);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), (one, other) => {
        const signature = signMessage(key, { message: one, namespace: APPROVAL });
        const isSame = Buffer.compare(one, other) === 0;
        const ask = (signed: Uint8Array): string =>
          authenticate({ ...question, message: signed, signature }, own).authenticity;
        assert.equal(ask(one), "AUTHENTIC");
        assert.equal(ask(other), isSame ? "AUTHENTIC" : "SIG_INVALID");
      }),
      { seed: 1, numRuns: 20 },
    );
  });

test("any bytes for a signature get a no", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (signature) => {
      assert.equal(authenticate({ ...question, signature }, lists).authenticity, "SIG_MALFORMED");
    }),
    { seed: 1, numRuns: 300 },
  );
});
