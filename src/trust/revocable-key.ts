// Which keys a list of revoked keys may hold: whatever ssh-keygen can read in one, sound or weak, so that both read the list
// alike. It decides nothing about signing.
import { findNistWeakness, NIST_CURVES, NIST_P256 } from "./nist-curve.ts";
import { isKeyType, secretNameOf, splitKeyParts } from "./public-key.ts";
import { positiveInteger, splitWire, takeName } from "./wire.ts";

const OTHER_TYPES = ["ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"] as const;

export const REVOCABLE_TYPES: readonly string[] = [
  "ssh-ed25519",
  "sk-ssh-ed25519@openssh.com",
  "ecdsa-sha2-nistp256",
  "sk-ecdsa-sha2-nistp256@openssh.com",
  ...OTHER_TYPES,
];

const LARGEST_RSA_BYTES = 2048;
const SMALLEST_RSA_BITS = 1024;

export function isRevocableType(name: string): boolean {
  return REVOCABLE_TYPES.includes(name);
}

/** Half a sentence that goes on after "the key" on why ssh-keygen could not read it; undefined for a key that can be revoked. */
export function findRevocableFault(blob: Uint8Array): string | undefined {
  const { name, rest } = takeName(blob) ?? { name: "", rest: blob };
  const wrong = `is not laid out as "${name}" has to be`;
  if (name === "ssh-rsa") return isRsaKey(rest) ? undefined : wrong;
  if (!isKeyType(name)) return findCurveFault(name, rest) ?? undefined;
  const parts = splitKeyParts(name, rest);
  if (parts === undefined) return wrong;
  const weakness = parts.curve === "nistp256" ? findNistWeakness(parts.point, NIST_P256) : undefined;
  return weakness === undefined ? undefined : `cannot be read: ${weakness}`;
}

/** What a sound key of the same secret is called, in any of its spellings; undefined for types that never sign here. */
export function secretNameIn(blob: Uint8Array): string | undefined {
  const { name, rest } = takeName(blob) ?? { name: "", rest: blob };
  const parts = isKeyType(name) ? splitKeyParts(name, rest) : undefined;
  return parts === undefined ? undefined : secretNameOf(parts);
}

/** RFC 5656, 3.1. */
function findCurveFault(name: string, rest: Uint8Array): string | undefined {
  const [curveName, point] = splitWire(rest, ["string", "string"]) ?? [];
  const curve = NIST_CURVES.find((known) => name === `ecdsa-sha2-${known.name}`);
  const isNamed = curveName !== undefined && Buffer.from(curveName).toString("latin1") === curve?.name;
  if (!isNamed || point === undefined) return `is not laid out as "${name}" has to be`;
  const weakness = findNistWeakness(point, curve);
  return weakness === undefined ? undefined : `cannot be read: ${weakness}`;
}

/** RFC 4253, 6.6: exponent and modulus. ssh-keygen refuses smaller ones than this. */
function isRsaKey(rest: Uint8Array): boolean {
  const [exponent, modulus] = (splitWire(rest, ["string", "string"]) ?? []).map((part) =>
    positiveInteger(part, LARGEST_RSA_BYTES),
  );
  return exponent !== undefined && modulus !== undefined && modulus.toString(2).length >= SMALLEST_RSA_BITS;
}
