// One signature over one statement, as a Sigstore bundle v0.3 with a DSSE envelope: made, read in its one spelling, verified.
// A bundle carries its key, so that it can always be checked; whether that key counts is the policy's to say, not decided here.
import { createPublicKey, verify, type KeyObject } from "node:crypto";
import { BUNDLE_START } from "../model/attestation-line.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import { isP256PublicKey, isP256Signature } from "../model/p256.ts";
import { isObject } from "./shape.ts";

/** What is signed, by whom, and the signature. */
export interface Bundle {
  /** A statement's line without its newline. */
  readonly payload: Uint8Array;
  /** SPKI (DER) in base64, as the policy lists runners. */
  readonly publicKey: string;
  /** In DER, with the lower s, over `preAuthEncoding(payload)` hashed with SHA-256. */
  readonly signature: Uint8Array;
}

export interface BundleFault {
  /** Half a sentence that goes on after "the line": `is not JSON`. */
  readonly fault: string;
}

const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What is hashed and signed (DSSE v1, protocol.md, PAE): the type and the payload, each after its length in bytes. */
export function preAuthEncoding(payload: Uint8Array, payloadType: string = PAYLOAD_TYPE): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

/**
 * The line for attestations.jsonl, with its newline: canonical JSON (RFC 8785). The hint is the public key itself, the
 * keyid its SHA-256 in hex; DSSE gives neither any authority. Throws an assertion for what `readBundle` would not read.
 */
export function renderBundle(bundle: Bundle): Uint8Array {
  if (!isP256PublicKey(bundle.publicKey)) throw new Error("a bundle names its key as SPKI in base64");
  if (!isP256Signature(bundle.signature)) throw new Error("a bundle holds a DER signature with the lower s");
  return Buffer.from(`${bundleText(bundle)}\n`);
}

function bundleText({ payload, publicKey, signature }: Bundle): string {
  const keyid = sha256Hex(Buffer.from(publicKey, "base64"));
  return canonicalText({
    mediaType: MEDIA_TYPE,
    verificationMaterial: { publicKey: { hint: publicKey } },
    dsseEnvelope: {
      payload: toBase64(payload),
      payloadType: PAYLOAD_TYPE,
      signatures: [{ keyid, sig: toBase64(signature) }],
    },
  });
}

/**
 * Reads one line, with its newline. A bundle that is spelled in any other way than `renderBundle` spells it is a fault:
 * another field, order, white space, base64, key or DER, and a signature with the higher s.
 */
export function readBundle(line: Uint8Array): Bundle | BundleFault {
  const text = decode(line.subarray(0, -1));
  if (text === undefined) return { fault: "is not UTF-8" };
  const value = parseJson(text);
  if (value === undefined) return { fault: "is not JSON" };
  const envelope = field(value, "dsseEnvelope");
  const signatures = field(envelope, "signatures");
  const payload = parseBase64(field(envelope, "payload"));
  const signature = parseBase64(field(Array.isArray(signatures) ? signatures[0] : undefined, "sig"));
  const publicKey = field(field(field(value, "verificationMaterial"), "publicKey"), "hint");
  if (payload === undefined) return { fault: "holds no payload in base64" };
  if (typeof publicKey !== "string" || !isP256PublicKey(publicKey))
    return { fault: "does not name its key as a P-256 public key, SPKI in base64" };
  if (signature === undefined || !isP256Signature(signature))
    return { fault: "holds no ECDSA signature in its one spelling (DER, the lower s)" };
  const bundle = { payload, publicKey, signature };
  return isSpelling(text, bundle)
    ? bundle
    : { fault: "is not a Sigstore bundle v0.3 in its one canonical spelling" };
}

/** Whether the signature is by the bundle's own key over its payload. False too for a key that is no point on the curve. */
export function verifyBundle(bundle: Bundle): boolean {
  return openBundleVerifier()(bundle);
}

/** `verifyBundle` for many bundles: it reads each key once. */
export function openBundleVerifier(): (bundle: Bundle) => boolean {
  const keys = new Map<string, KeyObject | undefined>();
  return ({ payload, publicKey, signature }) => {
    const key = keys.has(publicKey) ? keys.get(publicKey) : readKey(publicKey);
    keys.set(publicKey, key);
    if (key === undefined) return false;
    return verify("sha256", preAuthEncoding(payload), { key, dsaEncoding: "der" }, signature);
  };
}

function readKey(publicKey: string): KeyObject | undefined {
  try {
    return createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  } catch {
    return undefined;
  }
}

/** The run store finds what a bundle is over by the way it begins. */
function isSpelling(text: string, bundle: Bundle): boolean {
  return text.startsWith(BUNDLE_START) && bundleText(bundle) === text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

/** Whether it is canonical base64 shows when the bundle is written again. */
function parseBase64(value: unknown): Uint8Array | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  const bytes = Buffer.from(value, "base64");
  return bytes.length === 0 ? undefined : bytes;
}
