// The referee is the real ssh-keygen: what counts here counts there. Where we are stricter, the case says why.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import type { Namespace } from "../../src/model/signature.ts";
import { parseAllowedSigners } from "../../src/trust/allowed-signers.ts";
import { authenticate } from "../../src/trust/authenticate.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { base, bob, carol, message, NAMESPACE, OPTIONS, SAME } from "./agreement-cases.ts";
import { STRICTER } from "./stricter-cases.ts";
import { makeKey, signMessage, TYPES } from "./key-workshop.ts";
import { makeFolder, makeKeyFile, signWithFile, verifiesWithSsh, type VerifyQuestion } from "./ssh-keygen.ts";

const folder = makeFolder();
after(folder.remove);

/** Lists by their bytes: most questions change only one of them. */
const signersOf = remember((bytes: string) =>
  parseAllowedSigners({ path: "allowed_signers", bytes: Buffer.from(bytes, "latin1") }),
);
const revokedOf = remember((bytes: string) =>
  parseRevokedKeys({ path: "revoked_keys", bytes: Buffer.from(bytes, "latin1") }),
);

function remember<T>(parse: (bytes: string) => T): (bytes: Uint8Array | string) => T {
  const known = new Map<string, T>();
  return (bytes) => {
    const name = Buffer.from(bytes).toString("latin1");
    const found = known.get(name) ?? parse(name);
    known.set(name, found);
    return found;
  };
}

/** Our words: an authenticity, or the codes of the lists that are refused. */
function judge(question: VerifyQuestion): string {
  const { signers, diagnostics } = signersOf(question.signers);
  const { revoked, diagnostics: more } = revokedOf(question.revoked);
  const codes = [...diagnostics, ...more].map(({ code }) => code);
  if (codes.length > 0) return codes.join(" ");
  return authenticate({ ...question, namespace: question.namespace as Namespace }, { signers, revoked })
    .authenticity;
}

for (const { name, change, word } of SAME)
  test(`ssh-keygen agrees: ${name}`, () => {
    const question = { ...base, ...change };
    assert.ok(judge(question).split(" ").includes(word), judge(question));
    assert.equal(verifiesWithSsh(folder, question), word === "AUTHENTIC");
  });

for (const { name, change, word, stricter } of STRICTER)
  test(`stricter than ssh-keygen: ${name} (${stricter ?? ""})`, () => {
    const question = { ...base, ...change };
    assert.ok(judge(question).split(" ").includes(word), judge(question));
    assert.equal(verifiesWithSsh(folder, question), true);
  });

for (const type of TYPES)
  test(`a signature of type ${type} by the letter of the protocol holds for both`, () => {
    const key = makeKey(type);
    const signature = signMessage(key, { message, namespace: NAMESPACE });
    const question = { ...base, signature, signers: `alice@example.org ${OPTIONS} ${key.text}\n` };
    assert.equal(judge(question), "AUTHENTIC");
    assert.equal(verifiesWithSsh(folder, question), true);
    const revoked = { ...question, revoked: `${key.text}\n` };
    assert.equal(judge(revoked), "KEY_REVOKED");
    assert.equal(verifiesWithSsh(folder, revoked), false);
  });

const FILES: readonly (readonly [string, readonly string[], string, string])[] = [
  ["ed25519", ["-t", "ed25519"], "AUTHENTIC", "AUTHENTIC"],
  ["p256", ["-t", "ecdsa", "-b", "256"], "AUTHENTIC", "AUTHENTIC"],
  ["p384", ["-t", "ecdsa", "-b", "384"], "KEYTYPE_REFUSED", "public-key-type"],
  ["p521", ["-t", "ecdsa", "-b", "521"], "KEYTYPE_REFUSED", "public-key-type"],
  ["rsa", ["-t", "rsa", "-b", "1024"], "KEYTYPE_REFUSED", "public-key-type"],
];

for (const [name, options, word, listed] of FILES)
  test(`a key and a signature that ssh-keygen made: ${name}`, () => {
    const text = makeKeyFile(folder, name, options);
    const signature = signWithFile(folder, name, { message, namespace: NAMESPACE });
    assert.equal(judge({ ...base, signature }), word === "AUTHENTIC" ? "SIGNER_UNKNOWN" : word);
    const question = { ...base, signature, signers: `alice@example.org ${OPTIONS} ${text}` };
    assert.equal(judge(question), listed);
    assert.equal(verifiesWithSsh(folder, question), true);
    // Any of them may stand in the list of revoked keys, and both read the list alike.
    assert.equal(judge({ ...base, revoked: `# left\n\n${text}${bob.text}\n` }), "AUTHENTIC");
    assert.equal(verifiesWithSsh(folder, { ...base, revoked: `# left\n\n${text}${bob.text}\n` }), true);
  });

