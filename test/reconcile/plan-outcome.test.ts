// What a person is told to paste into a shell holds nothing that the shell would carry out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { compareInvalid } from "../../src/difference/compare.ts";
import { outcomeOfCase } from "../../src/reconcile/plan-outcome.ts";

const todoFor = (plan: string): string =>
  outcomeOfCase({ kind: "invalid", plan, diagnostics: [], difference: compareInvalid(plan) }).todo ?? "";

test("a folder that cannot be a plan's is not part of the command", () => {
  for (const plan of ["a$(touch x)", "a`touch x`", "-rf", "a;b", "A b", "a\nb"])
    assert.match(todoFor(plan), /: reconcile validate$/, plan);
  assert.match(todoFor("handbook"), /: reconcile validate handbook$/);
});
