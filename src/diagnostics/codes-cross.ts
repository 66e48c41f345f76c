// Faults between documents: what a plan, target, approval or policy says about another one, about the source, the cut
// or itself. Only spread into the table of codes-document.ts.
import type { CodeText } from "./code-text.ts";

export const CROSS_CODES = {
  "plan-name": {
    summary: "The plan's name is not the name of its folder.",
    expected: "metadata.name equal to the folder's name",
    fix: "rename one of the two",
  },
  "target-name": {
    summary: "The target's name is not the name of its file.",
    expected: "metadata.name equal to the file's name without .yaml",
    fix: "rename one of the two",
  },
  "person-unknown": {
    summary: "A person is not in the policy.",
    expected: "a person of plans/_trust/policy.yaml",
    fix: "correct the name, or add the person to the policy",
  },
  "target-unknown": {
    summary: "The plan names a target that does not exist.",
    expected: "the name of a file in plans/_targets, without .yaml",
    fix: "correct the name, or commit the target",
  },
  "source-missing": {
    summary: "The source document is not in the plan's folder.",
    expected: "the file that spec.source.path names, in the plan's folder and committed",
    fix: "commit the source, or correct its name",
  },
  "source-reserved": {
    summary: "The plan names itself or its signature as its source.",
    expected: "a document of its own",
    fix: "name the document that is to be cut",
  },
  "source-unread": {
    summary: "The source document could not be read or cut, so nothing about it is known.",
    expected: "a source that can be read whole",
    fix: "make the source smaller, or split it among several plans",
  },
  "source-digest": {
    summary: "The source document is not the one that the plan pins.",
    expected: "a source with the SHA-256 of spec.source.sha256",
    fix: "review the source, then pin what was reviewed",
  },
  "cut-choice": {
    summary: "The cut has both levels and units, or neither.",
    expected: "exactly one of levels and units",
    fix: "keep one of the two",
  },
  "cut-option": {
    summary: "The cut lists its units one by one and has an option that only levels know.",
    expected: "numbering and preamble only beside levels",
    fix: "delete the option",
  },
  "level-code-doubled": {
    summary: "Two levels have the same code.",
    expected: "a code of its own for every level",
    fix: "change one of the two",
  },
  "marker-number": {
    summary: "A marker does not say once where its number stands.",
    expected: "exactly one {n} (arabic) or {n:roman} (roman)",
    fix: 'write the marker like "Article {n}"',
  },
  "unit-prefix": {
    summary: "A unit's address does not begin with the plan's prefix.",
    expected: "an address that begins with the prefix and a slash",
    fix: "correct the address or the prefix",
  },
  "units-expected": {
    summary: "The cut makes another number of units than the author expects.",
    expected: "as many units as spec.expect.units says",
    fix: "look at `reconcile diff --manifest`, then correct the cut or the expectation",
  },
  "manifest-expected": {
    summary: "The cut is not the one that the author pinned.",
    expected: "a manifest with the SHA-256 of spec.expect.manifestSha256",
    fix: "look at `reconcile diff --manifest`, then correct the cut or pin the new manifest",
  },
  "approval-name": {
    summary: "The approval's file name is not its gate and approver.",
    expected: "<gate>.<person>.yaml, for example sg-1.bob.yaml",
    fix: "rename the file; what was signed stays as it is",
  },
  "approval-plan": {
    summary: "The approval is for another plan than the one it lies beside.",
    expected: "plan.path naming the plan of the same folder",
    fix: "move the approval to its plan's folder, or ask for a new one",
  },
  "approval-resolution": {
    summary: "The way out of a torn run is missing, or stands where there is none.",
    expected: "resolution and partialState at SG_3 with decision approve, and nowhere else",
    fix: "add resolution: accept or compensate, with the partialState that it resolves, or delete both",
  },
  "dates-order": {
    summary: "A time span ends before it begins.",
    expected: "an end after the beginning",
    fix: "correct one of the two times",
  },
  "target-connection": {
    summary: "The target's connection does not go with its driver.",
    expected: "a connection for driver postgres, and none for the others",
    fix: "add connection: {env: NAME}, or delete it",
  },
  "target-seed": {
    summary: "The target has a seed, and a driver that takes none.",
    expected: "a seed only for drivers embedded and memory",
    fix: "delete the seed",
  },
  "seed-doubled": {
    summary: "The seed has the same address twice.",
    expected: "every address once",
    fix: "delete one of the two",
  },
  "gate-unreachable": {
    summary: "It takes more persons than are listed.",
    expected: "a threshold of at most the number of persons listed",
    fix: "list more persons, or lower the threshold",
  },
  "gate-order": {
    summary: "A gate refers to itself or to a gate that comes later.",
    expected: "notSamePersonAs naming earlier gates only",
    fix: "delete the name here, and say it at the later gate",
  },
  "gate-closed": {
    summary: "No set of persons could open the gates one after the other.",
    expected: "enough different persons for every gate, the author and notSamePersonAs considered",
    fix: "list more persons at the gate, or lower a threshold",
  },
  "principal-doubled": {
    summary: "Two persons have the same principal.",
    expected: "one principal for one person",
    fix: "delete one of the two persons, or correct a principal",
  },
  "repository-password": {
    summary: "The repository's identity holds a password.",
    expected: "an identity without user and password",
    fix: "delete the password here, and change it: it is in git's history",
  },
} as const satisfies Record<string, CodeText>;
