// Recipes of the area trust: histories with more than one line.
import type { Case } from "./case.ts";
import { accepted, refused, trustCase as history } from "./trust-case.ts";

export function branchCases(): readonly Case[] {
  const signedBy = ["carol"];
  const folders = {
    first: {},
    left: { version: 2, comment: "left", signedBy },
    right: { version: 2, comment: "right", signedBy },
  };
  const start = { commit: "one", folder: "first" };
  const left = { commit: "left", parents: ["one"], folder: "left" };
  const right = { commit: "right", parents: ["one"], folder: "right" };
  const parents = ["left", "right"];
  return [
    history("branch-without-change", "A branch that left the policy alone is merged.", {
      folders: { first: {}, left: folders.left },
      commits: [
        start,
        left,
        { commit: "right", parents: ["one"], folder: "first" },
        { commit: "merge", parents, folder: "left" },
      ],
      expected: accepted(2),
    }),
    history("branch-brings-older", "A merge takes the older policy of the branch that had not changed it.", {
      folders: { first: {}, left: folders.left },
      commits: [
        start,
        left,
        { commit: "right", parents: ["one"], folder: "first" },
        { commit: "merge", parents, folder: "first" },
      ],
      expected: refused("TRUST_REVERSED"),
    }),
    history("branch-unsigned", "A branch with an unsigned version is merged, and its version is not taken.", {
      folders: { first: {}, right: { version: 2, admins: ["bob"] } },
      commits: [
        start,
        { commit: "left", parents: ["one"], folder: "first" },
        right,
        { commit: "merge", parents, folder: "first" },
      ],
      expected: accepted(1),
    }),
    history("forked", "Two second versions, both signed, and a merge that takes one of them.", {
      folders,
      commits: [start, left, right, { commit: "merge", parents, folder: "left" }],
      expected: refused("TRUST_FORKED"),
    }),
    history("forked-healed", "The same, with a third version that the admins of both signed.", {
      folders: { ...folders, third: { version: 3, signedBy } },
      commits: [
        start,
        left,
        right,
        { commit: "merge", parents, folder: "left" },
        { commit: "healed", folder: "third" },
      ],
      expected: accepted(3),
    }),
    history("other-beginning", "A history with a first policy of its own is merged, and its policy taken.", {
      folders: { first: {}, right: { admins: ["bob"] } },
      commits: [
        start,
        { commit: "stranger", parents: [], folder: "right" },
        { commit: "merge", parents: ["one", "stranger"], folder: "right" },
      ],
      expected: refused("TRUST_FORKED"),
    }),
  ];
}
