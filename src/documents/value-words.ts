// A value of a document in words, for messages about values of the wrong type.
import { quoteValue } from "./mask-secrets.ts";
import type { Pointer } from "./syntax-tree.ts";

/** JSON Schema's types as people call them. */
export const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: "a text",
  integer: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of keys and values",
};

/** `the text "x"`, `the number 3`, `nothing`, `a list` and so on; never more than 80 characters of a text. */
export function describeValue(pointer: Pointer, value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "string") return quoteValue(pointer, value);
  if (typeof value === "number") return `the number ${quoteValue(pointer, String(value))}`;
  if (typeof value === "boolean") return `the word ${quoteValue(pointer, String(value))}`;
  return "a map";
}
