// Which 32 bytes are a sound Ed25519 public key, and which 64 bytes may be a signature at all. In our own arithmetic, because
// crypto libraries differ in what they let pass. Verifying is node:crypto's.

/** The field's prime and the order of the base point (RFC 8032, 5.1). */
const P = 2n ** 255n - 19n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = modulo(-121665n * power(121666n, P - 2n));
const SQRT_MINUS_ONE = power(2n, (P - 1n) / 4n);
const SIGN_BIT = 1n << 255n;
const COFACTOR = 8n;

/** A point in extended coordinates (RFC 8032, 5.1.4): x = X/Z, y = Y/Z, xy = T/Z. */
interface Point {
  readonly X: bigint;
  readonly Y: bigint;
  readonly Z: bigint;
  readonly T: bigint;
}

const NEUTRAL: Point = { X: 0n, Y: 1n, Z: 1n, T: 0n };

/**
 * Why the 32 bytes are no public key to rely on: another spelling of a point, no point at all, one of the eight points of
 * small order (a signature for one message holds for others), or one with a part of small order (implementations disagree
 * about its signatures). Undefined for a sound key.
 */
export function findEd25519Weakness(bytes: Uint8Array): string | undefined {
  const encoded = littleEndian(bytes);
  const y = encoded & (SIGN_BIT - 1n);
  const isOdd = (encoded & SIGN_BIT) !== 0n;
  if (y >= P) return "its point is not written in the one canonical way";
  const root = recoverX(y);
  if (root === undefined) return "it is no point on the curve";
  if (root === 0n && isOdd) return "its point is not written in the one canonical way";
  const x = (root & 1n) === (isOdd ? 1n : 0n) ? root : P - root;
  const point = { X: x, Y: y, Z: 1n, T: modulo(x * y) };
  if (isNeutral(multiply(point, COFACTOR))) return "its point has small order";
  if (!isNeutral(multiply(point, L))) return "its point has a part of small order";
  return undefined;
}

/** Whether the 64 bytes are R in its one spelling and an S below the group's order (RFC 8032, 5.1.7). */
export function isCanonicalEd25519Signature(bytes: Uint8Array): boolean {
  const y = littleEndian(bytes.subarray(0, 32)) & (SIGN_BIT - 1n);
  return y < P && littleEndian(bytes.subarray(32)) < L;
}

/** The root of (y² − 1) / (dy² + 1), one of two (RFC 8032, 5.1.3); undefined where there is none. */
function recoverX(y: bigint): bigint | undefined {
  const u = modulo(y * y - 1n);
  const v = modulo(D * y * y + 1n);
  const v3 = modulo(v * v * v);
  const candidate = modulo(u * v3 * power(modulo(u * v3 * v3 * v), (P - 5n) / 8n));
  const square = modulo(v * candidate * candidate);
  if (square === u) return candidate;
  return square === modulo(-u) ? modulo(candidate * SQRT_MINUS_ONE) : undefined;
}

function multiply(point: Point, factor: bigint): Point {
  let product = NEUTRAL;
  for (const bit of factor.toString(2)) {
    product = double(product);
    if (bit === "1") product = add(product, point);
  }
  return product;
}

/** RFC 8032, 5.1.4. */
function add(one: Point, other: Point): Point {
  const a = modulo((one.Y - one.X) * (other.Y - other.X));
  const b = modulo((one.Y + one.X) * (other.Y + other.X));
  const c = modulo(2n * D * one.T * other.T);
  const d = modulo(2n * one.Z * other.Z);
  return fromFactors({ e: b - a, f: d - c, g: d + c, h: b + a });
}

/** RFC 8032, 5.1.4. */
function double({ X, Y, Z }: Point): Point {
  const a = modulo(X * X);
  const b = modulo(Y * Y);
  const h = a + b;
  const e = h - modulo((X + Y) * (X + Y));
  const g = a - b;
  const f = modulo(2n * Z * Z) + g;
  return fromFactors({ e, f, g, h });
}

interface Factors {
  readonly e: bigint;
  readonly f: bigint;
  readonly g: bigint;
  readonly h: bigint;
}

function fromFactors({ e, f, g, h }: Factors): Point {
  return { X: modulo(e * f), Y: modulo(g * h), Z: modulo(f * g), T: modulo(e * h) };
}

function isNeutral({ X, Y, Z }: Point): boolean {
  return X === 0n && Y === Z;
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = modulo(result * result);
    if (bit === "1") result = modulo(result * base);
  }
  return result;
}

function modulo(value: bigint): bigint {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}
