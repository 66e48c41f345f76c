// Several decisions of one person, and those of several, weighed against each other.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, approve, deny, judge, POLICY, withdraw, wordsOf } from "./sample.ts";

const DECISIONS: readonly (readonly [
  what: string,
  files: readonly ReturnType<typeof approve>[],
  kind: string,
  words: readonly string[],
])[] = [
  [
    "approve and deny by one person",
    [approve("bob"), deny("bob")],
    "refused",
    ["BOUND/DENIED", "BOUND/DENIED"],
  ],
  [
    "approve and withdraw",
    [approve("bob"), withdraw("bob")],
    "waiting",
    ["BOUND/WITHDRAWN", "BOUND/WITHDRAWN"],
  ],
  ["deny and withdraw", [deny("bob"), withdraw("bob")], "waiting", ["BOUND/WITHDRAWN", "BOUND/WITHDRAWN"]],
  [
    "approve, deny and withdraw",
    [approve("bob"), deny("bob"), withdraw("bob")],
    "waiting",
    ["BOUND/WITHDRAWN", "BOUND/WITHDRAWN", "BOUND/WITHDRAWN"],
  ],
  [
    "deny by one, approve by another",
    [deny("bob"), approve("carol")],
    "refused",
    ["BOUND/DENIED", "BOUND/COUNTED"],
  ],
  [
    "deny by one, withdraw by another",
    [deny("bob"), withdraw("carol")],
    "refused",
    ["BOUND/DENIED", "BOUND/WITHDRAWN"],
  ],
  [
    "withdraw by one, approve by another",
    [withdraw("bob"), approve("carol")],
    "open",
    ["BOUND/WITHDRAWN", "BOUND/COUNTED"],
  ],
  [
    "a denial lifted, and another's approval",
    [deny("bob"), withdraw("bob"), approve("carol")],
    "open",
    ["BOUND/COUNTED", "BOUND/WITHDRAWN", "BOUND/WITHDRAWN"],
  ],
];
for (const [what, files, kind, words] of DECISIONS) {
  test(`${what}: ${kind}, in either order`, () => {
    for (const order of [files, [...files].reverse()]) {
      const verdict = judge(order);
      assert.equal(verdict.kind, kind);
      assert.deepEqual([...wordsOf(verdict)].sort(), [...words].sort());
    }
  });
}

test("a withdrawal lifts no denial that came after it", () => {
  const earlier = { notBefore: "2026-11-21T09:00:00Z" };
  assert.equal(judge([withdraw("bob", earlier), deny("bob")]).kind, "refused");
  assert.equal(judge([withdraw("bob"), deny("bob", earlier)]).kind, "waiting");
});

test("a withdrawal that is not fit to open takes an approval back and lifts no denial", () => {
  const expired = { expiresAt: "2026-11-21T11:00:00Z" };
  assert.deepEqual(wordsOf(judge([approve("bob"), withdraw("bob", expired)])).toSorted(), [
    "BOUND/WITHDRAWN",
    "EXPIRED/NOT_BOUND",
  ]);
  assert.equal(judge([deny("bob"), withdraw("bob", expired)]).kind, "refused");
  const policy = { ...POLICY, signatures: { ...POLICY.signatures, approvals: "required" } } as const;
  assert.deepEqual(wordsOf(judge([deny("bob"), withdraw("bob")], { policy })).toSorted(), [
    "BOUND/DENIED",
    "BOUND/SIGNATURE_REQUIRED",
  ]);
});

test("a denial needs no signature to be heeded, and may be out of its time", () => {
  const policy = { ...POLICY, signatures: { ...POLICY.signatures, approvals: "required" } } as const;
  const authenticate = ({ document }: { document: { decision: string } }) =>
    answer(document.decision === "deny" ? "SIG_INVALID" : "AUTHENTIC")();
  assert.equal(
    judge([deny("bob", { expiresAt: "2026-11-21T11:00:00Z" }), approve("carol")], { policy, authenticate })
      .kind,
    "refused",
  );
});

test("whoever has denied or withdrawn is not asked to approve", () => {
  assert.deepEqual(judge([withdraw("bob")]).mayOpen, ["carol"]);
  assert.deepEqual(judge([deny("bob")]).mayOpen, ["carol"]);
  assert.deepEqual(judge([deny("bob", { run: "charter-ba9876543210" })]).mayOpen, ["bob", "carol"]);
});
