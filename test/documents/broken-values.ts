// Documents with values that the schema does not allow.
import type { BrokenDocument } from "./broken-documents.ts";
import { APPROVAL, chain, DIGEST, PLAN, POLICY, swap, TARGET } from "./sound-repository.ts";

const tenLevels = Array.from(
  { length: 5 },
  (_, index) => `      - {heading: 1, code: "L${index}-{n}"}\n`,
).join("");

export const BROKEN_VALUES: readonly BrokenDocument[] = [
  {
    why: "a mode that nobody knows",
    edit: swap(PLAN, "mode: DRYRUN", "mode: DRY_RUN"),
    faults: [`value-not-allowed ${PLAN}:8:9`],
  },
  {
    why: "a mode in small letters",
    edit: swap(PLAN, "mode: DRYRUN", "mode: live"),
    faults: [`value-not-allowed ${PLAN}:8:9`],
  },
  {
    why: "a gate that does not exist",
    edit: swap(APPROVAL, "gate: SG_1", "gate: SG_4"),
    faults: [`value-not-allowed ${APPROVAL}:3:7`],
  },
  {
    why: "a driver that does not exist",
    edit: swap(TARGET, "driver: memory", "driver: mysql"),
    faults: [`value-not-allowed ${TARGET}:5:11`],
  },
  {
    why: "a name in capital letters",
    edit: swap(PLAN, "author: alice", "author: Alice"),
    faults: [`value-pattern ${PLAN}:6:11`],
  },
  {
    why: "a Cyrillic letter",
    edit: swap(PLAN, "author: alice", "author: \u{430}lice"),
    faults: [`value-pattern ${PLAN}:6:11`],
  },
  {
    why: "a full-width letter behind wide characters",
    edit: swap(PLAN, "metadata:\n  name: handbook", "metadata: # 手冊\n  name: hand\u{ff42}ook"),
    faults: [`value-pattern ${PLAN}:4:9`],
  },
  {
    why: "the column behind wide characters",
    edit: swap(POLICY, "  bob: {principal: bob@example.org}", '  bob: {principal: "b\u{f6}b 🙂", 手: 1}'),
    faults: [`value-pattern ${POLICY}:9:20`, `key-unknown ${POLICY}:9:29`],
  },
  {
    why: "a Cyrillic person",
    edit: swap(POLICY, "  bob: {", "  b\u{43e}b: {"),
    faults: [`value-pattern ${POLICY}:9:3`],
  },
  {
    why: "a person with a space",
    edit: swap(POLICY, "  bob: {", "  bob smith: {"),
    faults: [`value-pattern ${POLICY}:9:3`],
  },
  {
    why: "a digest of 63 digits",
    edit: swap(
      APPROVAL,
      `plan: {path: plans/handbook/plan.yaml, sha256: "${DIGEST}"}`,
      `plan: {path: plans/handbook/plan.yaml, sha256: "${DIGEST.slice(1)}"}`,
    ),
    faults: [`value-pattern ${APPROVAL}:7:48`],
  },
  {
    why: "a digest in capitals",
    edit: swap(APPROVAL, `facts: {sha256: "${DIGEST}"}`, `facts: {sha256: "${DIGEST.toUpperCase()}"}`),
    faults: [`value-pattern ${APPROVAL}:10:17`],
  },
  {
    why: "a source in another folder",
    edit: swap(PLAN, "path: handbook.md", "path: ../handbook.md"),
    faults: [`value-pattern ${PLAN}:11:11`],
  },
  {
    why: "a source with an absolute path",
    edit: swap(PLAN, "path: handbook.md", "path: /etc/passwd"),
    faults: [`value-pattern ${PLAN}:11:11`],
  },
  {
    why: "a code without a number",
    edit: swap(PLAN, 'code: "A{n}"', 'code: "A"'),
    faults: [`value-pattern ${PLAN}:18:39`],
  },
  { why: "an empty title", edit: swap(PLAN, "Staff handbook", '""'), faults: [`value-length ${PLAN}:5:10`] },
  {
    why: "a title of spaces",
    edit: swap(PLAN, "Staff handbook", '"   "'),
    faults: [`value-pattern ${PLAN}:5:10`],
  },
  {
    why: "a title of 201 characters",
    edit: swap(PLAN, "Staff handbook", "🙂".repeat(201)),
    faults: [`value-length ${PLAN}:5:10`],
  },
  {
    why: "no units expected",
    edit: swap(PLAN, "units: 3", "units: 0"),
    faults: [`value-range ${PLAN}:22:12`],
  },
  {
    why: "fewer units than none",
    edit: swap(PLAN, "units: 3", "units: -1"),
    faults: [`value-range ${PLAN}:22:12`],
  },
  {
    why: "a heading of depth 7",
    edit: swap(PLAN, "heading: 1", "heading: 7"),
    faults: [`value-range ${PLAN}:17:19`],
  },
  {
    why: "a threshold of nobody",
    edit: swap(POLICY, "SG_1: {threshold: 1", "SG_1: {threshold: 0"),
    faults: [`value-range ${POLICY}:12:21`],
  },
  {
    why: "no levels",
    edit: swap(
      PLAN,
      '    levels:\n      - {heading: 1, code: "C{n:02}"}\n      - {marker: "Article {n}", code: "A{n}"}\n',
      "    levels: []\n",
    ),
    faults: [`list-length ${PLAN}:16:13`],
  },
  {
    why: "five levels",
    edit: swap(PLAN, '      - {heading: 1, code: "C{n:02}"}\n', tenLevels),
    faults: [`list-length ${PLAN}:17:7`],
  },
  {
    why: "a time without quotes is a text too, but not in this form",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', "2027-01-31"),
    faults: [`value-pattern ${PLAN}:23:14`],
  },
  {
    why: "a time of another zone",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2027-01-31T00:00:00+07:00"'),
    faults: [`value-pattern ${PLAN}:23:14`],
  },
  {
    why: "30 February",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2026-02-30T00:00:00Z"'),
    faults: [`time-invalid ${PLAN}:23:14`],
  },
  {
    why: "29 February of no leap year",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2100-02-29T00:00:00Z"'),
    faults: [`time-invalid ${PLAN}:23:14`],
  },
  {
    why: "month 13",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2027-13-01T00:00:00Z"'),
    faults: [`time-invalid ${PLAN}:23:14`],
  },
  {
    why: "24 o'clock",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2027-01-31T24:00:00Z"'),
    faults: [`time-invalid ${PLAN}:23:14`],
  },
  {
    why: "a leap second",
    edit: swap(PLAN, '"2027-01-31T00:00:00Z"', '"2026-12-31T23:59:60Z"'),
    faults: [`time-invalid ${PLAN}:23:14`],
  },
  {
    why: "an approval that begins on no day",
    edit: swap(APPROVAL, '"2026-11-21T10:00:00Z"', '"2026-11-31T10:00:00Z"'),
    faults: [`time-invalid ${APPROVAL}:15:12`],
  },
  {
    why: "a URL for the name of a variable",
    edit: swap(
      TARGET,
      "  driver: memory\n",
      '  driver: memory\n  connection: {env: "postgres://u:p@h/db"}\n',
    ),
    faults: [`value-pattern ${TARGET}:6:16`],
  },
  {
    why: "a URL for a connection",
    edit: swap(TARGET, "  driver: memory\n", "  driver: memory\n  connection: postgres://u:p@h/db\n"),
    faults: [`value-type ${TARGET}:6:3`],
  },
  {
    why: "a function without a schema",
    edit: swap(
      TARGET,
      "  driver: memory\n",
      "  driver: memory\n  contract: {functions: {create: fn_iu_create}}\n",
    ),
    faults: [`value-pattern ${TARGET}:6:34`],
  },
  {
    why: "faults of several files in one go, by path and line",
    edit: chain(
      swap(PLAN, "mode: DRYRUN", "mode: X"),
      swap(PLAN, "title:", "titel:"),
      swap(TARGET, "driver: memory", "driver: X"),
      swap(APPROVAL, "gate: SG_1", "gate: X"),
    ),
    faults: [
      `value-not-allowed ${TARGET}:5:11`,
      `value-not-allowed ${APPROVAL}:3:7`,
      `key-unknown ${PLAN}:5:3`,
      `value-not-allowed ${PLAN}:8:9`,
    ],
  },
];
