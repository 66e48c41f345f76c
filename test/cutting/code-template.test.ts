// A level's code, from the plan's text to the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCodeTemplate, renderCode } from "../../src/cutting/code-template.ts";

const TABLE: readonly (readonly [string, number, string])[] = [
  ["A{n}", 7, "A7"],
  ["A{n:03}", 7, "A007"],
  ["A{n:03}", 12345, "A12345"],
  ["{n:01}", 0, "0"],
  ["x-{n:09}.y", 2 ** 31, "x-2147483648.y"],
];

for (const [template, number, expected] of TABLE) {
  test(`${template} of ${number} is ${expected}`, () => {
    const parsed = parseCodeTemplate(template);
    assert.ok(parsed);
    assert.equal(renderCode(parsed, number), expected);
  });
}

for (const template of ["", "A", "{n}{n}", "{n:3}", "{n:00}", "{n:010}", "{n", "n}", "{m}"]) {
  test(`no template: ${JSON.stringify(template)}`, () => {
    assert.equal(parseCodeTemplate(template), undefined);
  });
}
