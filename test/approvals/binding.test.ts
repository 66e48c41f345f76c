import assert from "node:assert/strict";
import { test } from "node:test";
import { bindingOf, compareBinding, type BindingVerdict } from "../../src/approvals/binding.ts";
import type { Approval } from "../../src/model/generated/approval.ts";
import {
  approvalOf,
  approve,
  deny,
  EXPECTED,
  EXPECTED_AT_SG_3,
  judge,
  NOW,
  OTHER_DIGEST,
  withdraw,
} from "./sample.ts";

interface Row {
  readonly field: string;
  readonly verdict: BindingVerdict;
  readonly change: Partial<Approval>;
  /** Whether a change of this under an approval makes the gate stale. */
  readonly stale: boolean;
  /** Whether a denial with this fault still stands. */
  readonly standsAsDenial: boolean;
}

const other = { sha256: OTHER_DIGEST };

/** In the order in which faults are named. */
const TABLE: readonly Row[] = [
  {
    field: "repository",
    verdict: "WRONG_REPOSITORY",
    change: { repository: "git+https://fork.example.org/cuts.git" },
    stale: false,
    standsAsDenial: false,
  },
  { field: "mode", verdict: "WRONG_MODE", change: { mode: "LIVE" }, stale: false, standsAsDenial: false },
  {
    field: "plan.path",
    verdict: "PLAN_STALE",
    change: { plan: { ...EXPECTED.plan, path: "plans/other/plan.yaml" } },
    stale: false,
    standsAsDenial: true,
  },
  {
    field: "plan.sha256",
    verdict: "PLAN_STALE",
    change: { plan: { ...EXPECTED.plan, ...other } },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "source.sha256",
    verdict: "SOURCE_STALE",
    change: { source: other },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "manifest.sha256",
    verdict: "MANIFEST_STALE",
    change: { manifest: other },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "facts.sha256",
    verdict: "FACTS_STALE",
    change: { facts: other },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "policy.version",
    verdict: "POLICY_STALE",
    change: { policy: { ...EXPECTED.policy, version: 2 } },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "policy.sha256",
    verdict: "POLICY_STALE",
    change: { policy: { ...EXPECTED.policy, ...other } },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "run",
    verdict: "WRONG_RUN",
    change: { run: "charter-ba9876543210" },
    stale: true,
    standsAsDenial: false,
  },
  {
    field: "evidenceHead.seq",
    verdict: "WRONG_HEAD",
    change: { evidenceHead: { ...EXPECTED.evidenceHead, seq: 2 } },
    stale: true,
    standsAsDenial: true,
  },
  {
    field: "evidenceHead.sha256",
    verdict: "WRONG_HEAD",
    change: { evidenceHead: { ...EXPECTED.evidenceHead, ...other } },
    stale: true,
    standsAsDenial: true,
  },
  { field: "expiresAt", verdict: "EXPIRED", change: { expiresAt: NOW }, stale: false, standsAsDenial: true },
  {
    field: "notBefore",
    verdict: "NOT_YET",
    change: { notBefore: "2026-11-21T12:00:01Z" },
    stale: false,
    standsAsDenial: true,
  },
];

test("an approval that names everything as it is is bound", () => {
  const mismatches = compareBinding({ gate: "SG_1", expected: EXPECTED, now: NOW }, approvalOf("bob"));
  assert.deepEqual(mismatches, []);
  assert.equal(bindingOf(mismatches), "BOUND");
  assert.equal(judge([approve("bob")]).kind, "open");
});

for (const { field, verdict, change, stale, standsAsDenial } of TABLE) {
  test(`${field} changed reads ${verdict} and opens nothing`, () => {
    const result = judge([approve("bob", change)]);
    assert.equal(result.kind, "waiting");
    assert.deepEqual(
      result.judged.map(({ binding }) => binding),
      [verdict],
    );
    assert.deepEqual(
      result.files[0]?.mismatches.map((mismatch) => mismatch.field),
      [field],
    );
    assert.equal(result.stale, stale);
    assert.deepEqual(result.counted, []);
    assert.ok(result.reasons.includes(verdict) && result.reasons.includes("QUORUM_SHORT"));
  });

  test(`a denial with another ${field} ${standsAsDenial ? "still stands" : "is about something else"}`, () => {
    const result = judge([deny("bob", change), approve("carol")]);
    assert.equal(result.kind, standsAsDenial ? "refused" : "open");
    assert.deepEqual(
      result.judged.map(({ policy }) => policy),
      [standsAsDenial ? "DENIED" : "NOT_BOUND", "COUNTED"],
    );
  });
}

test("a mismatch says what was expected and what was found", () => {
  const [mismatch] = judge([approve("bob", { facts: other })]).files[0]?.mismatches ?? [];
  assert.deepEqual(mismatch, {
    verdict: "FACTS_STALE",
    field: "facts.sha256",
    expected: EXPECTED.facts.sha256,
    found: OTHER_DIGEST,
  });
});

