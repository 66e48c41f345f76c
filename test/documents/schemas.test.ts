import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { suite, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { KEYWORD_TEXTS } from "../../src/documents/keyword-texts.ts";
import { SCHEMAS } from "../../src/documents/schemas.ts";

const folder = path.join(import.meta.dirname, "../../schemas");
const schemas = readdirSync(folder)
  .filter((name) => name.endsWith(".schema.json"))
  .map((name) => ({ name, schema: JSON.parse(readFileSync(path.join(folder, name), "utf8")) as object }));

/** Keywords that never fail by themselves. */
const SILENT = new Set([
  "$schema",
  "$id",
  "$defs",
  "$ref",
  "title",
  "description",
  "properties",
  "items",
  "default",
]);

/** Every schema within a schema. */
function* subschemas(schema: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof schema !== "object" || schema === null) return;
  const node = schema as Readonly<Record<string, unknown>>;
  yield node;
  for (const keyword of ["properties", "$defs"])
    for (const inner of Object.values(node[keyword] ?? {})) yield* subschemas(inner);
  for (const keyword of ["items", "additionalProperties", "propertyNames"]) yield* subschemas(node[keyword]);
}

suite("every schema compiles in ajv's strict mode", () => {
  for (const { name, schema } of schemas) {
    test(name, () => {
      const ajv = new Ajv2020({ strict: true, allErrors: true, formats: { "date-time": true } });
      assert.equal(typeof ajv.compile(schema), "function");
    });
  }
});

test("every keyword of a document's schema has words of its own", () => {
  for (const [kind, schema] of Object.entries(SCHEMAS))
    for (const node of subschemas(schema))
      for (const keyword of Object.keys(node))
        assert.ok(SILENT.has(keyword) || Object.hasOwn(KEYWORD_TEXTS, keyword), `${kind}: ${keyword}`);
});

test("every key of a document is described, and every pattern has its meaning beside it", () => {
  for (const [kind, schema] of Object.entries(SCHEMAS))
    for (const node of subschemas(schema)) {
      for (const [key, property] of Object.entries(
        (node["properties"] ?? {}) as Record<string, { description?: string; $ref?: string }>,
      ))
        assert.match(property.description ?? property.$ref ?? "", /\S/u, `${kind}: ${key}`);
      if (node["pattern"] !== undefined)
        assert.equal(typeof node["description"], "string", `${kind}: ${JSON.stringify(node)}`);
    }
});

test("no document's schema lets an unknown key pass", () => {
  for (const [kind, schema] of Object.entries(SCHEMAS))
    for (const node of subschemas(schema))
      if (node["type"] === "object") assert.notEqual(node["additionalProperties"] ?? true, true, kind);
});

// ajv compares all items with all others unless it knows that they are simple: a list of 100,000 would take minutes.
test("lists of different items say that their items are texts", () => {
  for (const schema of Object.values(SCHEMAS))
    for (const node of subschemas(schema))
      if (node["uniqueItems"] === true) assert.equal((node["items"] as { type?: string }).type, "string");
});
