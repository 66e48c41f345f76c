// Points that are no sound public keys, for the cases about weak keys. Arithmetic of its own, none from src/.

const P = 2n ** 255n - 19n;
const SIGN_BIT = 1n << 255n;

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % P;
    if (bit === "1") result = (result * base) % P;
  }
  return result;
}

function littleEndian(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
}

/** The neutral point: a signature of R = neutral and S = 0 holds for every message where nobody looks. */
export const NEUTRAL = littleEndian(1n);
/** (0, 1) again, with the sign of an x that is zero. */
export const NEUTRAL_WITH_SIGN = littleEndian(1n | SIGN_BIT);
/** y = p + 1, which is 1 again. */
export const NEUTRAL_UNREDUCED = littleEndian(P + 1n);
/** y = 0 has order 4. */
export const ORDER_4 = littleEndian(0n);
export const ORDER_8 = Buffer.from("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a", "hex");

/** The first y that no point of the curve has: (y² − 1) / (dy² + 1) is no square. */
export const OFF_CURVE = littleEndian(firstOffCurve());

function firstOffCurve(): bigint {
  const d = (((P - 121665n) % P) * power(121666n, P - 2n)) % P;
  for (let y = 2n; ; y += 1n) {
    const square = ((y * y - 1n) * power(d * y * y + 1n, P - 2n)) % P;
    if (power(square, (P - 1n) / 2n) === P - 1n) return y;
  }
}

/** The sum of a sound point and the one of order 2: (−x, −y). */
export function mixedOrder(point: Uint8Array): Buffer {
  const encoded = BigInt(`0x${Buffer.from(point).reverse().toString("hex")}`);
  const sign = encoded & SIGN_BIT;
  return littleEndian((P - (encoded ^ sign)) | (sign === 0n ? SIGN_BIT : 0n));
}
