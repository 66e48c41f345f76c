// Whose signatures a next version of the trust needs: a table of who may sign what, and how often anybody counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const v2 = trust({ version: 2, signedBy: ["carol"] });
const two = { admins: ["carol", "dave"], threshold: 2, signers: ["carol", "dave"] };
const FIRST: Told = { name: "first", trust: v1 };

const SIGNATURE_ROWS: readonly Row[] = [
  {
    title: "another text under the same version, unsigned",
    history: [FIRST, { name: "b", trust: trust({ version: 1, note: "changed" }) }],
    expected: "TRUST_REVERSED",
  },
  {
    title: "another text under the same version, signed: a version that counted is final",
    history: [
      FIRST,
      { name: "b", trust: v2 },
      { name: "c", trust: trust({ version: 2, note: "amended", signedBy: ["carol"] }) },
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "another text under the same version, by an admin whom that version removed",
    history: [
      {
        name: "first",
        trust: trust({ version: 1, admins: ["carol", "mallory"], signers: ["carol", "mallory"] }),
      },
      { name: "b", trust: trust({ version: 2, signers: ["carol", "mallory"], signedBy: ["carol"] }) },
      {
        name: "c",
        trust: trust({
          version: 2,
          admins: ["mallory"],
          signers: ["carol", "mallory"],
          signedBy: ["mallory"],
        }),
      },
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "a policy signed by nobody but the admin it adds",
    history: [
      FIRST,
      {
        name: "b",
        trust: trust({
          version: 2,
          admins: ["mallory"],
          signers: ["carol", "mallory"],
          signedBy: ["mallory"],
        }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a signature in the admin's file by somebody else's key",
    history: [FIRST, { name: "b", trust: trust({ version: 2, signedBy: { carol: "mallory" } }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "an admin's signature in somebody else's file",
    history: [FIRST, { name: "b", trust: trust({ version: 2, signedBy: { bob: "carol" } }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a signature for another purpose",
    history: [
      FIRST,
      { name: "b", trust: trust({ version: 2, signedBy: ["carol"], namespace: "plan.v1@cutplan" }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a signature by an admin who was removed before",
    history: [
      { name: "first", trust: trust({ version: 1, admins: ["carol", "dave"], signers: ["carol", "dave"] }) },
      { name: "b", trust: trust({ version: 2, signers: ["carol", "dave"], signedBy: ["carol"] }) },
      {
        name: "c",
        trust: trust({ version: 3, admins: ["dave"], signers: ["carol", "dave"], signedBy: ["dave"] }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a threshold of two, both signed",
    history: [
      { name: "first", trust: trust({ version: 1, ...two }) },
      { name: "b", trust: trust({ version: 2, ...two, signedBy: ["carol", "dave"] }) },
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a threshold of two, one signed",
    history: [
      { name: "first", trust: trust({ version: 1, ...two }) },
      { name: "b", trust: trust({ version: 2, ...two, signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a threshold of two, lowered by one",
    history: [
      { name: "first", trust: trust({ version: 1, ...two }) },
      { name: "b", trust: trust({ version: 2, signers: two.signers, signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a threshold of two, met by one person with two keys and two files",
    history: [
      { name: "first", trust: trust({ version: 1, ...two, signers: ["carol", "carol/2", "dave"] }) },
      {
        name: "b",
        trust: trust({
          version: 2,
          ...two,
          signers: ["carol", "carol/2", "dave"],
          signedBy: { carol: "carol", dave: "carol/2" },
        }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a threshold of two, met by two names of one principal",
    history: [
      {
        name: "first",
        trust: trust({
          version: 1,
          admins: ["carol", "caro", "dave"],
          threshold: 2,
          principals: { caro: "carol@example.org" },
          signers: ["carol", "carol/2", "dave"],
        }),
      },
      {
        name: "b",
        trust: trust({
          version: 2,
          signers: ["carol", "carol/2", "dave"],
          signedBy: { carol: "carol", caro: "carol/2" },
        }),
      },
    ],
    expected: "TRUST_UNSIGNED",
  },
];

for (const { title, history, expected } of SIGNATURE_ROWS) {
  test(`succession by signatures: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
