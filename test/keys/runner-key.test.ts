// The runner's key: which file it is taken from, which keys count, and how the clone's own is made.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { isP256PublicKey, isP256Signature } from "../../src/model/p256.ts";
import { makeClone, makeKey, openKey, pem, publicKeyOf, refused, writeKey } from "./sample-clone.ts";

test("a clone without a key gets one when it is first needed, for its owner only, and keeps it", async (context) => {
  const clone = makeClone(context);
  const signer = await openKey(clone);
  assert.equal(existsSync(path.dirname(clone.keyFile)), false, "nothing was signed yet");
  const publicKey = await signer.readPublicKey();
  assert.ok(isP256PublicKey(publicKey));
  assert.deepEqual(
    [statSync(clone.keyFile).mode & 0o777, statSync(path.dirname(clone.keyFile)).mode & 0o777],
    [0o600, 0o700],
  );
  assert.deepEqual(readdirSync(path.dirname(clone.keyFile)), ["runner-key.pem"]);
  assert.match(readFileSync(clone.keyFile, "utf8"), /^-----BEGIN PRIVATE KEY-----\n/);
  assert.equal(await publicKeyOf(clone), publicKey);
  assert.deepEqual(readdirSync(clone.workTree), [".git"]);
});

test("signatures hold, are in DER with the lower s, and openssl verifies them", async (context) => {
  const clone = makeClone(context);
  const signer = await openKey(clone);
  const publicKey = await signer.readPublicKey();
  const spki = Buffer.from(publicKey, "base64");
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  for (let number = 0; number < 32; number += 1) {
    const bytes = Buffer.from(`statement ${number}`);
    const signature = await signer.sign(bytes);
    assert.ok(isP256Signature(signature));
    assert.ok(verify("sha256", bytes, { key, dsaEncoding: "der" }, signature));
  }
  const [keyFile, signatureFile, bytesFile] = ["public.pem", "signature", "bytes"].map((name) =>
    path.join(clone.root, name),
  ) as [string, string, string];
  writeFileSync(keyFile, key.export({ type: "spki", format: "pem" }));
  writeFileSync(bytesFile, "statement");
  writeFileSync(signatureFile, await signer.sign(Buffer.from("statement")));
  const args = ["dgst", "-sha256", "-verify", keyFile, "-signature", signatureFile];
  assert.match(execFileSync("openssl", [...args, bytesFile], { encoding: "utf8" }), /Verified OK/);
  writeFileSync(bytesFile, "statemenT");
  assert.throws(() => execFileSync("openssl", [...args, bytesFile], { stdio: "pipe" }));
});

test("the file that was named comes first, then the environment's, then the clone's", async (context) => {
  const clone = makeClone(context);
  const [named, other] = [makeKey(), makeKey()];
  const file = writeKey(clone, pem(named), "named.pem");
  const environment = { CUTPLAN_RUNNER_KEY: writeKey(clone, pem(other), "other.pem") };
  const spki = (key: KeyObject) =>
    createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  assert.equal(await publicKeyOf(clone, { file, environment }), spki(named));
  assert.equal(await publicKeyOf(clone, { environment }), spki(other));
  assert.equal(existsSync(clone.keyFile), false, "no key is made beside one that was named");
});

test("PKCS#8, SEC 1, what openssl writes, and a link to a mounted secret are read", async (context) => {
  const clone = makeClone(context);
  const key = makeKey();
  const openssl = execFileSync("openssl", ["ecparam", "-name", "prime256v1", "-genkey"], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  assert.match(openssl, /EC PARAMETERS/);
  const compressed = execFileSync("openssl", ["ec", "-conv_form", "compressed"], {
    input: openssl,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "ignore"],
  });
  const texts = [
    pem(key),
    key.export({ type: "sec1", format: "pem" }).toString(),
    openssl,
    compressed,
    `a remark\n${pem(key)}another`,
    pem(key).replaceAll("\n", "\r\n"),
  ];
  const found = [];
  for (const text of texts) found.push(await publicKeyOf(clone, { file: writeKey(clone, text) }));
  assert.ok(found.every(isP256PublicKey));
  assert.equal(found[0], found[1]);
  assert.equal(found[2], found[3], "however its point is written");
  symlinkSync(writeKey(clone, texts[0] ?? ""), path.join(clone.root, "link"));
  assert.equal(await publicKeyOf(clone, { file: path.join(clone.root, "link") }), found[0]);
});

test("a refusal is not kept: once the file is mended the same signer works", async (context) => {
  const clone = makeClone(context);
  mkdirSync(clone.keyFile, { recursive: true });
  const signer = await openKey(clone);
  await assert.rejects(signer.sign(Buffer.from("x")), refused(/no plain file/));
  rmSync(clone.keyFile, { recursive: true });
  assert.ok(isP256Signature(await signer.sign(Buffer.from("x"))));
});

test("many that need the clone's key at once, in one process and in several, all get the same one", async (context) => {
  const clone = makeClone(context);
  const program = `
    import { openRunnerKey } from ${JSON.stringify(path.join(import.meta.dirname, "../../src/keys/runner-key.ts"))};
    const repository = JSON.parse(process.argv[1]);
    const signers = await Promise.all(Array.from({ length: 8 }, () =>
      openRunnerKey({ file: undefined, environment: {}, repository })));
    console.log((await Promise.all(signers.map((signer) => signer.readPublicKey()))).join("\\n"));`;
  const args = ["--input-type=module", "-e", program, JSON.stringify(clone)];
  const said = await Promise.all(
    Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
      let text = "";
      child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
      await once(child, "close");
      return text.trim().split("\n");
    }),
  );
  assert.equal(said.flat().length, 32);
  assert.deepEqual([...new Set(said.flat())], [await publicKeyOf(clone)]);
  assert.deepEqual(readdirSync(path.dirname(clone.keyFile)), ["runner-key.pem"]);
});
