import assert from "node:assert/strict";
import { test } from "node:test";
import { refuseAuthenticity } from "../../src/approvals/authenticity.ts";
import { AUTHENTICITIES, type Authenticity } from "../../src/model/authenticity.ts";
import { answer, approve, judge, POLICY } from "./sample.ts";

const ANSWERS = Object.keys(AUTHENTICITIES) as readonly Authenticity[];
const REQUIRED = { ...POLICY, signatures: { ...POLICY.signatures, approvals: "required" } } as const;

for (const word of ANSWERS) {
  test(`${word} opens a gate only where it may`, () => {
    const opens = {
      required: word === "AUTHENTIC",
      optional: word === "AUTHENTIC" || word === "UNSIGNED",
    };
    for (const demand of ["required", "optional"] as const) {
      const policy = demand === "required" ? REQUIRED : POLICY;
      const verdict = judge([approve("bob")], { policy, authenticate: answer(word) });
      assert.equal(verdict.kind, opens[demand] ? "open" : "waiting", demand);
      assert.equal(verdict.judged[0]?.authenticity, word);
      assert.equal(refuseAuthenticity(word, demand) === undefined, opens[demand]);
    }
  });
}

test("what is missing is told from what does not hold", () => {
  assert.deepEqual(judge([approve("bob")], { policy: REQUIRED }).reasons, [
    "QUORUM_SHORT",
    "SIGNATURE_REQUIRED",
  ]);
  const invalid = judge([approve("bob")], { authenticate: answer("SIG_INVALID") });
  assert.deepEqual(invalid.reasons, ["NOT_AUTHENTIC", "QUORUM_SHORT"]);
  assert.deepEqual(invalid.mayOpen, ["bob", "carol"], "bob may still sign as himself");
});

test("a breach is held against nobody on the word of a file that nobody has signed", () => {
  const verdict = judge([approve("alice")], { policy: REQUIRED });
  assert.equal(verdict.kind, "waiting");
  assert.deepEqual(verdict.reasons, ["QUORUM_SHORT", "SIGNATURE_REQUIRED"]);
});
