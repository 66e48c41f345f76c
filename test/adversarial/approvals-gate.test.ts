// Hostile questions to a gate: what is missing, forged, replayed or half a value must never open it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Authenticity } from "../../src/model/authenticity.ts";
import type { GateQuestion } from "../../src/approvals/judge-gate.ts";
import type { Policy } from "../../src/model/generated/policy.ts";
import {
  answer,
  approvalOf,
  approve,
  deny,
  EXPECTED,
  fileOf,
  judge,
  OTHER_DIGEST,
  POLICY,
} from "../approvals/sample.ts";

function policyWith(rules: Readonly<Record<string, unknown>>): Policy {
  return { ...POLICY, gates: { ...POLICY.gates, SG_1: { ...POLICY.gates.SG_1, ...rules } } };
}

// A list of approvers that is no list must mean nobody: "bob".includes("bob") is true, and so is a wildcard to some.
for (const persons of [
  [],
  "",
  "bob",
  "*",
  ["*"],
  null,
  undefined,
  { bob: true, includes: () => true },
  [["bob"]],
  ["BOB"],
  ["bob "],
]) {
  test(`approvers ${JSON.stringify(persons)} mean nobody`, () => {
    const verdict = judge([approve("bob")], { policy: policyWith({ persons }) });
    assert.notEqual(verdict.kind, "open");
    assert.deepEqual([verdict.counted, verdict.mayOpen], [[], []]);
  });
}

// Zero approvals required is never a success by itself.
for (const threshold of [0, -1, NaN, undefined, null, "1", Infinity]) {
  test(`a threshold of ${String(threshold)} opens nothing by itself`, () => {
    assert.notEqual(judge([], { policy: policyWith({ threshold }) }).kind, "open");
  });
}

// A name from Object's prototype is no person of the policy, though `persons[name]` finds something.
for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"]) {
  test(`a person called ${name} is a stranger`, () => {
    const policy = policyWith({ persons: ["bob", name] });
    const verdict = judge(
      [fileOf(approvalOf(name), "plans/charter/approvals/sg-1.bob.yaml"), approve(name)],
      { policy },
    );
    assert.notEqual(verdict.kind, "open");
    assert.deepEqual(verdict.mayOpen, ["bob"]);
  });
}

// Listed at the gate and unknown to the policy: an identity that nobody has vouched for.
test("a name that the gate lists and the policy does not know is a stranger", () => {
  assert.deepEqual(judge([approve("mallory")], { policy: policyWith({ persons: ["mallory"] }) }).reasons, [
    "NOT_ENTITLED",
    "QUORUM_SHORT",
  ]);
});

// The author is an empty identity: then everybody might be the author.
test("nobody may approve the plan of nobody", () => {
  assert.deepEqual(judge([approve("bob")], { author: "" }).reasons, ["QUORUM_SHORT", "SOD_VIOLATION"]);
});

// A check of signatures that answers with something else than a word of the list, as a later version or a fault might.
for (const word of [undefined, null, true, "", "OK", "authentic", "AUTHENTIC ", {}]) {
  test(`an authenticity of ${JSON.stringify(word)} opens nothing, signed or not`, () => {
    for (const approvals of ["required", "optional"] as const) {
      const policy = { ...POLICY, signatures: { ...POLICY.signatures, approvals } };
      assert.equal(
        judge([approve("bob")], { policy, authenticate: answer(word as Authenticity) }).kind,
        "waiting",
      );
    }
  });
}

// A demand for signatures that is neither of the two words.
for (const approvals of [undefined, null, "", "none", "Optional", false]) {
  test(`signatures ${JSON.stringify(approvals)} are required`, () => {
    const policy = { ...POLICY, signatures: { ...POLICY.signatures, approvals } } as unknown as Policy;
    assert.equal(judge([approve("bob")], { policy }).kind, "waiting");
  });
}

// A signature lies beside the approval and this build cannot check it: required stays required.
test("a signature that nobody checked does not count as one", () => {
  const signed = {
    ...approve("bob"),
    signature: { sha256: OTHER_DIGEST, bytes: new TextEncoder().encode("trust me") },
  };
  const policy = { ...POLICY, signatures: { ...POLICY.signatures, approvals: "required" } } as const;
  assert.deepEqual(judge([signed], { policy, authenticate: answer("UNSIGNED") }).reasons, [
    "QUORUM_SHORT",
    "SIGNATURE_REQUIRED",
  ]);
});

