import assert from "node:assert/strict";
import { test } from "node:test";
import type { ErrorObject } from "ajv/dist/2020.js";
import { KEYWORD_TEXTS } from "../../src/documents/keyword-texts.ts";

test("a keyword without words of its own is refused all the same", () => {
  const error: ErrorObject = {
    keyword: "multipleOf",
    instancePath: "/spec/units",
    schemaPath: "",
    params: {},
    message: "must be multiple of 2",
  };
  const schema = { description: undefined, keys: [] };
  const text = KEYWORD_TEXTS["default"]?.({
    error,
    pointer: ["spec", "units"],
    schema,
    schemaOf: () => schema,
  });
  assert.equal(text?.code, "value-refused");
  assert.match(text.message, /^spec\.units must be multiple of 2$/u);
});
