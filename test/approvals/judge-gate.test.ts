import assert from "node:assert/strict";
import { test } from "node:test";
import type { Policy } from "../../src/model/generated/policy.ts";
import type { GateName } from "../../src/model/phase.ts";
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
  withdraw,
  wordsOf,
} from "./sample.ts";

const GATES = ["SG_1", "SG_2", "SG_3"] as const;

function policyWith(gate: GateName, rules: Partial<Policy["gates"]["SG_2"]>): Policy {
  return { ...POLICY, gates: { ...POLICY.gates, [gate]: { ...POLICY.gates[gate], ...rules } } };
}

test("nobody has approved: the gate waits and says who could open it", () => {
  const verdict = judge([]);
  assert.deepEqual(
    { ...verdict },
    {
      gate: "SG_1",
      kind: "waiting",
      stale: false,
      threshold: 1,
      counted: [],
      missing: 1,
      mayOpen: ["bob", "carol"],
      reasons: ["QUORUM_SHORT"],
      resolution: undefined,
      partialState: undefined,
      waysOut: [],
      judged: [],
      files: [],
      misfiled: [],
    },
  );
});

test("one entitled person has approved: the gate is open, with no reasons and nobody left to ask", () => {
  const file = approve("bob");
  const verdict = judge([file]);
  assert.equal(verdict.kind, "open");
  assert.deepEqual(verdict.reasons, []);
  assert.deepEqual(verdict.counted, ["bob"]);
  assert.deepEqual([verdict.missing, verdict.mayOpen, verdict.stale], [0, [], false]);
  assert.deepEqual(verdict.judged, [
    {
      gate: "SG_1",
      person: "bob",
      decision: "approve",
      sha256: file.sha256,
      signature: null,
      authenticity: "UNSIGNED",
      binding: "BOUND",
      policy: "COUNTED",
    },
  ]);
});

test("a signature beside the approval is named by its digest", () => {
  const signature = { sha256: OTHER_DIGEST, bytes: new Uint8Array() };
  const verdict = judge([{ ...approve("bob"), signature }], { authenticate: answer("AUTHENTIC") });
  assert.deepEqual(verdict.judged[0]?.signature, { sha256: OTHER_DIGEST });
});

/** Every gate, by every decision, by every role a person may have there. */
const ROLES = {
  author: { approve: "SOD_VIOLATION", deny: "NOT_ENTITLED", withdraw: "NOT_ENTITLED" },
  "author, listed at the gate": { approve: "SOD_VIOLATION", deny: "DENIED", withdraw: "WITHDRAWN" },
  entitled: { approve: "COUNTED", deny: "DENIED", withdraw: "WITHDRAWN" },
  "a person of the policy, not listed at the gate": {
    approve: "NOT_ENTITLED",
    deny: "NOT_ENTITLED",
    withdraw: "NOT_ENTITLED",
  },
  stranger: { approve: "NOT_ENTITLED", deny: "NOT_ENTITLED", withdraw: "NOT_ENTITLED" },
} as const;
const PERSONS = {
  author: "alice",
  "author, listed at the gate": "alice",
  entitled: "carol",
  "a person of the policy, not listed at the gate": "dave",
  stranger: "mallory",
} as const;
const KINDS: Readonly<Record<string, string>> = {
  COUNTED: "open",
  DENIED: "refused",
  SOD_VIOLATION: "refused",
};

for (const gate of GATES) {
  for (const role of Object.keys(ROLES) as (keyof typeof ROLES)[]) {
    for (const decision of ["approve", "deny", "withdraw"] as const) {
      const word = ROLES[role][decision];
      test(`${gate}: ${decision} by ${role} reads ${word}`, () => {
        const persons = role === "author, listed at the gate" ? ["alice", "bob", "carol"] : ["bob", "carol"];
        const resolution = gate === "SG_3" && decision === "approve" ? { resolution: "accept" as const } : {};
        const file = fileOf(approvalOf(PERSONS[role], { gate, decision, ...resolution }));
        const verdict = judge([file], { gate, policy: policyWith(gate, { persons: persons }) });
        const kind =
          word === "NOT_ENTITLED"
            ? decision === "approve"
              ? "refused"
              : "waiting"
            : (KINDS[word] ?? "waiting");
        assert.deepEqual(wordsOf(verdict), [`BOUND/${word}`]);
        assert.equal(verdict.kind, kind);
        assert.equal(verdict.kind === "open", verdict.reasons.length === 0);
        assert.deepEqual(verdict.counted, word === "COUNTED" ? ["carol"] : []);
      });
    }
  }
}

test("an author may approve where the policy says so", () => {
  const policy = {
    ...policyWith("SG_1", { persons: ["alice"] }),
    separationOfDuties: { authorMayApprove: true },
  };
  assert.equal(judge([approve("alice")], { policy }).kind, "open");
});

test("a breach is on record until others open the gate", () => {
  for (const breaker of ["alice", "dave"]) {
    assert.equal(judge([approve(breaker)]).kind, "refused");
    const opened = judge([approve(breaker), approve("carol")]);
    assert.equal(opened.kind, "open");
    assert.deepEqual(opened.counted, ["carol"]);
  }
});

test("a breach in an approval for something else is no breach here", () => {
  assert.equal(judge([approve("alice", { source: { sha256: OTHER_DIGEST } })]).kind, "waiting");
});

