// Writes src/model/generated/*.ts from the schemas in this folder, and src/documents/generated/*.ts, the validators of those
// that people write; with --check it only compares and exits 1 on a difference.
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { compile, type JSONSchema } from "json-schema-to-typescript";
import { format } from "prettier";
import { renderValidator } from "./render-validator.ts";

const here = import.meta.dirname;
const types = path.join(here, "../src/model/generated");
const validators = path.join(here, "../src/documents/generated");
const check = process.argv.includes("--check");

/** Types are values that nobody changes: every property and every array becomes readonly. */
function makeReadonly(source: string): string {
  return source
    .replaceAll(/^( +)("?[\w.]+"?\??: |\[k: string\]: )/gmu, "$1readonly $2")
    .replaceAll(/: ((?:\w+|\([^)]*\))\[\];)$/gmu, ": readonly $1")
    .replaceAll(/^(export type \w+ = )(\w+\[\];)$/gmu, "$1readonly $2");
}

/** The generator remarks on where each definition came from; a reader does not need that. */
function dropRemarks(source: string): string {
  return source
    .replaceAll(
      /^ \*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n/gmu,
      "",
    )
    .replaceAll(
      /^\/\*\*\n \* This interface was referenced by `\w+`'s JSON-Schema\n \* via the `definition` "\w+"\.\n \*\/\n(export type \w+ = \w+;\n)?/gmu,
      "",
    );
}

/** A definition that only narrows text is spelled out wherever it is used; its own name would stand unused. */
function dropUnusedTexts(source: string): string {
  return source.replaceAll(
    /^\/\*\*\n(?: \*.*\n)+? \*\/\nexport type (\w+) = string;\n/gmu,
    (all: string, name: string) => (source.split(new RegExp(`\\b${name}\\b`, "u")).length > 2 ? all : ""),
  );
}

/** A description beside a reference to an object would make a second type of the same shape; the reference alone stays. */
function mergeReferences(root: JSONSchema, node: unknown): unknown {
  if (Array.isArray(node)) return node.map((item) => mergeReferences(root, item));
  if (typeof node !== "object" || node === null) return node;
  const schema = node as JSONSchema;
  const definitions = root["$defs"] as Record<string, JSONSchema> | undefined;
  const target = schema.$ref === undefined ? undefined : definitions?.[schema.$ref.replace("#/$defs/", "")];
  if (target?.type === "object") return { $ref: schema.$ref };
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, mergeReferences(root, value)]),
  );
}

async function renderTypes(file: string): Promise<string> {
  const schema = await readSchema(file);
  const source = await compile(mergeReferences(schema, schema) as typeof schema, schema.title, {
    bannerComment: `// Generated from schemas/${file} by \`npm run generate\`. Change the schema, not this file.`,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    strictIndexSignatures: true,
    unreachableDefinitions: true,
    format: false,
  });
  const style = { parser: "typescript", printWidth: 110 } as const;
  return format(dropUnusedTexts(makeReadonly(dropRemarks(await format(source, style)))), style);
}

async function readSchema(file: string): Promise<JSONSchema & { title: string; $id: string }> {
  return JSON.parse(await readFile(path.join(here, file), "utf8")) as JSONSchema & {
    title: string;
    $id: string;
  };
}

/** What people write is validated by its schema; what this program writes has its shape in code. */
const WRITTEN_BY_PEOPLE = ["approval", "cut-plan", "policy", "target"];

const schemas = (await readdir(here)).filter((name) => name.endsWith(".schema.json")).sort();
const wanted = new Map<string, string>();
for (const file of schemas) {
  const name = file.replace(".schema.json", "");
  wanted.set(path.join(types, `${name}.ts`), await renderTypes(file));
  if (WRITTEN_BY_PEOPLE.includes(name)) {
    const schema = await readSchema(file);
    wanted.set(path.join(validators, `${name}-validator.ts`), renderValidator(file, schema));
  }
}
const stale: string[] = [];
for (const [target, text] of wanted) {
  const found = await readFile(target, "utf8").catch(() => "");
  if (text === found) continue;
  if (check) {
    stale.push(path.relative(process.cwd(), target));
    continue;
  }
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, text);
}
if (stale.length > 0) {
  process.stderr.write(`Not fresh: ${stale.join(", ")}\nRun \`npm run generate\` and commit the result.\n`);
  process.exitCode = 1;
}
