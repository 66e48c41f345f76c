// Which trust counts where branches meet: nothing that a branch brings in may win over those whom another branch removed,
// outlived or never asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrustState } from "../../src/trust/trust-state.ts";
import { judge, tell, trust, type Row, type Told } from "./succession-sample.ts";

const both = { admins: ["carol", "mallory"], signers: ["carol", "mallory"] };
const shared = trust({ version: 1, ...both });
const removed = trust({ version: 2, signers: both.signers, signedBy: ["carol"] });
const kept = trust({ version: 2, admins: ["mallory"], signers: both.signers, signedBy: ["mallory"] });
const keptOn = trust({ version: 3, admins: ["mallory"], signers: ["mallory"], signedBy: ["mallory"] });
const v1 = trust({ version: 1 });
const v2 = trust({ version: 2, signedBy: ["carol"] });
const otherV2 = trust({ version: 2, note: "other", signedBy: ["carol"] });
const v3 = trust({ version: 3, signedBy: ["carol"] });
const TIMED = { key: "carol", from: "20260101Z", to: "20260301Z" };
const timed = trust({ version: 1, signers: [TIMED] });
const timedV2 = trust({ version: 2, signers: [TIMED, "carol/2"], signedBy: ["carol"] });

const merge = (parents: readonly string[], state: TrustState, at = "10-01"): Told => ({
  name: "merge",
  parents,
  at,
  trust: state,
});

const ROWS: readonly Row[] = [
  {
    title: "an old branch without the new version",
    history: [
      { name: "first", trust: v1 },
      { name: "topic", parents: ["first"] },
      { name: "b", parents: ["first"], trust: v2 },
      merge(["b", "topic"], v2),
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "a branch with the new version",
    history: [
      { name: "first", trust: v1 },
      { name: "main", parents: ["first"] },
      { name: "b", parents: ["first"], trust: v2 },
      merge(["main", "b"], v2),
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "the new version left out of the merge",
    history: [
      { name: "first", trust: v1 },
      { name: "main", parents: ["first"] },
      { name: "b", parents: ["first"], trust: v2 },
      merge(["main", "b"], v1),
    ],
    expected: "TRUST_REVERSED",
  },
  {
    title: "a branch with two new versions beside one with the first of them",
    history: [
      { name: "first", trust: v1 },
      { name: "b", trust: v2 },
      { name: "c", trust: v3 },
      { name: "d", parents: ["b"] },
      merge(["d", "c"], v3),
    ],
    expected: "accepted 3 from 1 at first",
  },
  {
    title: "the same version brought in by both branches",
    history: [
      { name: "first", trust: v1 },
      { name: "b", parents: ["first"], trust: v2 },
      { name: "c", parents: ["first"], trust: v2 },
      merge(["b", "c"], v2),
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "an unsigned draft in a branch",
    history: [
      { name: "first", trust: v1 },
      { name: "draft", parents: ["first"], trust: trust({ version: 2, note: "draft" }) },
      { name: "b", parents: ["first"], trust: v2 },
      merge(["b", "draft"], v2),
    ],
    expected: "accepted 2 from 1 at first",
  },
  {
    title: "an unsigned draft of a high version in a branch",
    history: [
      { name: "first", trust: v1 },
      { name: "draft", parents: ["first"], trust: trust({ version: 99, note: "draft" }) },
      { name: "main", parents: ["first"] },
      merge(["main", "draft"], v1),
    ],
    expected: "accepted 1 from 1 at first",
  },
  {
    title: "two different versions 2, each signed",
    history: [
      { name: "first", trust: v1 },
      { name: "b", parents: ["first"], trust: v2 },
      { name: "c", parents: ["first"], trust: otherV2 },
      merge(["b", "c"], v2),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "two different versions 2, and a version 3 by the admins of both",
    history: [
      { name: "first", trust: v1 },
      { name: "b", parents: ["first"], trust: v2 },
      { name: "c", parents: ["first"], trust: otherV2 },
      merge(["b", "c"], v3),
    ],
    expected: "accepted 3 from 1 at first",
  },
  {
    title: "two different versions 2, mended after the merge",
    history: [
      { name: "first", trust: v1 },
      { name: "b", parents: ["first"], trust: v2 },
      { name: "c", parents: ["first"], trust: otherV2 },
      merge(["b", "c"], v2),
      { name: "after", trust: v3 },
    ],
    expected: "accepted 3 from 1 at first",
  },
  {
    title: "an admin who was removed, in a branch from before",
    history: [
      { name: "first", trust: shared },
      { name: "b", parents: ["first"], trust: removed },
      { name: "evil", parents: ["first"], trust: kept },
      merge(["b", "evil"], kept),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "an admin who was removed, in a branch from before with more versions",
    history: [
      { name: "first", trust: shared },
      { name: "b", parents: ["first"], trust: removed },
      { name: "evil", parents: ["first"], trust: kept },
      { name: "worse", parents: ["evil"], trust: keptOn },
      merge(["worse", "b"], keptOn),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "the removed admin's version 4 over both",
    history: [
      { name: "first", trust: shared },
      { name: "b", parents: ["first"], trust: removed },
      { name: "evil", parents: ["first"], trust: kept },
      { name: "worse", parents: ["evil"], trust: keptOn },
      merge(
        ["worse", "b"],
        trust({ version: 4, admins: ["mallory"], signers: ["mallory"], signedBy: ["mallory"] }),
      ),
    ],
    expected: "TRUST_UNSIGNED",
  },
  {
    title: "a branch from before, dated back to when a key was valid",
    history: [
      { name: "first", at: "01-02", trust: timed },
      { name: "main", parents: ["first"], at: "09-01" },
      { name: "evil", parents: ["first"], at: "02-01", trust: timedV2 },
      merge(["main", "evil"], timedV2),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "the same with the branch as first parent",
    history: [
      { name: "first", at: "01-02", trust: timed },
      { name: "main", parents: ["first"], at: "09-01" },
      { name: "evil", parents: ["first"], at: "02-01", trust: timedV2 },
      merge(["evil", "main"], timedV2, "02-02"),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "the same over two versions",
    history: [
      { name: "first", at: "01-02", trust: timed },
      { name: "main", parents: ["first"], at: "09-01" },
      { name: "evil", parents: ["first"], at: "02-01", trust: timedV2 },
      {
        name: "worse",
        parents: ["evil"],
        at: "02-02",
        trust: trust({ version: 3, signers: ["carol/2"], signedBy: { carol: "carol/2" } }),
      },
      merge(["main", "worse"], trust({ version: 3, signers: ["carol/2"], signedBy: { carol: "carol/2" } })),
    ],
    expected: "TRUST_FORKED",
  },
  {
    title: "a new key's version in time, beside a branch that ended before the old key did",
    history: [
      { name: "first", at: "01-02", trust: timed },
      { name: "topic", parents: ["first"], at: "02-15" },
      { name: "b", parents: ["first"], at: "02-01", trust: timedV2 },
      merge(["b", "topic"], timedV2),
    ],
    expected: "accepted 2 from 1 at first",
  },
];

for (const { title, history, expected } of ROWS) {
  test(`succession where branches meet: ${title}`, () => {
    assert.equal(tell(judge(history)), expected);
  });
}
