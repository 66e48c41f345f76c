import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import fc from "fast-check";
import { parseSshSignature, renderSignedData } from "../../src/trust/sshsig.ts";
import { armor, dearmor, makeKey, signMessage, string, uint32 } from "./key-workshop.ts";

const key = makeKey("ssh-ed25519");
const message = Buffer.from("hello\n");
const good = signMessage(key, { message, namespace: "plan.v1@cutplan" });
const text = good.toString("latin1");

test("a signature's parts", () => {
  const answer = parseSshSignature(good);
  assert.equal(answer.kind, "SIGNATURE");
  const { keyBlob, namespace, hashAlgorithm, signature } = answer.signature;
  assert.deepEqual(Buffer.from(keyBlob), key.blob);
  assert.equal(namespace, "plan.v1@cutplan");
  assert.equal(hashAlgorithm, "sha512");
  assert.equal(signature.length, 83);
});

test("the signed data is the preamble, the namespace, an empty field, the hash's name and the hash", () => {
  const data = renderSignedData({ namespace: "plan.v1@cutplan", hashAlgorithm: "sha256" }, message);
  const digest = createHash("sha256").update(message).digest();
  assert.deepEqual(
    Buffer.from(data),
    Buffer.concat([
      Buffer.from("SSHSIG"),
      string("plan.v1@cutplan"),
      string(""),
      string("sha256"),
      string(digest),
    ]),
  );
});

const MALFORMED: readonly (readonly [string, Uint8Array | string])[] = [
  ["nothing", ""],
  ["a newline", "\n"],
  ["a newline before it", `\n${text}`],
  ["a byte order mark before it", `\u{feff}${text}`],
  ["an empty line behind it", `${text}\n`],
  ["a second one behind it", text + text],
  ["an END line of its own", text.replace("\nU1NI", "\n-----END SSH SIGNATURE-----\nU1NI")],
  ["no END line", text.slice(0, text.indexOf("-----END"))],
  ["END at the end of a line of base64", text.replace("\n-----END", "-----END")],
  ["CR LF", text.replaceAll("\n", "\r\n")],
  ["another kind of armor", text.replaceAll("SSH SIGNATURE", "PGP SIGNATURE")],
  ["an empty line inside", text.replace("\nU1NI", "\n\nU1NI")],
  ["a header inside", text.replace("\nU1NI", "\nComment: good\nU1NI")],
  ["no padding", text.replace(/=*\n-----END/, "\n-----END").replace("U1NI", "U1NIU1N")],
  ["a comment in the base64", text.replace("U1NI", "U1N#")],
  ["NUL", text.replace("U1NI", "U1N\0")],
  ["lines of 77", armor(dearmor(good), 77)],
  ["20 KiB", armor(Buffer.concat([dearmor(good), Buffer.alloc(20_000)]))],
  ["another preamble", armor(Buffer.concat([Buffer.from("SSHSIK"), dearmor(good).subarray(6)]))],
  ["a preamble alone", armor(Buffer.from("SSHSIG"))],
  ["half a preamble", armor(Buffer.from("SSH"))],
];

for (const [name, file] of MALFORMED)
  test(`malformed: ${name}`, () => {
    assert.equal(parseSshSignature(Buffer.from(file)).kind, "MALFORMED");
  });

function blob(fields: {
  readonly version?: number;
  readonly namespace?: string | Uint8Array;
  readonly hash?: string;
}): Buffer {
  const { version = 1, namespace = "x", hash = "sha256" } = fields;
  const strings = [key.blob, namespace, "", hash, "signature"].map(string);
  return armor(Buffer.concat([Buffer.from("SSHSIG"), uint32(version), ...strings]));
}

test("what is in the blob is judged too", () => {
  assert.equal(parseSshSignature(blob({})).kind, "SIGNATURE");
  for (const fields of [
    { version: 0 },
    { version: 2 },
    { version: 2 ** 32 - 1 },
    { namespace: "" },
    { namespace: "approval.v1@cutplan\0" },
    { namespace: Buffer.of(0xff) },
    { hash: "" },
    { hash: "SHA256" },
    { hash: "sha256,sha512" },
    { hash: "md5" },
    { hash: "sha256\0" },
  ])
    assert.equal(parseSshSignature(blob(fields)).kind, "MALFORMED", JSON.stringify(fields));
});

test("a blob cut short anywhere, or gone on with, is malformed", () => {
  const whole = dearmor(good);
  for (let length = 0; length < whole.length; length += 1)
    assert.equal(parseSshSignature(armor(whole.subarray(0, length))).kind, "MALFORMED");
  assert.equal(parseSshSignature(armor(Buffer.concat([whole, Buffer.of(0)]))).kind, "MALFORMED");
});

test("any file gets an answer", () => {
  const inside = fc.uint8Array({ maxLength: 200 }).map((bytes) => armor(bytes));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), inside), (file) => {
      assert.equal(parseSshSignature(file).kind, "MALFORMED");
    }),
    { seed: 1, numRuns: 500 },
  );
});
