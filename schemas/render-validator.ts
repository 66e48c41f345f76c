// A schema → the source of its validator. Compiled here and not at every start: compiling takes longer than checking a
// thousand documents.
import { _ } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import standalone from "ajv/dist/standalone/index.js";
import { isCalendarTime } from "../src/documents/calendar-time.ts";

/** Names that ajv's code refers to, and where this program has them. */
const HEAD = `// @ts-nocheck
import runtimeLength from "ajv/dist/runtime/ucs2length.js";
import runtimeEqual from "ajv/dist/runtime/equal.js";
import { isCalendarTime } from "../calendar-time.ts";

const formats = { "date-time": isCalendarTime };
const runtime = { ucs2length: runtimeLength, equal: runtimeEqual };
`;

/** ajv writes \`require\` for its own runtime, also where it writes a module. */
const REQUIRE = /require\("ajv\/dist\/runtime\/(ucs2length|equal)"\)/g;

/** A module whose only export is \`validate\`. Throws where the schema is not strict, or asks for more of ajv's runtime. */
export function renderValidator(file: string, schema: object & { readonly $id: string }): string {
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    verbose: true,
    code: { source: true, esm: true, lines: true, formats: _`formats` },
    formats: { "date-time": isCalendarTime },
  });
  ajv.addSchema(schema);
  const code = standalone.default(ajv, { validate: schema.$id }).replaceAll(REQUIRE, "runtime.$1");
  if (code.includes("require("))
    throw new Error(`the validator of ${file} asks for a module that is not known here`);
  return `// Generated from schemas/${file} by \`npm run generate\`. Change the schema, not this file.\n${HEAD}\n${code.replace('"use strict";\n', "")}`;
}