test("a quorum is made of persons, not of files", () => {
  const policy = policyWith("SG_1", { threshold: 2 });
  const twice = judge([approve("bob"), approve("bob", { nonce: "0".repeat(32) })], { policy });
  assert.equal(twice.kind, "waiting");
  assert.deepEqual(twice.counted, ["bob"]);
  assert.deepEqual([...wordsOf(twice)].sort(), ["BOUND/COUNTED", "BOUND/DUPLICATE_PERSON"]);
  assert.deepEqual([twice.missing, twice.mayOpen, twice.reasons], [1, ["carol"], ["QUORUM_SHORT"]]);
  assert.deepEqual(judge([approve("carol"), approve("bob")], { policy }).counted, ["bob", "carol"]);
});

test("two names for one human being are one person", () => {
  const persons = { ...POLICY.persons, bobby: { principal: "bob@example.org" } };
  const policy = { ...policyWith("SG_1", { threshold: 2, persons: ["bob", "bobby", "carol"] }), persons };
  assert.deepEqual(judge([approve("bob"), approve("bobby")], { policy }).counted, ["bob"]);
  assert.deepEqual(wordsOf(judge([approve("bobby")], { policy, author: "bob" })), ["BOUND/SOD_VIOLATION"]);
});

test("who opened an earlier gate may be kept from this one", () => {
  const policy = policyWith("SG_2", { notSamePersonAs: ["SG_1"] });
  const question = { gate: "SG_2", policy, approvedBefore: { SG_1: ["bob"], SG_2: [], SG_3: [] } } as const;
  const byBob = judge([approve("bob", { gate: "SG_2" })], question);
  assert.deepEqual(
    [byBob.kind, wordsOf(byBob), byBob.mayOpen],
    ["refused", ["BOUND/SOD_VIOLATION"], ["carol"]],
  );
  assert.equal(judge([approve("carol", { gate: "SG_2" })], question).kind, "open");
  assert.equal(judge([approve("bob", { gate: "SG_2" })], { ...question, policy: POLICY }).kind, "open");
});

test("who may not approve may still deny", () => {
  const policy = policyWith("SG_2", { notSamePersonAs: ["SG_1"] });
  const question = { gate: "SG_2", policy, approvedBefore: { SG_1: ["bob"], SG_2: [], SG_3: [] } } as const;
  assert.equal(
    judge([deny("bob", { gate: "SG_2" }), approve("carol", { gate: "SG_2" })], question).kind,
    "refused",
  );
});

test("a policy whose time is over opens nothing, and still hears denials", () => {
  const policy = { ...POLICY, expiresAt: "2026-11-21T12:00:00Z" };
  const verdict = judge([approve("bob")], { policy });
  assert.deepEqual([verdict.kind, verdict.mayOpen], ["waiting", []]);
  assert.deepEqual(verdict.reasons, ["POLICY_EXPIRED", "QUORUM_SHORT"]);
  assert.deepEqual(wordsOf(verdict), ["BOUND/POLICY_EXPIRED"]);
  assert.equal(judge([deny("bob")], { policy }).kind, "refused");
});

test("approvals for other gates are no part of this one", () => {
  const verdict = judge([approve("bob", { gate: "SG_2" }), deny("carol", { gate: "SG_2" })]);
  assert.deepEqual([verdict.kind, verdict.judged, verdict.misfiled], ["waiting", [], []]);
});

test("an approval for another gate in this gate's file counts at neither", () => {
  const misfiled = fileOf(approvalOf("bob", { gate: "SG_2" }), "plans/charter/approvals/sg-1.bob.yaml");
  const here = judge([misfiled]);
  assert.deepEqual(
    here.misfiled.map(({ path, judged }) => [path, judged.gate, judged.binding, judged.policy]),
    [["plans/charter/approvals/sg-1.bob.yaml", "SG_2", "WRONG_GATE", "NOT_BOUND"]],
  );
  assert.deepEqual([here.kind, here.judged, here.reasons], ["waiting", [], ["QUORUM_SHORT", "WRONG_GATE"]]);
  const there = judge([misfiled], { gate: "SG_2" });
  assert.deepEqual([there.kind, wordsOf(there)], ["waiting", ["BOUND/MALFORMED"]]);
});

test("an approval for another plan is not this plan's stale one", () => {
  const elsewhere = { path: "plans/other/plan.yaml", sha256: OTHER_DIGEST };
  assert.equal(judge([approve("bob", { plan: elsewhere })]).stale, false);
});

test("an open gate is not stale, whatever else lies about", () => {
  const old = approve("bob", { facts: { sha256: OTHER_DIGEST } });
  assert.deepEqual([judge([old]).stale, judge([old, approve("carol")]).stale], [true, false]);
});

test("a stale denial is told, a stale withdrawal is nothing to be told", () => {
  const old = { run: "charter-ba9876543210" };
  assert.equal(judge([deny("bob", old)]).stale, true);
  assert.equal(judge([withdraw("bob", old)]).stale, false);
});

test("approvals are judged in the order of their file names", () => {
  const policy = policyWith("SG_1", { threshold: 2 });
  const verdict = judge([approve("dave"), approve("carol"), approve("bob")], { policy });
  assert.deepEqual(
    verdict.judged.map(({ person }) => person),
    ["bob", "carol", "dave"],
  );
  assert.deepEqual(
    verdict.files.map(({ judged }) => judged),
    verdict.judged,
  );
});

test("a run's own approvals count, those of the run before are named", () => {
  const before = approve("bob", { run: "charter-ba9876543210", facts: { sha256: OTHER_DIGEST } });
  const verdict = judge([before]);
  assert.deepEqual([verdict.kind, verdict.stale], ["waiting", true]);
  assert.deepEqual(
    verdict.files[0]?.mismatches.map(({ field, expected, found }) => [field, expected, found]),
    [
      ["facts.sha256", EXPECTED.facts.sha256, OTHER_DIGEST],
      ["run", EXPECTED.run, "charter-ba9876543210"],
    ],
  );
});
