// Bundles: the vectors of DSSE, one spelling only, and what Sigstore's and OpenSSL's own tools say of ours.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { bundleFromJSON, bundleToJSON, type SerializedBundle } from "@sigstore/bundle";
import { PublicKeyDetails } from "@sigstore/protobuf-specs";
import { toSignedEntity, toTrustMaterial, Verifier } from "@sigstore/verify";
import fc from "fast-check";
import {
  preAuthEncoding,
  readBundle,
  renderBundle,
  verifyBundle,
  type Bundle,
} from "../../src/evidence/bundle.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { renderP256PublicKey, renderP256Signature } from "../../src/model/p256.ts";
import { sampleRun } from "./sample-run.ts";
import { makeSigner } from "./sample-signer.ts";

const SIGNER = makeSigner();
const [STATEMENT] = sampleRun().sealed;
assert.ok(STATEMENT);
const PAYLOAD = STATEMENT.line.subarray(0, -1);
const LINE = SIGNER.attest(STATEMENT.line);

function textOf(line: Uint8Array): string {
  return new TextDecoder().decode(line).trimEnd();
}

function lineOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${typeof value === "string" ? value : canonicalText(value)}\n`);
}

function read(line: Uint8Array): Bundle {
  const found = readBundle(line);
  assert.ok(!("fault" in found), "fault" in found ? found.fault : "");
  return found;
}

function faultOf(line: Uint8Array): string {
  const found = readBundle(line);
  assert.ok("fault" in found, "it was read");
  return found.fault;
}

// secure-systems-lab/dsse, protocol.md, "Test Vectors".
test("the vectors of DSSE v1", () => {
  const type = "http://example.com/HelloWorld";
  const pae = preAuthEncoding(Buffer.from("hello world"), type);
  assert.equal(Buffer.from(pae).toString(), `DSSEv1 29 ${type} 11 hello world`);
  const [x, y] = [
    46950820868899156662930047687818585632848591499744589407958293238635476079160n,
    5640078356564379163099075877009565129882514886557779369047442380624545832820n,
  ].map((value) => Buffer.from(value.toString(16).padStart(64, "0"), "hex")) as [Buffer, Buffer];
  const spki = Buffer.from(renderP256PublicKey(x, y), "base64");
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const raw = Buffer.from(
    "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==",
    "base64",
  );
  assert.ok(verify("sha256", pae, { key, dsaEncoding: "der" }, renderP256Signature(raw)));
});

test("lengths are counted in bytes, and the type is in-toto's", () => {
  const encode = (text: string) => Buffer.from(preAuthEncoding(Buffer.from(text))).toString();
  assert.equal(encode(""), "DSSEv1 28 application/vnd.in-toto+json 0 ");
  assert.equal(encode("ü"), "DSSEv1 28 application/vnd.in-toto+json 2 ü");
  assert.equal(Buffer.from(preAuthEncoding(Buffer.from("x"), "ü")).toString(), "DSSEv1 2 ü 1 x");
});

test("a bundle is one line of canonical JSON that names its key, and reads back", () => {
  const text = textOf(LINE);
  assert.equal(text, canonicalText(JSON.parse(text)));
  assert.ok(!text.includes("\n"));
  const spki = Buffer.from(SIGNER.publicKey, "base64");
  const { signature } = read(LINE);
  assert.deepEqual(JSON.parse(text), {
    mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json",
    dsseEnvelope: {
      payload: Buffer.from(PAYLOAD).toString("base64"),
      payloadType: "application/vnd.in-toto+json",
      signatures: [{ keyid: sha256Hex(spki), sig: Buffer.from(signature).toString("base64") }],
    },
    verificationMaterial: { publicKey: { hint: SIGNER.publicKey } },
  });
  const bundle = read(LINE);
  assert.deepEqual(Buffer.from(bundle.payload), Buffer.from(PAYLOAD));
  assert.equal(bundle.publicKey, SIGNER.publicKey);
  assert.ok(verifyBundle(bundle));
  assert.deepEqual(Buffer.from(renderBundle(bundle)), Buffer.from(LINE));
});

test("any payload comes back, and its signature holds for it only", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.nat(), (payload, at) => {
      const bundle = read(SIGNER.attest(Buffer.concat([payload, Buffer.from("\n")])));
      assert.deepEqual(Buffer.from(bundle.payload), Buffer.from(payload));
      assert.ok(verifyBundle(bundle));
      const other = Uint8Array.from(payload);
      other[at % other.length] = (other[at % other.length] ?? 0) ^ 1;
      assert.ok(!verifyBundle({ ...bundle, payload: other }));
    }),
    { seed: 1, numRuns: 50 },
  );
});

const NO_ROOT = {
  mediaType: "",
  tlogs: [],
  certificateAuthorities: [],
  ctlogs: [],
  timestampAuthorities: [],
  signingConfig: undefined,
};

/** As an auditor's own program would: no transparency log, no timestamps, the one key it has been given. */
function verifyBySigstore(line: Uint8Array): void {
  const bundle = bundleFromJSON(JSON.parse(textOf(line)) as SerializedBundle);
  const key = {
    rawBytes: Buffer.from(SIGNER.publicKey, "base64"),
    keyDetails: PublicKeyDetails.PKIX_ECDSA_P256_SHA_256,
  };
  const material = toTrustMaterial(NO_ROOT, { [SIGNER.publicKey]: key });
  new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 }).verify(
    toSignedEntity(bundle),
  );
}

test("@sigstore/bundle reads ours and writes it the same; @sigstore/verify verifies it, and no damaged one", () => {
  const bundle = bundleFromJSON(JSON.parse(textOf(LINE)) as SerializedBundle);
  assert.equal(canonicalText(JSON.parse(JSON.stringify(bundleToJSON(bundle)))), textOf(LINE));
  verifyBySigstore(LINE);
  const { payload, publicKey, signature } = read(LINE);
  const other = makeSigner();
  const damaged: readonly Bundle[] = [
    { payload: Buffer.from(textOf(STATEMENT.line).replace("PASSED", "FAILED")), publicKey, signature },
    { payload, publicKey, signature: read(SIGNER.attest(lineOf("x"))).signature },
    { payload, publicKey, signature: read(other.attest(STATEMENT.line)).signature },
    read(other.attest(STATEMENT.line)),
  ];
  for (const found of damaged) assert.throws(() => verifyBySigstore(renderBundle(found)));
  for (const found of damaged.slice(0, 3)) assert.ok(!verifyBundle(found));
  const retyped = textOf(LINE).replace("vnd.in-toto+json", "vnd.in-toto+jsoN");
  assert.throws(() => verifyBySigstore(lineOf(retyped)));
});

test("openssl verifies ours over the pre-authentication encoding, and no damaged one", (context) => {
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-bundle-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const put = (name: string, content: Uint8Array | string): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const key = createPublicKey({ key: Buffer.from(SIGNER.publicKey, "base64"), format: "der", type: "spki" });
  const keyFile = put("runner.pub", key.export({ type: "spki", format: "pem" }));
  const runOpenssl = (pae: Uint8Array, signature: Uint8Array): string =>
    execFileSync(
      "openssl",
      ["dgst", "-sha256", "-verify", keyFile, "-signature", put("sig", signature), put("pae", pae)],
      { encoding: "utf8", stdio: "pipe" },
    );
  const { signature } = read(LINE);
  const pae = Buffer.concat([
    Buffer.from(`DSSEv1 28 application/vnd.in-toto+json ${PAYLOAD.length} `),
    Buffer.from(PAYLOAD),
  ]);
  assert.match(runOpenssl(pae, signature), /Verified OK/);
  assert.throws(() => runOpenssl(Buffer.from(PAYLOAD), signature));
  assert.throws(() => runOpenssl(pae, signature.with(20, (signature[20] ?? 0) ^ 1)));
});

type Edit = (text: string) => string;
const OTHER_SPELLINGS: readonly (readonly [why: string, edit: Edit])[] = [
  ["a space", (text) => text.replace(":", ": ")],
  ["a space at the end", (text) => `${text} `],
  ["a carriage return", (text) => `${text}\r`],
  ["a byte order mark", (text) => `\ufeff${text}`],
  ["a field doubled", (text) => text.replace('"mediaType":', '"mediaType":"x","mediaType":')],
  ["a letter escaped", (text) => text.replace('"sig"', '"\\u0073ig"')],
  ["a slash escaped", (text) => text.replace("application/vnd", "application\\/vnd")],
  ["another media type", (text) => text.replace("bundle.v0.3", "bundle.v0.2")],
  ["another payload type", (text) => text.replace("in-toto", "in-totO")],
  ["a field of a later Sigstore", (text) => text.replace('{"publicKey"', '{"extra":1,"publicKey"')],
  ["an empty list of log entries", (text) => text.replace(/\}\}$/, '},"tlogEntries":[]}')],
  ["a second signature", (text) => text.replace(/(\[)(\{"keyid".*?\})(\])/, "$1$2,$2$3")],
  ["no signature", (text) => text.replace(/"signatures":\[.*?\]/, '"signatures":[]')],
  ["no keyid", (text) => text.replace(/"keyid":"\w+",/, "")],
  ["another keyid", (text) => text.replace(/"keyid":"\w/, '"keyid":"g')],
  ["a payload without padding", (text) => text.replace(/=+(","payloadType)/, "$1")],
  ["a payload with bits behind its end", (text) => text.replace(/[AQgw](==","payloadType)/, "B$1")],
  ["an empty payload", (text) => text.replace(/"payload":"[^"]*"/, '"payload":""')],
  ["a payload that is a number", (text) => text.replace(/"payload":"[^"]*"/, '"payload":1')],
  ["an array", (text) => `[${text}]`],
  ["null", () => "null"],
  ["nothing", () => ""],
  ["no JSON", (text) => text.slice(0, -1)],
  ["a prototype", () => '{"__proto__":{"dsseEnvelope":{}}}'],
];

for (const [why, edit] of OTHER_SPELLINGS) {
  test(`another spelling is no bundle: ${why}`, () => {
    // Two characters of padding, whatever the statement's length.
    const payload = Buffer.from("x".repeat(4));
    const text = textOf(SIGNER.attest(Buffer.concat([payload, Buffer.from("\n")])));
    const edited = edit(text);
    assert.notEqual(edited, text, "the test must change something");
    assert.notEqual(faultOf(lineOf(edited)), "");
  });
}

// (r, n − s) verifies wherever (r, s) does: whoever holds no key could make a second, different attestation of it.
test("the other signature that verifies too is refused", () => {
  const pae = preAuthEncoding(PAYLOAD);
  const raw = SIGNER.signRaw(pae);
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
  const low = renderP256Signature(raw);
  const s = BigInt(`0x${hex(low).slice(2 * (low.length - (low[5 + (low[3] ?? 0)] ?? 0)))}`);
  const high = (order - s).toString(16).padStart(64, "0");
  const r = hex(low).slice(4, 8 + 2 * (low[3] ?? 0));
  const body = `${r}022100${high}`;
  const twin = Buffer.from(`30${(body.length / 2).toString(16)}${body}`, "hex");
  const key = createPublicKey(SIGNER.key);
  assert.ok(verify("sha256", pae, { key, dsaEncoding: "der" }, twin), "it is a valid signature");
  const text = textOf(renderBundle({ payload: PAYLOAD, publicKey: SIGNER.publicKey, signature: low }));
  const twinText = text.replace(Buffer.from(low).toString("base64"), twin.toString("base64"));
  assert.match(faultOf(lineOf(twinText)), /lower s/);
  verifyBySigstore(lineOf(twinText));
});

test("a key that is no point on the curve verifies nothing", () => {
  const spki = Buffer.from(SIGNER.publicKey, "base64");
  spki[90] = (spki[90] ?? 0) ^ 1;
  assert.equal(verifyBundle({ ...read(LINE), publicKey: spki.toString("base64") }), false);
});

test("hostile bulk is refused, not obeyed", () => {
  for (const text of ["[".repeat(200_000), '{"dsseEnvelope":'.repeat(50_000), `"${"x".repeat(5_000_000)}"`])
    assert.notEqual(faultOf(lineOf(text)), "");
  const sig = Buffer.alloc(3_000_000, 0x30).toString("base64");
  assert.match(faultOf(lineOf(textOf(LINE).replace(/"sig":"[^"]*"/, `"sig":"${sig}"`))), /signature/);
});

test("what could not be read again is our bug", () => {
  const bundle = read(LINE);
  assert.throws(() => renderBundle({ ...bundle, publicKey: `${SIGNER.publicKey} ` }), /SPKI/);
  assert.throws(() => renderBundle({ ...bundle, signature: new Uint8Array(64) }), /lower s/);
});
