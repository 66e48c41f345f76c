// When a later version of the trust counts on first use, and that nobody can bring that about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const two = { admins: ["carol", "dave"], threshold: 2, signers: ["carol", "dave"] };
const bare = trust({ version: 1, signers: [] });
const FIRST: Told = { name: "first", trust: v1 };

const FIRST_USE_ROWS: readonly Row[] = [
  {
    title: "after a policy without keys the next version counts on first use",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 2 }) },
    ],
    expected: "accepted 2 from 2 at b",
  },
  {
    title: "also where there were fewer keys than the threshold",
    history: [
      { name: "first", trust: trust({ version: 1, ...two, signers: ["carol"] }) },
      { name: "b", trust: trust({ version: 2, ...two }) },
    ],
    expected: "accepted 2 from 2 at b",
  },
  {
    title: "also where the admins had keys for other purposes only",
    history: [
      {
        name: "first",
        trust: trust({ version: 1, signers: [{ key: "carol", namespaces: "plan.v1@cutplan" }] }),
      },
      { name: "b", trust: trust({ version: 2 }) },
    ],
    expected: "accepted 2 from 2 at b",
  },
  {
    title: "and from then on signatures are asked for",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 2 }) },
      { name: "c", trust: trust({ version: 3, note: "unsigned" }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "and given",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 2 }) },
      { name: "c", trust: trust({ version: 3, signedBy: ["carol"] }) },
    ],
    expected: "accepted 3 from 2 at b",
  },
  {
    title: "without a new version nothing changes, keys or not",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 1 }) },
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "nor do lists without a pin",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 2, pins: false }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "nor may a version be left out",
    history: [
      { name: "first", trust: bare },
      { name: "b", trust: trust({ version: 3 }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a signed version whose admins have no keys would open the policy to everybody",
    history: [FIRST, { name: "b", trust: trust({ version: 2, signers: [], signedBy: ["carol"] }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "so would one with a threshold that the keys do not reach",
    history: [
      FIRST,
      { name: "b", trust: trust({ version: 2, ...two, signers: ["carol"], signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
];

for (const { title, history, expected } of FIRST_USE_ROWS) {
  test(`succession on first use: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
