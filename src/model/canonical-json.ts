// JSON that has one spelling only (RFC 8785): what is hashed, chained and signed is always these bytes.
import canonicalize from "canonicalize";

/** The canonical text of a value made of objects, arrays, well-formed strings, booleans, null and safe integers. */
export function canonicalText(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError("a value without a JSON form cannot be made canonical");
  return text;
}
