import assert from "node:assert/strict";
import { test } from "node:test";
import { nearestName, oneOf } from "../../src/documents/nearest.ts";

const KEYS = ["mode", "target", "source", "cut", "expect", "expiresAt"];

test("a slip of the finger is understood", () => {
  const meant = {
    targt: "target",
    tagret: "target",
    soruce: "source",
    MODE: "mode",
    expiresat: "expiresAt",
    expected: "expect",
    cuts: "cut",
  };
  for (const [written, wanted] of Object.entries(meant))
    assert.equal(nearestName(written, KEYS), wanted, written);
});

test("a wrong suggestion is worse than none", () => {
  for (const name of ["", "x", "zzzzzz", "connection", "t".repeat(100_000)])
    assert.equal(nearestName(name, KEYS), undefined);
  assert.equal(nearestName("SG_4", ["SG_1", "SG_2", "SG_3"]), undefined);
  assert.equal(nearestName("anything", []), undefined);
});

test("a long list is shortened", () => {
  const names = Array.from({ length: 1000 }, (_, index) => `name-${index}`);
  assert.ok(oneOf(names).length < 200);
  assert.match(oneOf(names), /and 988 more$/u);
});
