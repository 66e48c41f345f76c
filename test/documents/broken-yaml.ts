// Documents that are no YAML, or YAML that is refused.
import type { BrokenDocument } from "./broken-documents.ts";
import { APPROVAL, PLAN, POLICY, put, SOUND, swap, textOf } from "./sound-repository.ts";

const planText = textOf(SOUND, PLAN);

export const BROKEN_YAML: readonly BrokenDocument[] = [
  { why: "YAML 1.1", edit: put(PLAN, `%YAML 1.1\n---\n${planText}`), faults: [`yaml-directive ${PLAN}:1:1`] },
  {
    why: "YAML 1.2, said aloud",
    edit: put(PLAN, `%YAML 1.2\n---\n${planText}`),
    faults: [`yaml-directive ${PLAN}:1:1`],
  },
  {
    why: "a tag directive",
    edit: put(PLAN, `%TAG ! tag:example.org,2000:\n---\n${planText}`),
    faults: [`yaml-directive ${PLAN}:1:1`],
  },
  {
    why: "an anchor that nobody uses",
    edit: swap(PLAN, "Staff handbook", "&title Staff handbook"),
    faults: [`yaml-anchor ${PLAN}:5:10`],
  },
  {
    why: "an anchor and its alias",
    edit: swap(PLAN, "title: Staff handbook\n  author: alice", "title: &a alice\n  author: *a"),
    faults: [`yaml-anchor ${PLAN}:5:10`, `yaml-alias ${PLAN}:6:11`],
  },
  {
    why: "an alias of nothing",
    edit: swap(PLAN, "author: alice", "author: *nobody"),
    faults: [`yaml-alias ${PLAN}:6:11`],
  },
  {
    why: "an alias as a key",
    edit: swap(PLAN, "title:", "*title :"),
    faults: [`key-missing ${PLAN}:3:1`, `yaml-alias ${PLAN}:5:3`],
  },
  {
    why: "a known tag",
    edit: swap(PLAN, "Staff handbook", "!!str Staff handbook"),
    faults: [`yaml-tag ${PLAN}:5:10`],
  },
  {
    why: "a binary tag",
    edit: swap(PLAN, "Staff handbook", "!!binary aGVsbG8="),
    faults: [`yaml-tag ${PLAN}:5:10`],
  },
  {
    why: "an unknown tag",
    edit: swap(PLAN, "Staff handbook", "!secret Staff handbook"),
    faults: [`yaml-tag ${PLAN}:5:10`],
  },
  {
    why: "the tag of a map",
    edit: swap(PLAN, "metadata:", "metadata: !!map"),
    faults: [`yaml-tag ${PLAN}:3:11`],
  },
  {
    why: "the tag that says nothing",
    edit: swap(PLAN, "Staff handbook", "! Staff handbook"),
    faults: [`yaml-tag ${PLAN}:5:10`],
  },
  {
    why: "a merge key",
    edit: swap(PLAN, "  mode: DRYRUN", "  <<: {mode: DRYRUN}\n  mode: DRYRUN"),
    faults: [`yaml-merge-key ${PLAN}:8:3`],
  },
  {
    why: "a key twice",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  mode: LIVE"),
    faults: [`yaml-key-doubled ${PLAN}:9:3`],
  },
  {
    why: "a key twice, once in quotes",
    edit: swap(PLAN, "mode: DRYRUN", 'mode: DRYRUN\n  "mode": LIVE'),
    faults: [`yaml-key-doubled ${PLAN}:9:3`],
  },
  {
    why: "a key twice in a flow map",
    edit: swap(
      POLICY,
      "{principal: bob@example.org}",
      "{principal: bob@example.org, principal: eve@example.org}",
    ),
    faults: [`yaml-key-doubled ${POLICY}:9:37`],
  },
  {
    why: "an empty key",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  : LIVE"),
    faults: [`yaml-key-not-text ${PLAN}:9:3`],
  },
  {
    why: "a map as a key",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRYRUN\n  ? {mode: LIVE}\n  : LIVE"),
    faults: [`yaml-key-not-text ${PLAN}:9:5`],
  },
  {
    why: "a tab as indentation",
    edit: swap(PLAN, "  mode: DRYRUN", "\tmode: DRYRUN"),
    faults: [`yaml-tab ${PLAN}:8:1`],
  },
  {
    why: "a line in no column",
    edit: swap(PLAN, "  target: scratch", "   target: scratch"),
    faults: [`yaml-indentation ${PLAN}:9:4`],
  },
  {
    why: "a line that falls back",
    edit: swap(PLAN, "  target: scratch", " target: scratch"),
    faults: [`yaml-indentation ${PLAN}:9:2`],
  },
  {
    why: "an unknown escape",
    edit: swap(PLAN, "Staff handbook", '"Staff \\q handbook"'),
    faults: [`yaml-escape ${PLAN}:5:17`],
  },
  {
    why: "a quote that never ends",
    edit: swap(PLAN, "Staff handbook", '"Staff handbook'),
    faults: [`yaml-syntax ${PLAN}:5:10`],
  },
  {
    why: "a single quote that never ends",
    edit: swap(PLAN, "Staff handbook", "'Staff handbook"),
    faults: [`yaml-syntax ${PLAN}:5:10`],
  },
  {
    why: "a bracket that never ends",
    edit: swap(POLICY, "persons: [carol]}\npersons", "persons: [carol}\npersons"),
    faults: [`yaml-syntax ${POLICY}:6:33`],
  },
  {
    why: "a brace that never ends",
    edit: swap(PLAN, 'code: "A{n}"}', 'code: "A{n}"'),
    faults: [`yaml-syntax ${PLAN}:18:9`],
  },
  {
    why: "a colon in plain text",
    edit: swap(PLAN, "Staff handbook", "Staff: handbook"),
    faults: [`yaml-syntax ${PLAN}:5:10`],
  },
  { why: "no colon", edit: swap(PLAN, "mode: DRYRUN", "mode DRYRUN"), faults: [`yaml-syntax ${PLAN}:8:3`] },
  {
    why: "plain text that begins with @",
    edit: swap(PLAN, "Staff handbook", "@staff"),
    faults: [`yaml-syntax ${PLAN}:5:10`],
  },
  {
    why: "text behind a closed quote",
    edit: swap(PLAN, "Staff handbook", '"Staff" handbook'),
    faults: [`yaml-syntax ${PLAN}:5:18`],
  },
  {
    why: "a comment right behind a quote",
    edit: swap(PLAN, "Staff handbook", '"Staff"#x'),
    faults: [`yaml-syntax ${PLAN}:5:17`],
  },
  {
    why: "two commas",
    edit: swap(
      POLICY,
      "SG_1: {threshold: 1, persons: [bob, carol]}",
      "SG_1: {threshold: 1, persons: [bob,, carol]}",
    ),
    faults: [`yaml-syntax ${POLICY}:12:38`],
  },
  {
    why: "two syntax errors on two lines",
    edit: (sound) => swap(PLAN, "Staff handbook", '"\\q"')(swap(PLAN, "mode: DRYRUN", 'mode: "\\z"')(sound)),
    faults: [`yaml-escape ${PLAN}:5:11`, `yaml-escape ${PLAN}:8:10`],
  },
  {
    why: "21 levels in brackets",
    edit: swap(PLAN, "title: Staff handbook", `title: ${"[".repeat(19)}${"]".repeat(19)}`),
    faults: [`yaml-too-deep ${PLAN}:5:28`],
  },
  {
    why: "21 levels of blocks",
    edit: swap(PLAN, "title: Staff handbook", `title:\n    ${"- ".repeat(19)}x`),
    faults: [`yaml-too-deep ${PLAN}:6:41`],
  },
  { why: "an exponent", edit: swap(PLAN, "units: 3", "units: 1e3"), faults: [`yaml-number ${PLAN}:22:12`] },
  {
    why: "an octal number",
    edit: swap(PLAN, "units: 3", "units: 0o17"),
    faults: [`yaml-number ${PLAN}:22:12`],
  },
  {
    why: "a hexadecimal number",
    edit: swap(PLAN, "units: 3", "units: 0x1F"),
    faults: [`yaml-number ${PLAN}:22:12`],
  },
  { why: "leading zeros", edit: swap(PLAN, "units: 3", "units: 007"), faults: [`yaml-number ${PLAN}:22:12`] },
  { why: "a plus sign", edit: swap(PLAN, "units: 3", "units: +3"), faults: [`yaml-number ${PLAN}:22:12`] },
  { why: "a fraction", edit: swap(PLAN, "units: 3", "units: 3.0"), faults: [`yaml-number ${PLAN}:22:12`] },
  { why: "minus nothing", edit: swap(PLAN, "units: 3", "units: -0"), faults: [`yaml-number ${PLAN}:22:12`] },
  { why: "infinity", edit: swap(PLAN, "units: 3", "units: .inf"), faults: [`yaml-number ${PLAN}:22:12`] },
  { why: "no number", edit: swap(PLAN, "units: 3", "units: .nan"), faults: [`yaml-number ${PLAN}:22:12`] },
  {
    why: "beyond 2^53",
    edit: swap(PLAN, "units: 3", "units: 9007199254740993"),
    faults: [`yaml-number ${PLAN}:22:12`],
  },
  {
    why: "a digest of digits without quotes",
    edit: swap(APPROVAL, "nonce: 5f0c2d8e4b7a49d1a6c3e2f10b9d8c7a", `nonce: ${"12345678".repeat(4)}`),
    faults: [`yaml-number ${APPROVAL}:17:8`],
  },
];