test("whatever byte is damaged, what still counts here counts for ssh-keygen", () => {
  const parts = ["signature", "message", "signers", "revoked"] as const;
  const revoked = Buffer.from(`${makeKey("ssh-ed25519").text} old\n`);
  const sound: readonly VerifyQuestion[] = [
    { ...base, revoked },
    { ...base, ...carol, revoked },
  ];
  const asked: string[] = [];
  const damage = fc.record({
    whole: fc.constantFrom(...sound),
    part: fc.constantFrom(...parts),
    at: fc.nat(),
    bit: fc.integer({ min: 0, max: 7 }),
  });
  fc.assert(
    fc.property(damage, ({ whole, part, at, bit }) => {
      const bytes = Buffer.from(whole[part]);
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ (1 << bit);
      const question = { ...whole, [part]: bytes };
      if (judge(question) !== "AUTHENTIC") return;
      asked.push(part);
      assert.equal(verifiesWithSsh(folder, question), true);
    }),
    { seed: 1, numRuns: 600 },
  );
  assert.ok(asked.length > 20, "some damage is harmless: in a comment, in somebody else's line");
  assert.ok(!asked.includes("message") && !asked.includes("signature"));
});

test("at any moment, both give the same answer", () => {
  const moments = fc.date({
    min: new Date("2025-12-31T00:00:00Z"),
    max: new Date("2027-01-02T00:00:00Z"),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moments, (moment) => {
      const question = { ...base, at: `${moment.toISOString().slice(0, 19)}Z` };
      assert.equal(judge(question) === "AUTHENTIC", verifiesWithSsh(folder, question));
    }),
    { seed: 1, numRuns: 12 },
  );
});

test("of lists put together from parts good and bad, what counts here counts for ssh-keygen", () => {
  const key = base.signers.toString().split(" ").slice(2, 4).join(" ").split("\n")[0] ?? "";
  const times = fc.constantFrom(
    "20260101Z",
    "202612312359Z",
    "20271231235959Z",
    "20260101",
    "19700101Z",
    "20260230Z",
    "0Z",
    "",
  );
  const namespaces = fc.constantFrom(
    NAMESPACE,
    `plan.v1@cutplan,${NAMESPACE}`,
    "plan.v1@cutplan",
    "*",
    "",
    `!${NAMESPACE},*`,
  );
  const option = fc.oneof(
    { weight: 4, arbitrary: namespaces.map((text) => `namespaces="${text}"`) },
    { weight: 4, arbitrary: times.map((text) => `valid-after="${text}"`) },
    { weight: 4, arbitrary: times.map((text) => `valid-before="${text}"`) },
    { weight: 1, arbitrary: fc.constantFrom("cert-authority", "x", 'x="y"', "") },
  );
  const principals = fc.constantFrom(
    "alice@example.org",
    "alice@example.org,b@x",
    "*",
    "!alice@example.org",
    "b@x",
  );
  const line = fc
    .tuple(
      principals,
      fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2 }),
      fc.array(option, { minLength: 4, maxLength: 4 }),
    )
    .map(
      ([principal, order, parts]) => `${principal} ${order.map((index) => parts[index]).join(",")} ${key}\n`,
    );
  const good = fc
    .tuple(
      fc.constantFrom("20260101Z", "20260701Z"),
      fc.constantFrom("20260501Z", "20271231235959Z"),
      namespaces,
    )
    .map(
      ([start, end, text]) =>
        `alice@example.org valid-before="${end}",namespaces="${text}",valid-after="${start}" ${key}\n`,
    );
  let count = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(line, good), { minLength: 1, maxLength: 2 }), (lines) => {
      const question = { ...base, signers: lines.join("") };
      if (judge(question) !== "AUTHENTIC") return;
      count += 1;
      assert.equal(verifiesWithSsh(folder, question), true);
    }),
    { seed: 1, numRuns: 300 },
  );
  assert.ok(count > 5, `${count} of them counted`);
});
