// Which keys count for a next version of the trust, and at which moment.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const two = { admins: ["carol", "dave"], threshold: 2, signers: ["carol", "dave"] };
const FIRST: Told = { name: "first", trust: v1 };

const TIMED = { key: "carol", from: "20260201Z", to: "20260301Z" };

const KEY_ROWS: readonly Row[] = [
  ...(
    [
      ["before its time", "2026-01-31T23:59:59Z", "TRUST_UNSIGNED"],
      ["from its first second", "2026-02-01T00:00:00Z", "accepted 2 from 1 at first"],
      ["to its last second", "2026-03-01T00:00:00Z", "accepted 2 from 1 at first"],
      ["after its time", "2026-03-01T00:00:01Z", "TRUST_UNSIGNED"],
    ] as const
  ).map(([title, at, expected]) => ({
    title: `a key ${title}`,
    history: [
      { name: "first", at: "2026-01-01T00:00:00Z", trust: trust({ version: 1, signers: [TIMED] }) },
      { name: "b", at, trust: trust({ version: 2, signers: [TIMED], signedBy: ["carol"] }) },
    ],
    expected,
  })),
  {
    title: "a key whose time is over, in a commit with an earlier date after newer ones",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [TIMED] }) },
      { name: "run", at: "04-01" },
      { name: "b", at: "02-15", trust: trust({ version: 2, signers: [TIMED], signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key that was valid then, long ago",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [TIMED] }) },
      { name: "b", at: "02-15", trust: trust({ version: 2, signers: [TIMED], signedBy: ["carol"] }) },
      { name: "run", at: "10-01" },
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a key that will be valid, in a commit from the future",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [{ key: "carol", from: "20270101Z" }] }) },
      {
        name: "b",
        at: "2027-06-01T00:00:00Z",
        trust: trust({ version: 2, signers: [{ key: "carol", from: "20270101Z" }], signedBy: ["carol"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key whose time began after the commit that first had the signature",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [{ key: "carol", from: "20260601Z" }] }) },
      {
        name: "b",
        at: "05-01",
        trust: trust({ version: 2, signers: [{ key: "carol", from: "20260601Z" }], signedBy: ["carol"] }),
      },
      { name: "run", at: "07-01" },
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a commit of the year 9999 in between: later keys are not taken for expired",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [TIMED] }) },
      { name: "joke", at: "9999-12-31T23:59:59Z" },
      { name: "b", at: "02-15", trust: trust({ version: 2, signers: [TIMED], signedBy: ["carol"] }) },
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a key that the version before had revoked",
    history: [
      { name: "first", trust: trust({ version: 1, revoked: ["carol"] }) },
      { name: "b", trust: trust({ version: 2, revoked: ["carol"], signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key that revokes itself: the version counts",
    history: [FIRST, { name: "b", trust: trust({ version: 2, revoked: ["carol"], signedBy: ["carol"] }) }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "the only admin's key revoked: nobody's version is next",
    history: [
      FIRST,
      { name: "b", trust: trust({ version: 2, revoked: ["carol"], signedBy: ["carol"] }) },
      {
        name: "c",
        trust: trust({ version: 3, admins: ["mallory"], signers: ["mallory"], signedBy: ["mallory"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "the only admin's key expired: nobody's version is next",
    history: [
      { name: "first", trust: trust({ version: 1, signers: [TIMED] }) },
      {
        name: "c",
        at: "06-01",
        trust: trust({ version: 2, admins: ["mallory"], signers: ["mallory"], signedBy: ["mallory"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key that only the new list revokes no longer",
    history: [
      { name: "first", trust: trust({ version: 1, ...two, threshold: 1, revoked: ["dave"] }) },
      { name: "b", trust: trust({ version: 2, ...two, threshold: 1, revoked: [], signedBy: ["dave"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a key that is not for policies",
    history: [
      {
        name: "first",
        trust: trust({
          version: 1,
          ...two,
          threshold: 1,
          signers: ["carol", { key: "dave", namespaces: "plan.v1@cutplan" }],
        }),
      },
      {
        name: "b",
        trust: trust({
          version: 2,
          signers: ["carol", { key: "dave", namespaces: "plan.v1@cutplan" }],
          signedBy: ["dave"],
        }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
];

for (const { title, history, expected } of KEY_ROWS) {
  test(`succession by keys: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
