// Which SSH public keys count here: of an accepted type, written in the one way, and sound. Says nothing about whose they are.
import { hash } from "node:crypto";
import { quoteText } from "../diagnostics/visible-text.ts";
import { findEd25519Weakness } from "./edwards25519.ts";
import { findNistWeakness, NIST_P256 } from "./nist-curve.ts";
import { splitWire, takeName } from "./wire.ts";

/** Every type that may sign, and how OpenSSH's PROTOCOL.u2f and RFC 8709 and 5656 lay it out. */
export const KEY_TYPES = {
  "ssh-ed25519": { curve: "ed25519", isSecurityKey: false },
  "sk-ssh-ed25519@openssh.com": { curve: "ed25519", isSecurityKey: true },
  "ecdsa-sha2-nistp256": { curve: "nistp256", isSecurityKey: false },
  "sk-ecdsa-sha2-nistp256@openssh.com": { curve: "nistp256", isSecurityKey: true },
} as const;

export type KeyType = keyof typeof KEY_TYPES;

export interface PublicKey {
  readonly type: KeyType;
  /** The whole key as it goes over the wire. */
  readonly blob: Uint8Array;
  /** `SHA256:…` as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  readonly curve: "ed25519" | "nistp256";
  /** ed25519: the 32 bytes of RFC 8032; nistp256: 04, x, y, 65 bytes. */
  readonly point: Uint8Array;
  /** The same for all keys that one secret can sign for: a key and its spelling as a security key, under any application. */
  readonly secretName: string;
  /** What a security key was made for, mostly `ssh:`; undefined for other keys. */
  readonly application: Uint8Array | undefined;
}

export interface PublicKeyFault {
  readonly kind: "MALFORMED" | "KEYTYPE_REFUSED" | "WEAK_KEY";
  /** Half a sentence that goes on after "the key": `is of type "ssh-rsa"`. */
  readonly words: string;
}

export type PublicKeyAnswer = { readonly kind: "KEY"; readonly key: PublicKey } | PublicKeyFault;

/** What a key consists of, whether it is sound or not. */
export interface KeyParts {
  readonly curve: "ed25519" | "nistp256";
  readonly point: Uint8Array;
  readonly application: Uint8Array | undefined;
}

const LARGEST_BLOB_BYTES = 16 * 1024;
const LARGEST_APPLICATION_BYTES = 255;
const ED25519_POINT_BYTES = 32;

/**
 * The key in the blob, as SSH writes it (RFC 4253, 6.6). MALFORMED where the bytes are no key, KEYTYPE_REFUSED for a type that
 * is not accepted (RSA, DSA, other curves, certificates, unknown ones), WEAK_KEY for a key that proves nothing, whatever
 * node:crypto or ssh-keygen think of it.
 */
export function parsePublicKey(blob: Uint8Array): PublicKeyAnswer {
  const named = blob.length > LARGEST_BLOB_BYTES ? undefined : takeName(blob);
  if (named === undefined) return malformed("names no type");
  const { name, rest } = named;
  if (!isKeyType(name)) return { kind: "KEYTYPE_REFUSED", words: `is of type ${quoteText(name)}` };
  const parts = splitKeyParts(name, rest);
  if (parts === undefined) return malformed(`is not laid out as "${name}" has to be`);
  const weakness = findWeakness(parts);
  if (weakness !== undefined) return { kind: "WEAK_KEY", words: `proves nothing: ${weakness}` };
  const fingerprint = fingerprintOf(blob);
  return { kind: "KEY", key: { type: name, blob, fingerprint, ...parts, secretName: secretNameOf(parts) } };
}

/** `SHA256:…` over the blob in base64 without padding, as ssh-keygen prints it. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${hash("sha256", blob, "base64").replace(/=+$/, "")}`;
}

export function isKeyType(name: string): name is KeyType {
  return Object.hasOwn(KEY_TYPES, name);
}

/** What follows the type in a blob of that type; undefined where the layout is another one. The point is not looked at. */
export function splitKeyParts(type: KeyType, rest: Uint8Array): KeyParts | undefined {
  const { curve, isSecurityKey } = KEY_TYPES[type];
  const curveField = curve === "nistp256" ? (["string"] as const) : [];
  const fields = splitWire(rest, [...curveField, "string", ...(isSecurityKey ? (["string"] as const) : [])]);
  if (fields === undefined) return undefined;
  if (curve === "nistp256" && Buffer.from(fields[0] ?? []).toString("latin1") !== curve) return undefined;
  const [point, application] = fields.slice(curveField.length);
  if (point === undefined || (curve === "ed25519" && point.length !== ED25519_POINT_BYTES)) return undefined;
  if (application !== undefined && !isApplication(application)) return undefined;
  return { curve, point, application };
}

export function secretNameOf({ curve, point }: KeyParts): string {
  return `${curve}:${Buffer.from(point).toString("hex")}`;
}

/** Visible ASCII: ssh-keygen takes the text up to a NUL, and nobody needs more. */
function isApplication(bytes: Uint8Array): boolean {
  return (
    bytes.length > 0 &&
    bytes.length <= LARGEST_APPLICATION_BYTES &&
    bytes.every((byte) => byte > 0x20 && byte < 0x7f)
  );
}

function findWeakness({ curve, point }: KeyParts): string | undefined {
  return curve === "ed25519" ? findEd25519Weakness(point) : findNistWeakness(point, NIST_P256);
}

function malformed(words: string): PublicKeyFault {
  return { kind: "MALFORMED", words };
}
