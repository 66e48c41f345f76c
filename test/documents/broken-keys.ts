// Documents with keys that are unknown or missing, and values of the wrong type.
import type { BrokenDocument } from "./broken-documents.ts";
import { APPROVAL, PLAN, POLICY, put, SOUND, swap, TARGET, textOf } from "./sound-repository.ts";

export const BROKEN_KEYS: readonly BrokenDocument[] = [
  { why: "a list instead of a map", edit: put(PLAN, "- a\n- b\n"), faults: [`value-type ${PLAN}:1:1`] },
  { why: "a text instead of a map", edit: put(PLAN, "hello\n"), faults: [`value-type ${PLAN}:1:1`] },
  { why: "null instead of a map", edit: put(PLAN, "~\n"), faults: [`value-type ${PLAN}:1:1`] },
  {
    why: "another kind of document",
    edit: put(PLAN, textOf(SOUND, TARGET)),
    faults: [`kind-misplaced ${PLAN}:2:7`],
  },
  { why: "no kind at all", edit: swap(PLAN, "kind: CutPlan\n", ""), faults: [`key-missing ${PLAN}:1:1`] },
  {
    why: "a kind that nobody knows",
    edit: swap(PLAN, "kind: CutPlan", "kind: Cutplan"),
    faults: [`value-not-allowed ${PLAN}:2:7`],
  },
  {
    why: "a later version of the format",
    edit: swap(PLAN, "cutplan/v1", "cutplan/v2"),
    faults: [`value-not-allowed ${PLAN}:1:13`],
  },
  {
    why: "a misspelt key",
    edit: swap(PLAN, "target: scratch", "targt: scratch"),
    faults: [`key-unknown ${PLAN}:9:3`],
  },
  {
    why: "a key in other letters",
    edit: swap(PLAN, "expiresAt:", "ExpiresAT:"),
    faults: [`key-unknown ${PLAN}:23:3`],
  },
  {
    why: "a key like nothing else",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  zzzzzz: 1"),
    faults: [`key-unknown ${PLAN}:9:3`],
  },
  {
    why: "__proto__ as a key",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  __proto__: {polluted: true}"),
    faults: [`key-unknown ${PLAN}:9:3`],
  },
  {
    why: "constructor as a key",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  constructor: x"),
    faults: [`key-unknown ${PLAN}:9:3`],
  },
  {
    why: "an unknown key in a list",
    edit: swap(PLAN, "{heading: 1,", "{heading: 1, hading: 2,"),
    faults: [`key-unknown ${PLAN}:17:22`],
  },
  {
    why: "an unknown key at the top",
    edit: swap(APPROVAL, "approver: bob", "approver: bob\napprovedBy: bob"),
    faults: [`key-unknown ${APPROVAL}:15:1`],
  },
  { why: "no mode", edit: swap(PLAN, "  mode: DRYRUN\n", ""), faults: [`key-missing ${PLAN}:7:1`] },
  {
    why: "everything under spec is missing",
    edit: put(TARGET, "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {}\n"),
    faults: [`key-missing ${TARGET}:4:1`],
  },
  {
    why: "no expectation",
    edit: swap(PLAN, "  expect:\n    units: 3\n", ""),
    faults: [`key-missing ${PLAN}:7:1`],
  },
  {
    why: "a level without a code",
    edit: swap(PLAN, '{heading: 1, code: "C{n:02}"}', '{heading: 1, marker: "{n}"}'),
    faults: [`key-missing ${PLAN}:17:9`],
  },
  {
    why: "a level of nothing but a code",
    edit: swap(PLAN, '{heading: 1, code: "C{n:02}"}', '{code: "C{n:02}"}'),
    faults: [`map-size ${PLAN}:17:9`],
  },
  {
    why: "an empty level",
    edit: swap(PLAN, '{heading: 1, code: "C{n:02}"}', "{}"),
    faults: [`key-missing ${PLAN}:17:9`, `map-size ${PLAN}:17:9`],
  },
  { why: "an empty value", edit: swap(PLAN, "author: alice", "author:"), faults: [`value-type ${PLAN}:6:3`] },
  {
    why: "null for a text",
    edit: swap(PLAN, "author: alice", "author: ~"),
    faults: [`value-type ${PLAN}:6:11`],
  },
  {
    why: "a number for a text",
    edit: swap(PLAN, "Staff handbook", "2026"),
    faults: [`value-type ${PLAN}:5:10`],
  },
  {
    why: "a boolean for a text",
    edit: swap(PLAN, "Staff handbook", "true"),
    faults: [`value-type ${PLAN}:5:10`],
  },
  {
    why: "a list for a text",
    edit: swap(PLAN, "Staff handbook", "[Staff, handbook]"),
    faults: [`value-type ${PLAN}:5:10`],
  },
  {
    why: "a text for a number",
    edit: swap(PLAN, "units: 3", 'units: "3"'),
    faults: [`value-type ${PLAN}:22:12`],
  },
  {
    why: "no is a text in YAML 1.2",
    edit: swap(POLICY, "authorMayApprove: false", "authorMayApprove: no"),
    faults: [`value-type ${POLICY}:15:40`],
  },
  {
    why: "a text for a list",
    edit: swap(POLICY, "persons: [carol]}\npersons", "persons: carol}\npersons"),
    faults: [`value-type ${POLICY}:6:33`],
  },
  {
    why: "a star for a list",
    edit: swap(POLICY, "persons: [carol]}\npersons", 'persons: "*"}\npersons'),
    faults: [`value-type ${POLICY}:6:33`],
  },
  {
    why: "null for a list",
    edit: swap(POLICY, "persons: [carol]}\npersons", "persons: null}\npersons"),
    faults: [`value-type ${POLICY}:6:33`],
  },
  {
    why: "nobody in a list",
    edit: swap(POLICY, "persons: [carol]}\npersons", "persons: []}\npersons"),
    faults: [`list-length ${POLICY}:6:33`],
  },
  {
    why: "an empty name in a list",
    edit: swap(POLICY, "persons: [carol]}\npersons", 'persons: [""]}\npersons'),
    faults: [`value-pattern ${POLICY}:6:34`],
  },
  {
    why: "somebody twice in a list",
    edit: swap(
      POLICY,
      "SG_1: {threshold: 1, persons: [bob, carol]}",
      "SG_1: {threshold: 2, persons: [bob, carol, bob]}",
    ),
    faults: [`list-doubled ${POLICY}:12:46`],
  },
  {
    why: "a list for a map",
    edit: swap(POLICY, "{plans: required, approvals: required, evidence: optional}", "[plans, approvals]"),
    faults: [`value-type ${POLICY}:16:13`],
  },
];
