// ECDSA on P-256 in the one spelling that counts here: public keys as SPKI with the point written out, signatures in DER
// with the lower of the two values of s. Numbers and bytes only: signing and verifying are node:crypto's.

/** Of the base point (FIPS 186-4, D.1.2.3). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;
/** SubjectPublicKeyInfo of id-ecPublicKey on secp256r1 (RFC 5480, 2) up to the point, 04 included. */
const SPKI_START = Buffer.from("3059301306072a8648ce3d020106082a8648ce3d03010703420004", "hex");
const COORDINATE_BYTES = 32;
const SPKI_BYTES = SPKI_START.length + 2 * COORDINATE_BYTES;
const LONGEST_DER_BYTES = 72;
const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** The public key as SPKI (DER) in base64, from its coordinates of 32 bytes each. */
export function renderP256PublicKey(x: Uint8Array, y: Uint8Array): string {
  if (x.length !== COORDINATE_BYTES || y.length !== COORDINATE_BYTES)
    throw new Error("a coordinate of P-256 has 32 bytes");
  return Buffer.concat([SPKI_START, x, y]).toString("base64");
}

/** Whether a text is such a key in its one spelling. Whether the point is on the curve is left to whoever verifies. */
export function isP256PublicKey(text: string): boolean {
  const der = Buffer.from(text, "base64");
  return (
    der.length === SPKI_BYTES &&
    der.subarray(0, SPKI_START.length).equals(SPKI_START) &&
    der.toString("base64") === text
  );
}

/**
 * The signature in DER (RFC 3279, 2.2.3), from r and s of 32 bytes each as node:crypto gives them (ieee-p1363). Since
 * (r, n − s) verifies wherever (r, s) does, the lower one is taken: nobody else's spelling of a signature passes for it.
 */
export function renderP256Signature(raw: Uint8Array): Uint8Array {
  if (raw.length !== 2 * COORDINATE_BYTES) throw new Error("a signature on P-256 has 64 bytes");
  const s = bigEndian(raw.subarray(COORDINATE_BYTES));
  return renderDer(bigEndian(raw.subarray(0, COORDINATE_BYTES)), s > HALF_ORDER ? ORDER - s : s);
}

/** Whether the bytes are a signature in its one spelling: DER without a spare byte, r and s in range, s the lower one. */
export function isP256Signature(der: Uint8Array): boolean {
  if (der.length > LONGEST_DER_BYTES) return false;
  const lengthOfR = der[3] ?? 0;
  const r = bigEndian(der.subarray(4, 4 + lengthOfR));
  const s = bigEndian(der.subarray(4 + lengthOfR + 2));
  if (r === 0n || r >= ORDER || s === 0n || s > HALF_ORDER) return false;
  return Buffer.compare(renderDer(r, s), der) === 0;
}

function renderDer(r: bigint, s: bigint): Uint8Array {
  const body = Buffer.concat([renderInteger(r), renderInteger(s)]);
  return Buffer.concat([Buffer.of(SEQUENCE, body.length), body]);
}

/** A number above zero; a leading zero byte keeps it from being read as negative (X.690, 8.3). */
function renderInteger(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), "0"), "hex");
  const isNegative = (bytes[0] ?? 0) >= 0x80;
  const content = isNegative ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(INTEGER, content.length), content]);
}

function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}
