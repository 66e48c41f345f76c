// Which trust counts where histories with several first policies meet, and how that is mended.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrustState } from "../../src/trust/trust-state.ts";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const both = { admins: ["carol", "mallory"], signers: ["carol", "mallory"] };
const kept = trust({ version: 2, admins: ["mallory"], signers: both.signers, signedBy: ["mallory"] });
const keptOn = trust({ version: 3, admins: ["mallory"], signers: ["mallory"], signedBy: ["mallory"] });
const v1 = trust({ version: 1 });
const v2 = trust({ version: 2, signedBy: ["carol"] });
const v3 = trust({ version: 3, signedBy: ["carol"] });
const bare = trust({ version: 1, signers: [] });

const merge = (parents: readonly string[], state: TrustState, at = "10-01"): Told => ({
  name: "merge",
  parents,
  at,
  trust: state,
});

const ROWS: readonly Row[] = [
  {
    title: "an unrelated history with a policy of its own",
    history: [
      { name: "first", trust: v1 },
      {
        name: "orphan",
        parents: [],
        trust: trust({ version: 99, admins: ["mallory"], signers: ["mallory"] }),
      },
      merge(["first", "orphan"], v1),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "the same, its policy taken over",
    history: [
      { name: "first", trust: v1 },
      { name: "orphan", parents: [], trust: kept },
      merge(["orphan", "first"], kept),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "an unrelated history without a policy",
    history: [{ name: "first", trust: v1 }, { name: "orphan", parents: [] }, merge(["first", "orphan"], v1)],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "a branch from before the first policy with another first policy",
    history: [
      { name: "readme" },
      { name: "first", parents: ["readme"], trust: v1 },
      { name: "evil", parents: ["readme"], trust: keptOn },
      merge(["first", "evil"], keptOn),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "two repositories put together with the consent of both",
    history: [
      { name: "first", trust: v1 },
      { name: "orphan", parents: [], trust: trust({ version: 5, admins: ["dave"], signers: ["dave"] }) },
      merge(
        ["first", "orphan"],
        trust({
          version: 6,
          admins: ["carol", "dave"],
          signers: ["carol", "dave"],
          signedBy: ["carol", "dave"],
        }),
      ),
    ],
    expected: "accepted 6 from 1 at first",
  },
  {
    title: "two repositories put together with the consent of one",
    history: [
      { name: "first", trust: v1 },
      { name: "orphan", parents: [], trust: trust({ version: 5, admins: ["dave"], signers: ["dave"] }) },
      merge(
        ["first", "orphan"],
        trust({ version: 6, admins: ["carol", "dave"], signers: ["carol", "dave"], signedBy: ["dave"] }),
      ),
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a branch from the time without keys, with keys of its own",
    history: [
      { name: "first", trust: bare },
      { name: "b", parents: ["first"], trust: trust({ version: 2 }) },
      {
        name: "evil",
        parents: ["first"],
        trust: trust({ version: 2, admins: ["mallory"], signers: ["mallory"] }),
      },
      { name: "worse", parents: ["evil"], trust: keptOn },
      merge(["b", "worse"], keptOn),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "a branch from the time without keys, mended by those who have some",
    history: [
      { name: "first", trust: bare },
      { name: "b", parents: ["first"], trust: trust({ version: 2 }) },
      { name: "evil", parents: ["first"], trust: trust({ version: 2, note: "bare", signers: [] }) },
      merge(["b", "evil"], v3),
    ],
    expected: "accepted 3 from 2 at b",
  },
  {
    title: "three parents, one of them with the new version",
    history: [
      { name: "first", trust: v1 },
      { name: "b", parents: ["first"] },
      { name: "c", parents: ["first"], trust: v2 },
      { name: "d", parents: ["first"] },
      merge(["b", "c", "d"], v2),
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "one parent named twice",
    history: [{ name: "first", trust: v1 }, merge(["first", "first"], v2)],
    expected: "accepted 2 from 1 at first",
  },
];

for (const { title, history, expected } of ROWS) {
  test(`succession where branches meet: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}

test("succession: a parent outside the history is never taken for a beginning", () => {
  assert.equal(tell(judge([{ name: "first", parents: ["gone"], trust: v1 }])), "HISTORY_SHALLOW");
});

test("succession: more disagreements than anybody could reconcile stay disagreements", () => {
  const orphans = Array.from({ length: 20 }, (_, index) => ({
    name: `orphan ${index}`,
    parents: [],
    trust: trust({ version: 1, note: `orphan ${index}` }),
  }));
  const history = [
    ...orphans,
    merge(
      orphans.map(({ name }) => name),
      v2,
    ),
    { name: "after", trust: v3 },
  ];
  assert.equal(tell(judge(history)), "TRUST_FORKED");
});
