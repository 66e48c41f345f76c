// What may be named as the runner's key, and what may stand in its place. Nothing of a key is ever shown, and no other key is
// taken instead of one that was named. Why each: its name, or the line above it.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import {
  makeClone,
  makeKey,
  openKey,
  pem,
  PKCS8,
  publicKeyOf,
  refused,
  writeKey,
  type Clone,
} from "../keys/sample-clone.ts";

const P256 = makeKey();
const CIPHER = { cipher: "aes-128-cbc", passphrase: "open" };
const REFUSED: readonly (readonly [name: string, text: string, says: RegExp])[] = [
  ["nothing", "", /no key in PEM/],
  ["other text", `${"secret words of another kind ".repeat(3)}\n`, /no key in PEM/],
  ["a key cut short", pem(P256).slice(0, 120), /no key in PEM/],
  ["a damaged key", pem(P256).replace(/M[A-Za-z0-9]/, "MA"), /cannot be read|holds a key|another key/],
  ["an RSA key", pem(generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), /type rsa/],
  ["an ed25519 key", pem(generateKeyPairSync("ed25519").privateKey), /type ed25519/],
  ["a P-384 key", pem(makeKey("P-384")), /type ec secp384r1/],
  ["a secp256k1 key", pem(makeKey("secp256k1")), /type ec secp256k1/],
  ["an encrypted key", P256.export({ ...PKCS8, ...CIPHER }).toString(), /encrypted/],
  [
    "an encrypted key of the old kind",
    P256.export({ type: "sec1", format: "pem", ...CIPHER }).toString(),
    /encrypted/,
  ],
  [
    "a public key",
    createPublicKey(P256).export({ type: "spki", format: "pem" }).toString(),
    /no private key but "PUBLIC KEY"/,
  ],
  ["two keys", pem(P256) + pem(makeKey()), /more than one/],
  ["an OpenSSH key", pem(P256).replaceAll("PRIVATE", "OPENSSH PRIVATE"), /another format, "OPENSSH/],
  ["a key that is too large", `${pem(P256)}${"x".repeat(20_000)}`, /bytes/],
];

for (const [name, text, says] of REFUSED) {
  test(`refused, and not shown: ${name}`, async (context) => {
    const clone = makeClone(context);
    const file = writeKey(clone, text);
    await assert.rejects(openKey(clone, { file }), refused(says, text));
    await assert.rejects(openKey(clone, { environment: { CUTPLAN_RUNNER_KEY: file } }), refused(says, text));
    assert.equal(existsSync(clone.keyFile), false, "and no other key is taken instead");
  });
}

// Whoever holds such a file signs with one key and names another: a signature that nobody can check.
test("a private key with another key's public half is refused", async (context) => {
  const clone = makeClone(context);
  const [der, other] = [makeKey(), makeKey()].map((key) => key.export({ type: "pkcs8", format: "der" })) as [
    Buffer,
    Buffer,
  ];
  const mixed = Buffer.concat([der.subarray(0, -64), other.subarray(-64)]).toString("base64");
  const text = `-----BEGIN PRIVATE KEY-----\n${mixed}\n-----END PRIVATE KEY-----\n`;
  await assert.rejects(
    openKey(clone, { file: writeKey(clone, text) }),
    refused(/another key|cannot be read/, text),
  );
});

test("files that others may read, that are no files, that are not there, or that have no name are refused", async (context) => {
  const clone = makeClone(context);
  const file = writeKey(clone, pem(P256));
  for (const mode of [0o640, 0o604, 0o660, 0o601, 0o610]) {
    chmodSync(file, mode);
    await assert.rejects(openKey(clone, { file }), refused(/open to others than its owner, mode 06/));
  }
  execFileSync("mkfifo", ["-m", "600", path.join(clone.root, "pipe")]);
  await assert.rejects(openKey(clone, { file: path.join(clone.root, "pipe") }), refused(/no plain file/));
  await assert.rejects(openKey(clone, { file: clone.root }), refused(/no plain file/));
  await assert.rejects(openKey(clone, { file: path.join(clone.root, "none") }), refused(/ENOENT/));
  await assert.rejects(openKey(clone, { file: "" }), refused(/empty/));
  await assert.rejects(openKey(clone, { environment: { CUTPLAN_RUNNER_KEY: "" } }), refused(/empty/));
});

// Where the variable holds the key itself and not the name of a file.
test("the value of the environment variable is never shown", async (context) => {
  const clone = makeClone(context);
  const text = pem(P256);
  for (const value of [text, text.split("\n")[1] ?? ""]) {
    const environment = { CUTPLAN_RUNNER_KEY: value };
    await assert.rejects(openKey(clone, { environment }), (error: unknown) => {
      assert.ok(error instanceof Refusal);
      assert.ok(!`${error.message}${error.todo}${String(error.cause)}`.includes(text.split("\n")[1] ?? "?"));
      return true;
    });
  }
});

// The next `git add .` would make it public; also through a link, and through another name of the folder.
test("a key in the work tree is refused, one below .git is not", async (context) => {
  const clone = makeClone(context);
  const inside = path.join(clone.workTree, "sub/key.pem");
  mkdirSync(path.dirname(inside));
  writeFileSync(inside, pem(P256), { mode: 0o600 });
  symlinkSync(inside, path.join(clone.root, "link"));
  symlinkSync(clone.workTree, path.join(clone.root, "alias"));
  for (const name of ["clone/sub/key.pem", "link", "alias/sub/key.pem", "clone/sub/../sub/key.pem"])
    await assert.rejects(
      openKey(clone, { file: path.join(clone.root, name) }),
      refused(/work tree/, pem(P256)),
    );
  const alias = { commonDir: clone.commonDir, workTree: path.join(clone.root, "alias") };
  await assert.rejects(openKey(clone, { file: inside, repository: alias }), refused(/work tree/));
  linkSync(inside, path.join(clone.commonDir, "key.pem"));
  assert.ok(await publicKeyOf(clone, { file: path.join(clone.commonDir, "key.pem") }));
  const bare = { commonDir: clone.commonDir, workTree: undefined };
  assert.ok(await publicKeyOf(clone, { file: inside, repository: bare }));
});

test("what stands in the place of the clone's key is neither followed, nor read around, nor replaced", async (context) => {
  const outside = (clone: Clone) => writeKey(clone, pem(P256));
  const plants: readonly (readonly [RegExp, (clone: Clone) => void])[] = [
    [/symbolic link/, (clone) => symlinkSync(outside(clone), clone.keyFile)],
    [/symbolic link/, (clone) => symlinkSync(path.join(clone.root, "nothing"), clone.keyFile)],
    [/no plain file/, (clone) => mkdirSync(clone.keyFile)],
    [/no key in PEM/, (clone) => writeFileSync(clone.keyFile, "", { mode: 0o600 })],
    [/open to others/, (clone) => writeFileSync(clone.keyFile, pem(P256), { mode: 0o644 })],
  ];
  for (const [says, plant] of plants) {
    const clone = makeClone(context);
    mkdirSync(path.dirname(clone.keyFile));
    plant(clone);
    await assert.rejects(publicKeyOf(clone), refused(says, pem(P256)));
    assert.equal(existsSync(path.join(clone.root, "nothing")), false);
  }
  const clone = makeClone(context);
  mkdirSync(path.join(clone.root, "elsewhere"));
  symlinkSync(path.join(clone.root, "elsewhere"), path.dirname(clone.keyFile));
  await assert.rejects(publicKeyOf(clone), refused(/EEXIST/));
  assert.deepEqual(readdirSync(path.join(clone.root, "elsewhere")), []);
});
