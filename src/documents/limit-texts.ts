// Sentences about values that are too small, too large, too short, too long, too few or too many.
import type { ErrorObject } from "ajv/dist/2020.js";
import {
  placeText,
  quoteKey,
  withDescription,
  type KeywordText,
  type SchemaFinding,
} from "./keyword-finding.ts";

export function wrongLength({ error, pointer, schema }: SchemaFinding): KeywordText {
  const count = Array.from(String(error.data)).length;
  return {
    code: "value-length",
    pointer,
    part: "value",
    message: `${placeText(pointer)} ${count === 0 ? "is empty" : `has ${count} characters`}`,
    expected: withDescription(`${limits(error, "Length")} characters`, schema.description),
  };
}

export function outOfRange({ error, pointer, schema }: SchemaFinding): KeywordText {
  return {
    code: "value-range",
    pointer,
    part: "value",
    message: `${placeText(pointer)} is ${String(error.data)}`,
    expected: withDescription(limits(error, "imum"), schema.description),
  };
}

export function wrongCount({ error, pointer, schema }: SchemaFinding): KeywordText {
  const count = (error.data as readonly unknown[]).length;
  return {
    code: "list-length",
    pointer,
    part: "value",
    message: `${placeText(pointer)} ${count === 0 ? "is an empty list" : `has ${count} items`}`,
    expected: withDescription(`${limits(error, "Items")} items`, schema.description),
  };
}

export function wrongSize({ error, pointer, schema }: SchemaFinding): KeywordText {
  const keys = Object.keys(error.data as object);
  const found = keys.length === 1 ? `only the key ${quoteKey(keys[0] ?? "")}` : `${keys.length} keys`;
  return {
    code: "map-size",
    pointer,
    part: "value",
    message: `${placeText(pointer)} has ${found}`,
    expected: schema.description ?? `${limits(error, "Properties")} keys`,
  };
}

type Limits = Readonly<Record<string, number | undefined>>;

/** `1 to 200`, `at least 1` or `at most 200`, as the schema has it. */
function limits(error: ErrorObject, suffix: "Length" | "Items" | "Properties" | "imum"): string {
  const schema = (error.parentSchema ?? {}) as Limits;
  const least = schema[`min${suffix}`];
  const most = schema[`max${suffix}`];
  if (least === undefined) return `at most ${most ?? "what the schema says"}`;
  return most === undefined ? `at least ${least}` : `${least} to ${most}`;
}