// Clocks: wrong by a day in either direction, and no clock at all.
for (const now of ["2026-11-20T09:00:00Z", "2027-01-01T00:00:00Z", "", "now", "NaN", "9999"]) {
  test(`at ${JSON.stringify(now)} an approval outside its time opens nothing`, () => {
    assert.notEqual(judge([approve("bob")], { now }).kind, "open");
  });
}

// Replays: everything that an approval could have been given for before.
const REPLAYS: readonly (readonly [string, Partial<GateQuestion>])[] = [
  ["of a dry run in LIVE", { expected: { ...EXPECTED, mode: "LIVE" } }],
  [
    "of plan A beside plan B",
    { expected: { ...EXPECTED, plan: { path: "plans/other/plan.yaml", sha256: EXPECTED.plan.sha256 } } },
  ],
  ["of the attempt before", { expected: { ...EXPECTED, run: "charter-ba9876543210" } }],
  ["over an older head", { expected: { ...EXPECTED, evidenceHead: { seq: 7, sha256: OTHER_DIGEST } } }],
  [
    "from the repository it was forked from",
    { expected: { ...EXPECTED, repository: "git+https://fork.example.org/cuts.git" } },
  ],
  ["under the policy before", { expected: { ...EXPECTED, policy: { version: 2, sha256: OTHER_DIGEST } } }],
  ["for facts that have moved", { expected: { ...EXPECTED, facts: { sha256: OTHER_DIGEST } } }],
  ["at the other gate", { gate: "SG_2" }],
];
for (const [what, changes] of REPLAYS) {
  test(`an approval ${what} opens nothing`, () => {
    assert.equal(judge([approve("bob"), approve("carol")], changes).kind, "waiting");
  });
}

// A policy and a first approval by the newly added person in one commit: the approval names the older policy or none.
test("an approval that was given under another policy with the same version does not count", () => {
  assert.equal(
    judge([approve("bob", { policy: { version: 1, sha256: OTHER_DIGEST } })]).judged[0]?.binding,
    "POLICY_STALE",
  );
});

// Digests that look alike: another case, a space, one digit short. Nothing is trimmed, folded or cut to a prefix.
for (const sha256 of [
  EXPECTED.source.sha256.toUpperCase(),
  `${EXPECTED.source.sha256} `,
  EXPECTED.source.sha256.slice(0, 63),
  "",
]) {
  test(`a source digest of ${JSON.stringify(sha256.slice(-6))} at the end and ${sha256.length} long is another one`, () => {
    assert.equal(judge([approve("bob", { source: { sha256 } })]).judged[0]?.binding, "SOURCE_STALE");
  });
}

// A version that is equal only when it is turned into text or a number.
test("a policy version of another type is another version", () => {
  const document = approvalOf("bob", {
    policy: { version: "1" as unknown as number, sha256: EXPECTED.policy.sha256 },
  });
  assert.equal(judge([fileOf(document)]).judged[0]?.binding, "POLICY_STALE");
});

// Someone drowns a gate in files: every one is judged, one denial in the midst stands, and it takes no quadratic time.
test("one denial among ten thousand approvals stands", () => {
  const approvals = Array.from({ length: 10_000 }, (_, index) => approve(`stranger-${index}`));
  const verdict = judge([
    ...approvals.slice(0, 5000),
    deny("bob"),
    ...approvals.slice(5000),
    approve("carol"),
  ]);
  assert.deepEqual([verdict.kind, verdict.judged.length, verdict.counted], ["refused", 10_002, ["carol"]]);
});

// One entitled person tries to be two, under the file of another.
test("bob does not become carol by the name of a file", () => {
  const policy = policyWith({ threshold: 2 });
  const files = [
    approve("bob"),
    fileOf(approvalOf("bob"), "plans/charter/approvals/sg-1.carol.yaml"),
    fileOf(approvalOf("carol"), "plans/charter/approvals/sg-1.bob.yaml"),
  ];
  assert.deepEqual(judge(files, { policy }).counted, ["bob"]);
});
