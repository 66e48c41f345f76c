// Whether a signature holds over the data under a sound key. Its layout and ranges are checked here, so that only node:crypto's
// arithmetic is relied on, never its leniency.
import { createPublicKey, hash, verify, type KeyObject } from "node:crypto";
import { quoteText } from "../diagnostics/visible-text.ts";
import { isCanonicalEd25519Signature } from "./edwards25519.ts";
import { NIST_P256 } from "./nist-curve.ts";
import { KEY_TYPES, type PublicKey } from "./public-key.ts";
import { positiveInteger, splitWire, takeName, type WireField } from "./wire.ts";

export type SignatureAnswer =
  | { readonly kind: "HOLDS" }
  /** Half a sentence that goes on after "the signature". */
  | { readonly kind: "MALFORMED" | "INVALID"; readonly words: string };

const INVALID_HERE = "does not hold over these bytes";
const ED25519_SIGNATURE_BYTES = 64;
const USER_PRESENT = 0x01;
const SPKI_PREFIX = {
  ed25519: Buffer.from("302a300506032b6570032100", "hex"),
  nistp256: Buffer.from("3059301306072a8648ce3d020106082a8648ce3d030107034200", "hex"),
} as const;

/**
 * Judges the signature as its key's type lays it out: RFC 8709, 6 (Ed25519), RFC 5656, 3.1.2 (ECDSA), PROTOCOL.u2f (security
 * keys, which must say that somebody touched them). MALFORMED for another layout, which includes an ECDSA number that is not
 * spelled as a positive mpint; INVALID for numbers out of range and for a signature over other data.
 */
export function verifySignature(key: PublicKey, signature: Uint8Array, data: Uint8Array): SignatureAnswer {
  const { isSecurityKey } = KEY_TYPES[key.type];
  const named = takeName(signature);
  if (named === undefined) return malformed("names no algorithm");
  if (named.name !== key.type)
    return malformed(`was made with ${quoteText(named.name)} and its key is of type "${key.type}"`);
  const fields: readonly WireField[] = isSecurityKey ? ["string", "byte", "uint32"] : ["string"];
  const [value, flags, counter] = splitWire(named.rest, fields) ?? [];
  if (value === undefined) return malformed(`is not laid out as "${key.type}" has to be`);
  if (flags === undefined || counter === undefined || key.application === undefined)
    return verifyValue(key, value, data);
  if (((flags[0] ?? 0) & USER_PRESENT) === 0)
    return { kind: "INVALID", words: "was made by a security key that nobody touched" };
  const touched = Buffer.concat([sha256(key.application), flags, counter, sha256(data)]);
  return verifyValue(key, value, touched);
}

function verifyValue(key: PublicKey, value: Uint8Array, data: Uint8Array): SignatureAnswer {
  return key.curve === "ed25519" ? verifyEd25519(key, value, data) : verifyEcdsa(key, value, data);
}

function verifyEd25519(key: PublicKey, value: Uint8Array, data: Uint8Array): SignatureAnswer {
  if (value.length !== ED25519_SIGNATURE_BYTES)
    return malformed(`has ${value.length} bytes, not ${ED25519_SIGNATURE_BYTES}`);
  if (!isCanonicalEd25519Signature(value))
    return { kind: "INVALID", words: "has a number out of the range of its curve" };
  return answer(() => verify(null, data, importKey(key, key.point), value));
}

function verifyEcdsa(key: PublicKey, value: Uint8Array, data: Uint8Array): SignatureAnswer {
  const numbers = splitWire(value, ["string", "string"])?.map((part) =>
    positiveInteger(part, NIST_P256.sizeBytes),
  );
  if (numbers === undefined || numbers.length !== 2) return malformed("does not consist of two numbers");
  const [r, s] = numbers;
  if (r === undefined || s === undefined) return malformed("has a number that is not written canonically");
  if (r >= NIST_P256.order || s >= NIST_P256.order)
    return { kind: "INVALID", words: "has a number out of the range of its curve" };
  const both = Buffer.concat([fixedBytes(r), fixedBytes(s)]);
  return answer(() =>
    verify("sha256", data, { key: importKey(key, key.point), dsaEncoding: "ieee-p1363" }, both),
  );
}

/** A key is handed over as SubjectPublicKeyInfo (RFC 8410, 4; RFC 5480, 2). */
function importKey({ curve }: PublicKey, point: Uint8Array): KeyObject {
  return createPublicKey({
    key: Buffer.concat([SPKI_PREFIX[curve], point]),
    format: "der",
    type: "spki",
  });
}

/** What a crypto library refuses by throwing is as little verified as what it denies. */
function answer(isVerified: () => boolean): SignatureAnswer {
  try {
    return isVerified() ? { kind: "HOLDS" } : { kind: "INVALID", words: INVALID_HERE };
  } catch {
    return { kind: "INVALID", words: INVALID_HERE };
  }
}

function fixedBytes(value: bigint): Uint8Array {
  return Buffer.from(value.toString(16).padStart(2 * NIST_P256.sizeBytes, "0"), "hex");
}

function sha256(bytes: Uint8Array): Uint8Array {
  return Buffer.from(hash("sha256", bytes, "hex"), "hex");
}

function malformed(words: string): SignatureAnswer {
  return { kind: "MALFORMED", words };
}
