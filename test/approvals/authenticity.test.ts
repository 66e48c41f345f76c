import assert from "node:assert/strict";
import { test } from "node:test";
import {
  AUTHENTICITIES,
  authenticateNothing,
  refuseAuthenticity,
  type Authenticity,
} from "../../src/approvals/authenticity.ts";
import { approve, judge, POLICY } from "./sample.ts";

const ANSWERS = Object.keys(AUTHENTICITIES) as readonly Authenticity[];
const REQUIRED = { ...POLICY, signatures: { ...POLICY.signatures, approvals: "required" } } as const;

test("a build without signatures answers UNSIGNED", () => {
  assert.equal(authenticateNothing(), "UNSIGNED");
});

for (const answer of ANSWERS) {
  test(`${answer} opens a gate only where it may`, () => {
    const opens = {
      required: answer === "AUTHENTIC",
      optional: answer === "AUTHENTIC" || answer === "UNSIGNED",
    };
    for (const demand of ["required", "optional"] as const) {
      const policy = demand === "required" ? REQUIRED : POLICY;
      const verdict = judge([approve("bob")], { policy, authenticate: () => answer });
      assert.equal(verdict.kind, opens[demand] ? "open" : "waiting", demand);
      assert.equal(verdict.judged[0]?.authenticity, answer);
      assert.equal(refuseAuthenticity(answer, demand) === undefined, opens[demand]);
    }
  });
}

test("what is missing is told from what does not hold", () => {
  assert.deepEqual(judge([approve("bob")], { policy: REQUIRED }).reasons, [
    "QUORUM_SHORT",
    "SIGNATURE_REQUIRED",
  ]);
  const invalid = judge([approve("bob")], { authenticate: () => "SIG_INVALID" });
  assert.deepEqual(invalid.reasons, ["NOT_AUTHENTIC", "QUORUM_SHORT"]);
  assert.deepEqual(invalid.mayOpen, ["bob", "carol"], "bob may still sign as himself");
});

test("a breach is held against nobody on the word of a file that nobody has signed", () => {
  const verdict = judge([approve("alice")], { policy: REQUIRED });
  assert.equal(verdict.kind, "waiting");
  assert.deepEqual(verdict.reasons, ["QUORUM_SHORT", "SIGNATURE_REQUIRED"]);
});
