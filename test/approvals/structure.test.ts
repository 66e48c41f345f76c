import assert from "node:assert/strict";
import { test } from "node:test";
import { checkStructure } from "../../src/approvals/structure.ts";
import type { Approval } from "../../src/model/generated/approval.ts";
import { approvalOf, approve, deny, EXPECTED, fileOf, judge, PARTIAL_STATE } from "./sample.ts";

test("an approval in its place is sound, whoever it is by and whatever it is for", () => {
  assert.deepEqual(checkStructure(approve("bob")), []);
  assert.deepEqual(checkStructure(approve("stranger", { gate: "SG_2", mode: "LIVE" })), []);
  assert.deepEqual(checkStructure(approve("carol", { gate: "SG_3", resolution: "accept" })), []);
  assert.deepEqual(checkStructure(deny("carol", { gate: "SG_3" })), []);
});

const short = { sha256: "abc" };
const FAULTS: readonly (readonly [code: string, field: string, change: Partial<Approval>, path?: string])[] =
  [
    ["NAME_UNREADABLE", "", {}, "plans/charter/approvals/bob.yaml"],
    ["NAME_DIFFERS", "plan.path", {}, "plans/other/approvals/sg-1.bob.yaml"],
    ["NAME_DIFFERS", "gate", {}, "plans/charter/approvals/sg-2.bob.yaml"],
    ["NAME_DIFFERS", "approver", {}, "plans/charter/approvals/sg-1.carol.yaml"],
    ["RUN_DIFFERS", "run", { run: "charter-two-0123456789ab" }],
    ["RUN_DIFFERS", "run", { run: "other-0123456789ab" }],
    ["RUN_DIFFERS", "run", { run: "charter-0123" }],
    ["RUN_DIFFERS", "run", { run: "charter-0123456789AB" }],
    ["DIGEST_MALFORMED", "plan.sha256", { plan: { ...EXPECTED.plan, ...short } }],
    ["DIGEST_MALFORMED", "source.sha256", { source: short }],
    ["DIGEST_MALFORMED", "manifest.sha256", { manifest: { sha256: EXPECTED.manifest.sha256.toUpperCase() } }],
    ["DIGEST_MALFORMED", "facts.sha256", { facts: { sha256: "" } }],
    ["DIGEST_MALFORMED", "evidenceHead.sha256", { evidenceHead: { seq: 3, ...short } }],
    ["DIGEST_MALFORMED", "policy.sha256", { policy: { version: 1, sha256: `${EXPECTED.policy.sha256}\n` } }],
    ["TIME_MALFORMED", "notBefore", { notBefore: "2026-02-31T00:00:00Z" }],
    ["TIME_MALFORMED", "expiresAt", { expiresAt: "never" }],
    ["TIMES_REVERSED", "expiresAt", { expiresAt: "2026-11-21T10:00:00Z" }],
    ["RESOLUTION_MISSING", "resolution", { gate: "SG_3" }],
    ["RESOLUTION_UNEXPECTED", "resolution", { resolution: "accept" }],
    ["RESOLUTION_UNEXPECTED", "resolution", { gate: "SG_3", decision: "deny", resolution: "accept" }],
    ["PARTIAL_STATE_UNEXPECTED", "partialState", { partialState: PARTIAL_STATE }],
    [
      "PARTIAL_STATE_UNEXPECTED",
      "partialState",
      { gate: "SG_3", decision: "withdraw", partialState: PARTIAL_STATE },
    ],
    ["DIGEST_MALFORMED", "partialState.sha256", { gate: "SG_3", resolution: "accept", partialState: short }],
  ];
for (const [code, field, change, path] of FAULTS) {
  test(`${code} at "${field}": ${path ?? JSON.stringify(change)}`, () => {
    const faults = checkStructure(fileOf(approvalOf("bob", change), path));
    assert.deepEqual(
      faults.map((fault) => [fault.code, fault.field]),
      [[code, field]],
    );
  });
}

test("PARTIAL_STATE_MISSING: an approval at SG_3 that does not say what it resolves", () => {
  const { partialState: _, ...document } = approvalOf("bob", { gate: "SG_3", resolution: "accept" });
  assert.deepEqual(
    checkStructure(fileOf(document)).map(({ code, field }) => [code, field]),
    [["PARTIAL_STATE_MISSING", "partialState"]],
  );
});

test("what is bound and yet makes no sense in itself does not count", () => {
  const misnamed = fileOf(approvalOf("bob"), "plans/charter/approvals/sg-1.carol.yaml");
  const verdict = judge([misnamed]);
  assert.deepEqual(
    verdict.judged.map(({ binding, policy }) => [binding, policy]),
    [["BOUND", "MALFORMED"]],
  );
  assert.deepEqual(verdict.reasons, ["MALFORMED", "QUORUM_SHORT"]);
  assert.equal(verdict.kind, "waiting");
  assert.equal(verdict.files[0]?.faults[0]?.code, "NAME_DIFFERS");
});

test("a denial is heeded wherever it was filed", () => {
  const misnamed = fileOf(approvalOf("bob", { decision: "deny" }), "plans/charter/approvals/sg-2.bob.yaml");
  assert.equal(judge([misnamed, approve("carol")]).kind, "refused");
});
