// What holds for every set of approvals whatsoever.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { ApprovalFile } from "../../src/approvals/approval-file.ts";
import { AUTHENTICITIES, type Authenticity } from "../../src/model/authenticity.ts";
import type { GateQuestion } from "../../src/approvals/judge-gate.ts";
import type { Approval } from "../../src/model/generated/approval.ts";
import { answer, approvalOf, EXPECTED, fileOf, judge, OTHER_DIGEST, POLICY } from "./sample.ts";

const SETTINGS = { seed: 1, numRuns: 400 };
const ENTITLED = ["bob", "carol"] as const;
const STRANGERS = ["dave", "mallory", "constructor", "to-string"] as const;
const THIS_RUN = {
  gate: "SG_1",
  mode: "DRYRUN",
  run: EXPECTED.run,
  repository: EXPECTED.repository,
} as const;

const changes: fc.Arbitrary<Partial<Approval>> = fc.record(
  {
    gate: fc.constantFrom("SG_1", "SG_2"),
    decision: fc.constantFrom("approve", "approve", "approve", "deny", "withdraw"),
    run: fc.constantFrom(EXPECTED.run, "charter-ba9876543210"),
    mode: fc.constantFrom("DRYRUN", "LIVE"),
    facts: fc.constantFrom(EXPECTED.facts, { sha256: OTHER_DIGEST }),
    notBefore: fc.constantFrom("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z", "2026-11-21T13:00:00Z"),
    expiresAt: fc.constantFrom("2026-11-21T11:00:00Z", "2026-12-21T10:00:00Z"),
    nonce: fc.constantFrom("0".repeat(32), "f".repeat(32)),
  },
  { requiredKeys: [] },
);

/** Half of the approvals are as they should be, so that gates do open. */
const someChanges = fc.oneof(fc.constant({}), changes);

function filesBy(persons: readonly string[]): fc.Arbitrary<readonly ApprovalFile[]> {
  const file = fc
    .tuple(fc.constantFrom(...persons), someChanges)
    .map(([person, change]) => fileOf(approvalOf(person, change)));
  return fc.array(file, { maxLength: 8 });
}

const everyone = filesBy([...ENTITLED, ...STRANGERS, "alice"]);
const question: fc.Arbitrary<Partial<GateQuestion>> = fc
  .record({
    threshold: fc.constantFrom(1, 2),
    approvals: fc.constantFrom("required", "optional"),
    authenticity: fc.oneof(
      fc.constant("AUTHENTIC" as const),
      fc.constantFrom(...(Object.keys(AUTHENTICITIES) as Authenticity[])),
    ),
  })
  .map(({ threshold, approvals, authenticity }) => ({
    policy: {
      ...POLICY,
      gates: { ...POLICY.gates, SG_1: { ...POLICY.gates.SG_1, threshold } },
      signatures: { ...POLICY.signatures, approvals },
    },
    authenticate: answer(authenticity),
  }));

test("the order of the approvals makes no difference", () => {
  const shuffled = everyone.chain((files) =>
    fc.tuple(fc.constant(files), fc.shuffledSubarray([...files], { minLength: files.length })),
  );
  fc.assert(
    fc.property(shuffled, question, ([files, order], asked) => {
      assert.deepEqual(judge(order, asked), judge(files, asked));
    }),
    SETTINGS,
  );
});

test("what strangers and the author add opens nothing and counts for nothing", () => {
  fc.assert(
    fc.property(filesBy(ENTITLED), filesBy([...STRANGERS, "alice"]), question, (files, added, asked) => {
      const before = judge(files, asked);
      const after = judge([...files, ...added], asked);
      assert.equal(after.kind === "open", before.kind === "open");
      assert.deepEqual(after.counted, before.counted);
      assert.deepEqual(after.mayOpen, before.mayOpen);
    }),
    SETTINGS,
  );
});

test("a denial by an entitled person shuts the gate, until that person withdraws", () => {
  const denial = fc.tuple(fc.constantFrom(...ENTITLED), changes);
  fc.assert(
    fc.property(everyone, denial, question, (files, [person, change], asked) => {
      const others = files.filter(
        (file) => file.document.approver !== person || file.document.decision !== "withdraw",
      );
      const file = fileOf(approvalOf(person, { ...change, ...THIS_RUN, decision: "deny" }));
      const verdict = judge([...others, file], asked);
      assert.equal(verdict.kind, "refused");
      assert.ok(verdict.reasons.includes("DENIED"));
    }),
    SETTINGS,
  );
});

test("an open gate has as many different entitled persons as it takes, each with an approval that is bound and counts", () => {
  let opened = 0;
  fc.assert(
    fc.property(everyone, question, (files, asked) => {
      const verdict = judge(files, asked);
      const counted = verdict.judged.filter(({ policy }) => policy === "COUNTED");
      assert.deepEqual(counted.map(({ person }) => person).sort(), verdict.counted);
      assert.ok(
        counted.every(
          ({ binding, decision, person }) =>
            binding === "BOUND" && decision === "approve" && ENTITLED.some((name) => name === person),
        ),
      );
      assert.equal(new Set(verdict.counted).size, verdict.counted.length);
      assert.equal(verdict.missing, Math.max(0, verdict.threshold - verdict.counted.length));
      if (verdict.kind !== "open") return;
      opened += 1;
      assert.ok(verdict.counted.length >= verdict.threshold);
      assert.deepEqual(verdict.reasons, []);
    }),
    SETTINGS,
  );
  assert.ok(opened > 20, "the property has seen open gates");
});

test("taking one approval away never opens a gate that was shut for want of approvals", () => {
  fc.assert(
    fc.property(everyone, question, (files, asked) => {
      const approvals = files.filter((file) => file.document.decision === "approve");
      const verdict = judge(approvals, asked);
      if (verdict.kind === "open") return;
      for (const left of approvals)
        assert.notEqual(
          judge(
            approvals.filter((file) => file !== left),
            asked,
          ).kind,
          "open",
        );
    }),
    SETTINGS,
  );
});

test("every word of a verdict is one that a statement may hold, and the same question has the same answer", () => {
  fc.assert(
    fc.property(everyone, question, (files, asked) => {
      const verdict = judge(files, asked);
      assert.deepEqual(judge(files, asked), verdict);
      assert.ok(verdict.reasons.every((reason) => /^[A-Z][A-Z0-9_]*$/.test(reason)));
      assert.deepEqual([...new Set(verdict.reasons)].sort(), verdict.reasons);
      for (const { authenticity, binding, policy } of verdict.judged)
        for (const word of [authenticity, binding, policy]) assert.match(word, /^[A-Z_]+$/);
      assert.equal(verdict.judged.length, files.filter((file) => file.document.gate === "SG_1").length);
    }),
    SETTINGS,
  );
});
