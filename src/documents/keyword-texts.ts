// One sentence maker for each JSON Schema keyword that the schemas of documents use.
import type { ErrorObject } from "ajv/dist/2020.js";
import { shortText } from "../diagnostics/visible-text.ts";
import { foreignClause } from "./foreign-character.ts";
import {
  placeText,
  quoteKey,
  withDescription,
  type KeywordText,
  type SchemaFinding,
} from "./keyword-finding.ts";
import { outOfRange, wrongCount, wrongLength, wrongSize } from "./limit-texts.ts";
import { isSecretPlace, quoteValue } from "./mask-secrets.ts";
import { nearestName, oneOf } from "./nearest.ts";
import type { JsonSchema } from "./schemas.ts";
import { describeValue, TYPE_WORDS } from "./value-words.ts";

type Describe = (finding: SchemaFinding) => KeywordText | undefined;

/** By keyword; `default` is for one that a schema may come to use before it has words of its own. */
export const KEYWORD_TEXTS: Readonly<Record<string, Describe>> = {
  additionalProperties: unknownKey,
  required: missingKey,
  type: wrongType,
  enum: notAllowed,
  const: notAllowed,
  pattern: wrongForm,
  // ajv reports the pattern of a property's name by itself as well.
  propertyNames: () => undefined,
  format: notInCalendar,
  minLength: wrongLength,
  maxLength: wrongLength,
  minimum: outOfRange,
  maximum: outOfRange,
  minItems: wrongCount,
  maxItems: wrongCount,
  minProperties: wrongSize,
  maxProperties: wrongSize,
  uniqueItems: doubledItem,
  default: refusedValue,
};

function unknownKey(finding: SchemaFinding): KeywordText {
  const { error, pointer, schema } = finding;
  const key = String(error.params["additionalProperty"]);
  const near = meantKey(finding);
  return {
    code: "key-unknown",
    pointer: [...pointer, key],
    part: "key",
    message: `${quoteKey(key)} is no key of ${placeText(pointer)}`,
    expected: oneOf(schema.keys),
    fix: near === undefined ? "delete it" : `write "${near}"`,
  };
}

/** The known key that an unknown one was most likely meant to be, among those that are not there. */
export function meantKey({ error, schema }: SchemaFinding): string | undefined {
  const present = error.data as Readonly<Record<string, unknown>>;
  const absent = schema.keys.filter((known) => present[known] === undefined);
  return nearestName(String(error.params["additionalProperty"]), absent);
}

function missingKey({ error, pointer, schemaOf }: SchemaFinding): KeywordText {
  const key = String(error.params["missingProperty"]);
  return {
    code: "key-missing",
    pointer,
    part: "key",
    message: `${placeText(pointer)} has no key "${key}"`,
    expected: schemaOf([...pointer, key]).description,
    fix: `add "${key}: …"`,
  };
}

function wrongType({ error, pointer, schema }: SchemaFinding): KeywordText {
  const type = String(error.params["type"]);
  return {
    code: "value-type",
    pointer,
    part: "value",
    message: `${placeText(pointer)} is ${describeValue(pointer, error.data)}`,
    // What a whole document is for helps nobody who wrote a list in its place.
    expected: withDescription(
      TYPE_WORDS[type] ?? type,
      pointer.length === 0 ? undefined : schema.description,
    ),
    fix: typeFix(type, error.data),
  };
}

function typeFix(type: string, data: unknown): string | undefined {
  if (type === "string" && ["number", "boolean"].includes(typeof data)) return "write it in quotes";
  if (type === "integer" && typeof data === "string" && /^\d+$/u.test(data)) return "write it without quotes";
  if (type === "boolean") return "write true or false";
  if (type === "array") return "write it as a list: [a, b]";
  return undefined;
}

function notAllowed({ error, pointer, schema }: SchemaFinding): KeywordText {
  const { allowedValues, allowedValue } = error.params as {
    allowedValues?: unknown[];
    allowedValue?: unknown;
  };
  const allowed = (allowedValues ?? [allowedValue]).map(String);
  const near = typeof error.data === "string" ? nearestName(error.data, allowed) : undefined;
  const only = allowed.length === 1 ? allowed[0] : near;
  return {
    code: "value-not-allowed",
    pointer,
    part: "value",
    message: `${placeText(pointer)} is ${describeValue(pointer, error.data)}`,
    expected: withDescription(
      allowed.length === 1 ? `"${allowed[0] ?? ""}"` : oneOf(allowed),
      schema.description,
    ),
    fix: only === undefined ? undefined : `write ${only}`,
  };
}

function wrongForm({ error, pointer }: SchemaFinding): KeywordText {
  const key = error.propertyName;
  const text = key ?? String(error.data);
  const foreign = isSecretPlace(pointer) ? "" : foreignClause(text);
  return {
    code: "value-pattern",
    pointer: key === undefined ? pointer : [...pointer, key],
    part: key === undefined ? "value" : "key",
    message:
      key === undefined
        ? `${placeText(pointer)} is ${quoteValue(pointer, text)}${foreign}`
        : `${quoteKey(key)} cannot be a key of ${placeText(pointer)}${foreign}`,
    expected: patternMeaning(error),
    fix: foreign === "" ? undefined : "type that character again; it only looks like the one that is meant",
  };
}

/** The words beside the pattern, which say what it means. */
function patternMeaning(error: ErrorObject): string {
  const schema = error.parentSchema as JsonSchema | undefined;
  return schema?.description ?? `text that fits ${String(error.params["pattern"])}`;
}

function notInCalendar({ error, pointer }: SchemaFinding): KeywordText {
  const message = `${quoteValue(pointer, String(error.data))} is no moment of the calendar`;
  return { code: "time-invalid", pointer, part: "value", message };
}

function doubledItem({ error, pointer }: SchemaFinding): KeywordText {
  const { i, j } = error.params as { i: number; j: number };
  const index = Math.max(i, j);
  const item: unknown = (error.data as readonly unknown[])[index];
  return {
    code: "list-doubled",
    pointer: [...pointer, index],
    part: "value",
    message: `${describeValue(pointer, item)} is in ${placeText(pointer)} twice`,
  };
}

function refusedValue({ error, pointer }: SchemaFinding): KeywordText {
  const message = `${placeText(pointer)} ${shortText(error.message ?? "is refused")}`;
  return { code: "value-refused", pointer, part: "value", message };
}
