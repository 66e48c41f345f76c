// Which changes of the lists a signature over the policy covers.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const FIRST: Told = { name: "first", trust: v1 };

const LIST_ROWS: readonly Row[] = [
  {
    title: "a list changed beside the same policy",
    history: [
      { name: "first", trust: trust({ version: 1, pins: false }) },
      { name: "b", trust: trust({ version: 1, pins: false, signers: ["carol", "mallory"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a list changed under a signed policy without pins",
    history: [
      { name: "first", trust: trust({ version: 1, pins: false }) },
      {
        name: "b",
        trust: trust({ version: 2, pins: false, signers: ["carol", "mallory"], signedBy: ["carol"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a list changed under a signed policy that pins it",
    history: [
      FIRST,
      { name: "b", trust: trust({ version: 2, signers: ["carol", "bob"], signedBy: ["carol"] }) },
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a signed policy without pins beside unchanged lists",
    history: [FIRST, { name: "b", trust: trust({ version: 2, pins: false, signedBy: ["carol"] }) }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a list changed under a signed policy that pins the other list only",
    history: [
      FIRST,
      {
        name: "b",
        trust: trust({
          version: 2,
          signers: ["carol", "mallory"],
          pins: { revokedKeys: v1.revokedKeysSha256! },
          signedBy: ["carol"],
        }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a wrong pin",
    history: [
      FIRST,
      {
        name: "b",
        trust: trust({ version: 2, pins: { allowedSigners: "0".repeat(64) }, signedBy: ["carol"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a wrong pin in the first policy",
    history: [{ name: "first", trust: trust({ version: 1, pins: { revokedKeys: "0".repeat(64) } }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a wrong pin corrected before anything counted",
    history: [{ name: "draft", trust: trust({ version: 1, pins: { revokedKeys: "0".repeat(64) } }) }, FIRST],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "allowed_signers deleted beside the policy that pins it",
    history: [FIRST, { name: "b", trust: trust({ version: 1, signers: undefined, pins: v1.policy.pins! }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "allowed_signers deleted under a signed policy",
    history: [FIRST, { name: "b", trust: trust({ version: 2, signers: undefined, signedBy: ["carol"] }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "revoked_keys deleted under a signed policy",
    history: [FIRST, { name: "b", trust: trust({ version: 2, revoked: undefined, signedBy: ["carol"] }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key taken from revoked_keys again without a word in the policy",
    history: [
      { name: "first", trust: trust({ version: 1, pins: false, revoked: ["mallory"] }) },
      { name: "b", trust: trust({ version: 1, pins: false }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
];

for (const { title, history, expected } of LIST_ROWS) {
  test(`succession of lists: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
