// The wire encoding that SSH keys and signatures are made of (RFC 4251, 5): takes bytes apart into fields and builds them.
// It knows lengths, not meanings.

/** A string is a length of four bytes and that many bytes; a byte and a uint32 stand as they are. */
export type WireField = "string" | "byte" | "uint32";

const LENGTH_BYTES = 4;

/**
 * The fields one after the other, strings without their lengths; undefined where the bytes end too early or are not used
 * up. The parts are views of the bytes.
 */
export function splitWire(
  bytes: Uint8Array,
  fields: readonly WireField[],
): readonly Uint8Array[] | undefined {
  const parts: Uint8Array[] = [];
  let rest: Uint8Array = bytes;
  for (const field of fields) {
    const taken = takeField(rest, field);
    if (taken === undefined) return undefined;
    parts.push(taken.part);
    rest = taken.rest;
  }
  return rest.length === 0 ? parts : undefined;
}

/** The string that the bytes begin with, as ASCII, and what follows it; undefined where there is no such string. */
export function takeName(
  bytes: Uint8Array,
): { readonly name: string; readonly rest: Uint8Array } | undefined {
  const taken = takeField(bytes, "string");
  if (taken === undefined || taken.part.length > MAX_NAME_BYTES) return undefined;
  const name = asciiText(taken.part);
  return name === undefined ? undefined : { name, rest: taken.rest };
}

const MAX_NAME_BYTES = 64;

/** Names of key types and algorithms are visible ASCII (RFC 4251, 6). */
export function asciiText(bytes: Uint8Array): string | undefined {
  return bytes.every((byte) => byte > 0x20 && byte < 0x7f)
    ? Buffer.from(bytes).toString("latin1")
    : undefined;
}

/** A string as it goes over the wire: its length, then its bytes. */
export function wireString(content: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(content);
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(LENGTH_BYTES);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}

/**
 * A positive number as an mpint has it (RFC 4251, 5), or undefined: zero, a negative one, a zero byte too many, more than
 * the limit.
 */
export function positiveInteger(mpint: Uint8Array, limitBytes: number): bigint | undefined {
  const [first = 0, second = 0] = mpint;
  const isPadded = first === 0 && mpint.length > 0;
  if (mpint.length === 0 || mpint.length > limitBytes + (isPadded ? 1 : 0)) return undefined;
  if (isPadded ? second < 0x80 : first >= 0x80) return undefined;
  return bigEndian(mpint);
}

/** The bytes as one unsigned number, the most significant first; 0 for none. */
export function bigEndian(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}

interface TakenField {
  readonly part: Uint8Array;
  readonly rest: Uint8Array;
}

/** No length is believed before the bytes are there. */
function takeField(bytes: Uint8Array, field: WireField): TakenField | undefined {
  if (field === "byte") return takeBytes(bytes, 1);
  const head = takeBytes(bytes, LENGTH_BYTES);
  if (field === "uint32" || head === undefined) return head;
  const { buffer, byteOffset } = head.part;
  return takeBytes(head.rest, new DataView(buffer, byteOffset, LENGTH_BYTES).getUint32(0));
}

function takeBytes(bytes: Uint8Array, length: number): TakenField | undefined {
  if (bytes.length < length) return undefined;
  return { part: bytes.subarray(0, length), rest: bytes.subarray(length) };
}