test("of several faults the first in order gives the verdict, and all are listed", () => {
  for (let from = 0; from < TABLE.length; from += 1) {
    const rows = TABLE.slice(from);
    const changes = rows.reduce<Partial<Approval>>((all, row) => mergeFields(all, row.change), {});
    const mismatches = compareBinding(
      { gate: "SG_1", expected: EXPECTED, now: NOW },
      approvalOf("bob", changes),
    );
    assert.equal(bindingOf(mismatches), rows[0]?.verdict);
    assert.deepEqual(
      mismatches.map(({ field }) => field),
      rows.map(({ field }) => field),
    );
  }
});

/** Puts changes of one object's fields together: plan.path and plan.sha256 are both changed. */
function mergeFields(all: Partial<Approval>, change: Partial<Approval>): Partial<Approval> {
  const merged: Record<string, unknown> = { ...all };
  for (const [key, value] of Object.entries(change)) {
    const before = merged[key];
    merged[key] =
      typeof value === "object" && typeof before === "object" ? changedFields(before, value, key) : value;
  }
  return merged;
}

function changedFields(before: object | null, value: object, key: string): object {
  const original = EXPECTED[key as "plan" | "policy" | "evidenceHead"];
  const changed = Object.entries(value).filter(
    ([name, text]) => text !== Object.entries(original).find(([other]) => other === name)?.[1],
  );
  return { ...before, ...Object.fromEntries(changed) };
}

test("an approval of an older plan text reads PLAN_STALE, though run and head differ too", () => {
  const result = judge([
    approve("bob", {
      plan: { ...EXPECTED.plan, ...other },
      run: "charter-ba9876543210",
      evidenceHead: { seq: 9, sha256: OTHER_DIGEST },
    }),
  ]);
  assert.equal(result.judged[0]?.binding, "PLAN_STALE");
  assert.equal(result.stale, true);
  assert.equal(result.files[0]?.mismatches.length, 4);
});

test("the first and the last second count, the one of expiry does not", () => {
  const window = { notBefore: "2026-11-21T10:00:00Z", expiresAt: "2026-11-21T11:00:00Z" };
  const table = [
    ["2026-11-21T09:59:59Z", "NOT_YET"],
    ["2026-11-21T10:00:00Z", "BOUND"],
    ["2026-11-21T10:59:59Z", "BOUND"],
    ["2026-11-21T11:00:00Z", "EXPIRED"],
    ["2026-11-22T10:30:00Z", "EXPIRED"],
  ] as const;
  for (const [now, verdict] of table) {
    assert.equal(judge([approve("bob", window)], { now }).judged[0]?.binding, verdict, now);
  }
});

test("at SG_3 the partial state is bound, after the run and before the head", () => {
  const question = { gate: "SG_3", expected: EXPECTED_AT_SG_3, now: NOW } as const;
  const way = { gate: "SG_3", resolution: "accept" } as const;
  assert.deepEqual(compareBinding(question, approvalOf("carol", way)), []);
  const changes = {
    evidenceHead: { seq: 9, sha256: OTHER_DIGEST },
    partialState: other,
    run: "charter-ba9876543210",
  };
  assert.deepEqual(
    compareBinding(question, approvalOf("carol", { ...way, ...changes })).map(({ field }) => field),
    ["run", "partialState.sha256", "evidenceHead.seq", "evidenceHead.sha256"],
  );
  const result = judge([approve("carol", { ...way, partialState: other })], { gate: "SG_3" });
  assert.deepEqual(
    [result.kind, result.judged[0]?.binding, result.stale, result.reasons],
    ["waiting", "PARTIAL_STATE_STALE", true, ["PARTIAL_STATE_STALE", "QUORUM_SHORT"]],
  );
});

test("where nothing is known of a torn step, nothing is bound", () => {
  const way = { gate: "SG_3", resolution: "accept", partialState: { sha256: "" } } as const;
  for (const expected of [EXPECTED, { ...EXPECTED, partialState: { sha256: "" } }]) {
    const result = judge([approve("carol", way)], { gate: "SG_3", expected });
    assert.equal(result.judged[0]?.binding, "PARTIAL_STATE_STALE");
  }
});

test("a denial at SG_3 stands and is withdrawn whatever was left there", () => {
  const at = { gate: "SG_3" } as const;
  const way = { ...at, resolution: "accept" } as const;
  const denied = judge([deny("carol", at), approve("carol", way)], at);
  assert.deepEqual([denied.kind, denied.judged[0]?.binding], ["refused", "BOUND"]);
  const lifted = judge([deny("carol", at), withdraw("carol", at)], at);
  assert.deepEqual([lifted.kind, lifted.reasons], ["waiting", ["QUORUM_SHORT"]]);
});

test("an expectation that is empty binds nothing", () => {
  const expected = { ...EXPECTED, repository: "" };
  assert.equal(judge([approve("bob", { repository: "" })], { expected }).kind, "waiting");
});
