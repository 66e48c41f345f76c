// Finds what a schema says about one place of a document. Follows properties, items and local references, no more than
// the four schemas use.
import type { JsonSchema } from "./schemas.ts";
import type { Pointer } from "./syntax-tree.ts";

/** What is said about a place: by the place itself, or else by the definition it refers to. */
export interface SchemaPlace {
  readonly description: string | undefined;
  readonly keys: readonly string[];
}

/** Everything undefined or empty where the schema knows no such place. */
export function schemaPlace(root: JsonSchema, pointer: Pointer): SchemaPlace {
  let outer: JsonSchema | undefined = root;
  for (const step of pointer) {
    const inner: JsonSchema | undefined = outer && resolve(root, outer);
    outer = inner && childSchema(inner, step);
  }
  const inner = outer && resolve(root, outer);
  return {
    description: outer?.description ?? inner?.description,
    keys: Object.keys(inner?.properties ?? {}),
  };
}

function childSchema(schema: JsonSchema, step: string | number): JsonSchema | undefined {
  if (typeof step === "number") return schema.items;
  const known = schema.properties;
  if (known !== undefined && Object.hasOwn(known, step)) return known[step];
  return typeof schema.additionalProperties === "object" ? schema.additionalProperties : undefined;
}

function resolve(root: JsonSchema, schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace("#/$defs/", "");
  return name === undefined ? schema : (root.$defs?.[name] ?? schema);
}
