// Base64 that can be written in one way only (RFC 4648, 4 and 3.5). Node's own decoder reads nearly anything.

const ALPHABET = /^[A-Za-z0-9+/]*={0,2}$/;

/** The bytes, or undefined: a foreign character, missing or surplus padding, bits behind the end, nothing at all. */
export function parseBase64(text: string): Uint8Array | undefined {
  if (text === "" || text.length % 4 !== 0 || !ALPHABET.test(text)) return undefined;
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : undefined;
}
