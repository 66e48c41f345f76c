// What is told about a succession: who signed which version, and what would have to be done where it does not count.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Refusal } from "../../src/diagnostics/refusal.ts";
import { judge, trust, type Told } from "./succession-sample.ts";

const two = { admins: ["carol", "dave"], threshold: 2, signers: ["carol", "dave"] };

function refusalOf(history: readonly Told[]): Refusal {
  const answer = judge(history);
  assert.equal(answer.kind, "refused");
  return answer.refusal;
}

test("succession tells every version, its commit and who signed it", () => {
  const last = trust({ version: 4, ...two, signedBy: ["carol", "dave"] });
  const answer = judge([
    { name: "readme" },
    { name: "first", trust: trust({ version: 1, signers: [] }) },
    { name: "keys", trust: trust({ version: 2, ...two, threshold: 1 }) },
    { name: "run" },
    { name: "more", trust: trust({ version: 3, ...two, signedBy: ["dave"] }) },
    { name: "last", trust: last },
  ]);
  assert.deepEqual(answer, {
    kind: "accepted",
    version: 4,
    state: last,
    firstUse: { commit: "keys", version: 2 },
    steps: [
      { version: 1, commit: "first", signedBy: undefined },
      { version: 2, commit: "keys", signedBy: undefined },
      { version: 3, commit: "more", signedBy: ["dave"] },
      { version: 4, commit: "last", signedBy: ["carol", "dave"] },
    ],
    vouches: true,
  });
});

test("succession tells where nobody can sign the next version", () => {
  const answer = judge([{ name: "first", trust: trust({ version: 1, signers: [] }) }]);
  assert.equal(answer.kind === "accepted" && answer.vouches, false);
});

test("a missing signature is told with the person, the reason and the command", () => {
  const refusal = refusalOf([
    { name: "first", trust: trust({ version: 1, ...two }) },
    { name: "b", trust: trust({ version: 2, ...two, signedBy: { carol: "carol", dave: "mallory" } }) },
  ]);
  assert.match(
    refusal.message,
    /1 of 2 signatures .*\(carol\); the signature of "dave" does not count: the key SHA256:/,
  );
  assert.match(refusal.expected, /2 of carol, dave/);
  assert.match(
    refusal.todo,
    /dave: ssh-keygen -Y sign -n trust\.v1@cutplan -f KEY plans\/_trust\/policy\.yaml && mv plans\/_trust\/policy\.yaml\.sig plans\/_trust\/policy\.yaml\.dave\.sig/,
  );
  assert.doesNotMatch(refusal.todo, /carol/);
});

test("of two names with one principal the second is told to be counted already", () => {
  const admins = {
    admins: ["carol", "caro", "dave"],
    threshold: 2,
    principals: { caro: "carol@example.org" },
  };
  const signers = ["carol", "carol/2", "dave"];
  const refusal = refusalOf([
    { name: "first", trust: trust({ version: 1, ...admins, signers }) },
    {
      name: "b",
      trust: trust({ version: 2, ...admins, signers, signedBy: { carol: "carol", caro: "carol/2" } }),
    },
  ]);
  assert.match(
    refusal.message,
    /"caro" is "carol@example.org", who is counted already; "dave" has not signed/,
  );
});

const TOLD: readonly (readonly [string, readonly Told[], RegExp, RegExp])[] = [
  [
    "the version that has to come next",
    [
      { name: "first", trust: trust({ version: 1 }) },
      { name: "b", trust: trust({ version: 5, signedBy: ["carol"] }) },
    ],
    /has version 5, and the version before it is 1/,
    /write version: 2, .*carol: ssh-keygen/,
  ],
  [
    "the pin that is missing",
    [
      { name: "first", trust: trust({ version: 1, pins: false }) },
      { name: "b", trust: trust({ version: 1, pins: false, signers: ["carol", "dave"] }) },
    ],
    /allowed_signers is another one than in version 1/,
    /git checkout first -- plans\/_trust, or write version: 2 and pins: \{allowedSigners: [0-9a-f]{64}\}/,
  ],
  [
    "the pin that is wrong, with what would be right",
    [{ name: "first", trust: trust({ version: 1, pins: { revokedKeys: "0".repeat(64) } }) }],
    /pins plans\/_trust\/revoked_keys to 0{64}, and its SHA-256 is e3b0c442/,
    /write revokedKeys: e3b0c442/,
  ],
  [
    "the list that is gone",
    [
      { name: "first", trust: trust({ version: 1, pins: false }) },
      { name: "b", trust: trust({ version: 2, pins: false, revoked: undefined, signedBy: ["carol"] }) },
    ],
    /revoked_keys is missing/,
    /git checkout first -- plans\/_trust/,
  ],
  [
    "the version to go back to, or to go on to",
    [
      { name: "first", trust: trust({ version: 1 }) },
      { name: "second", trust: trust({ version: 2, signedBy: ["carol"] }) },
      { name: "b", trust: trust({ version: 1 }) },
    ],
    /has version 1, and its history has version 2 since commit second/,
    /git checkout second -- plans\/_trust, or write version: 3/,
  ],
  [
    "both ends of a fork",
    [
      { name: "first", trust: trust({ version: 1 }) },
      { name: "here", parents: ["first"], trust: trust({ version: 2, note: "a", signedBy: ["carol"] }) },
      { name: "there", parents: ["first"], trust: trust({ version: 2, note: "b", signedBy: ["carol"] }) },
      { name: "merge", parents: ["here", "there"] },
    ],
    /version 2 of commit here, version 2 of commit there/,
    /write version: 3 and have it signed by the admins of each: carol/,
  ],
  [
    "a key whose time was over for the other branch",
    [
      { name: "first", trust: trust({ version: 1, signers: [{ key: "carol", to: "20260301Z" }] }) },
      { name: "main", parents: ["first"], at: "09-01" },
      { name: "late", parents: ["first"], trust: trust({ version: 2, signedBy: ["carol"] }) },
      { name: "merge", parents: ["main", "late"], at: "09-02" },
    ],
    /version 2 was signed with keys whose time was over on the branch that still has version 1/,
    /rebase/,
  ],
  [
    "who lacks a key to sign the next version",
    [
      { name: "first", trust: trust({ version: 1 }) },
      { name: "b", trust: trust({ version: 2, ...two, signers: ["carol"], signedBy: ["carol"] }) },
    ],
    /asks for 2 of its admins to sign the next one, and only carol of them has a key/,
    /add-key/,
  ],
];

for (const [title, history, message, todo] of TOLD) {
  test(`a refused trust tells ${title}`, () => {
    const refusal = refusalOf(history);
    assert.match(refusal.message, message);
    assert.match(refusal.todo, todo);
  });
}
