// Which trust counts along one line of history: what is there, which version, and what is put back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const v2 = trust({ version: 2, signedBy: ["carol"] });
const FIRST: Told = { name: "first", trust: v1 };

const ROWS: readonly Row[] = [
  { title: "a first policy", history: [FIRST], expected: "accepted 1 from 1 at first" },
  {
    title: "a first policy of any version",
    history: [{ name: "first", trust: trust({ version: 7 }) }],
    expected: "accepted 7 from 7 at first",
  },
  {
    title: "a first policy after commits without one",
    history: [{ name: "readme" }, FIRST],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "a first policy after one that could not be read",
    history: [{ name: "draft", trust: "faulty" }, FIRST],
    expected: "accepted 1 from 1 at first",
  },
  { title: "no policy", history: [{ name: "readme" }], expected: "TRUST_UNSIGNED" },
  {
    title: "a policy that cannot be read",
    history: [FIRST, { name: "b", trust: "faulty" }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "the folder removed",
    history: [FIRST, { name: "b", trust: undefined }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "the folder removed and put back",
    history: [FIRST, { name: "b", trust: undefined }, { name: "c", trust: v1 }],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "the folder removed, and another first policy put in its place",
    history: [
      FIRST,
      { name: "b", trust: undefined },
      { name: "c", trust: trust({ version: 1, note: "mine" }) },
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "the same after a state that could not be read",
    history: [
      FIRST,
      { name: "b", trust: "faulty" },
      { name: "c", trust: trust({ version: 1, note: "mine" }) },
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "a next version, signed",
    history: [FIRST, { name: "b", trust: v2 }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a next version, unsigned",
    history: [FIRST, { name: "b", trust: trust({ version: 2 }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "its signature added by a later commit",
    history: [FIRST, { name: "b", trust: trust({ version: 2 }) }, { name: "c", trust: v2 }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "its signature removed by a later commit: it was seen",
    history: [FIRST, { name: "b", trust: v2 }, { name: "c", trust: trust({ version: 2 }) }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "an unsigned draft in between",
    history: [FIRST, { name: "b", trust: trust({ version: 2, note: "draft" }) }, { name: "c", trust: v2 }],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "an unsigned draft withdrawn",
    history: [FIRST, { name: "b", trust: trust({ version: 99, note: "draft" }) }, { name: "c", trust: v1 }],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "version 99, unsigned",
    history: [FIRST, { name: "b", trust: trust({ version: 99 }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "version 3 after version 1, signed",
    history: [FIRST, { name: "b", trust: trust({ version: 3, signedBy: ["carol"] }) }],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "version 3 after a version 2 that nobody signed",
    history: [
      FIRST,
      { name: "b", trust: trust({ version: 2 }) },
      { name: "c", trust: trust({ version: 3, signedBy: ["carol"] }) },
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "an older version put back",
    history: [FIRST, { name: "b", trust: v2 }, { name: "c", trust: v1 }],
    expected: "TRUST_REVERSED",
  },
];

for (const { title, history, expected } of ROWS) {
  test(`succession: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
