// Which bytes are a sound public key on a NIST curve, by SEC 1 and by OpenSSH's own rules. In our own arithmetic, because
// crypto libraries differ in what they let pass. Verifying is node:crypto's.
import { bigEndian } from "./wire.ts";

/** y² = x³ − 3x + b over the prime, with that many points (FIPS 186-4, D.1.2). */
export interface NistCurve {
  readonly name: "nistp256" | "nistp384" | "nistp521";
  readonly prime: bigint;
  readonly b: bigint;
  readonly order: bigint;
  /** Of one coordinate. */
  readonly sizeBytes: number;
}

export const NIST_P256: NistCurve = {
  name: "nistp256",
  prime: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
  b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
  order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  sizeBytes: 32,
};

const NIST_P384: NistCurve = {
  name: "nistp384",
  prime: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
  b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
  order: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  sizeBytes: 48,
};

const NIST_P521: NistCurve = {
  name: "nistp521",
  prime: 2n ** 521n - 1n,
  b: 0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
  order:
    0x01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409n,
  sizeBytes: 66,
};

export const NIST_CURVES: readonly NistCurve[] = [NIST_P256, NIST_P384, NIST_P521];

const UNCOMPRESSED = 0x04;

/**
 * Why the bytes are no public key to rely on: the point at infinity, a compressed or otherwise written point, a coordinate
 * out of range, no point on the curve. Undefined for a sound key. As the curves have no points of small order, that is all
 * (NIST SP 800-56A, 5.6.2.3.4); the bounds of the coordinates are OpenSSH's (sshkey_ec_validate_public).
 */
export function findNistWeakness(bytes: Uint8Array, curve: NistCurve): string | undefined {
  const { prime, order, b, sizeBytes } = curve;
  if (bytes.length === 1 && bytes[0] === 0) return "it is the point at infinity";
  if (bytes[0] !== UNCOMPRESSED) return "its point is not written out in full";
  if (bytes.length !== 1 + 2 * sizeBytes) return `its point has not ${1 + 2 * sizeBytes} bytes`;
  const x = bigEndian(bytes.subarray(1, 1 + sizeBytes));
  const y = bigEndian(bytes.subarray(1 + sizeBytes));
  if (x >= prime || y >= prime) return "its point is not written in the one canonical way";
  if ((y * y - (x * x * x - 3n * x + b)) % prime !== 0n) return "it is no point on the curve";
  if (![x, y].every((value) => value < order - 1n && bitLength(value) > bitLength(order) / 2))
    return "a coordinate of its point is out of the range that OpenSSH accepts";
  return undefined;
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}
