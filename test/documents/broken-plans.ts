// Plans that contradict their place, target, source or cut.
import type { BrokenDocument } from "./broken-documents.ts";
import {
  chain,
  cutOf,
  DIGEST,
  drop,
  MANIFEST_DIGEST,
  PLAN,
  put,
  SOUND,
  SOURCE,
  swap,
  TARGET,
  textOf,
} from "./sound-repository.ts";

const LEVELS = `    levels:
      - {heading: 1, code: "C{n:02}"}
      - {marker: "Article {n}", code: "A{n}"}
    numbering: declared
    preamble: unit
`;
const UNITS = `    units:
      - {address: HB/C01, title: Welcome, lines: [1, 2]}
      - {address: HB/C01/A1, title: Article 1, lines: [3, 5]}
`;
export const BROKEN_PLANS: readonly BrokenDocument[] = [
  {
    why: "a plan of another name",
    edit: swap(PLAN, "name: handbook", "name: handbok"),
    faults: [`plan-name ${PLAN}:4:9`],
  },
  {
    why: "a plan copied to another folder",
    edit: chain(
      put("plans/copy/plan.yaml", textOf(SOUND, PLAN)),
      put("plans/copy/handbook.md", textOf(SOUND, SOURCE)),
    ),
    faults: [`plan-name plans/copy/plan.yaml:4:9`],
  },
  {
    why: "an author whom nobody knows",
    edit: swap(PLAN, "author: alice", "author: alica"),
    faults: [`person-unknown ${PLAN}:6:11`],
  },
  {
    why: "a person of Object's prototype",
    edit: swap(PLAN, "author: alice", "author: constructor"),
    faults: [`person-unknown ${PLAN}:6:11`],
  },
  {
    why: "a target that does not exist",
    edit: swap(PLAN, "target: scratch", "target: scratsh"),
    faults: [`target-unknown ${PLAN}:9:11`],
  },
  { why: "no target at all", edit: drop(TARGET), faults: [`target-unknown ${PLAN}:9:11`] },
  {
    why: "a source that is not there",
    edit: swap(PLAN, "path: handbook.md", "path: handbok.md"),
    faults: [`source-missing ${PLAN}:11:11`],
  },
  { why: "a source that was not committed", edit: drop(SOURCE), faults: [`source-missing ${PLAN}:11:11`] },
  {
    why: "the plan as its own source",
    edit: swap(PLAN, "path: handbook.md", "path: plan.yaml"),
    faults: [`source-reserved ${PLAN}:11:11`],
  },
  {
    why: "one byte of the source changed",
    edit: put(SOURCE, `${textOf(SOUND, SOURCE)} `),
    faults: [`source-digest ${PLAN}:12:13`],
  },
  {
    why: "a source that could not be read",
    edit: (sound) => ({ ...sound, unread: [SOURCE] }),
    faults: [`source-unread ${PLAN}:11:11`],
  },
  { why: "levels and units", edit: swap(PLAN, LEVELS, LEVELS + UNITS), faults: [`cut-choice ${PLAN}:21:5`] },
  { why: "neither levels nor units", edit: swap(PLAN, LEVELS, ""), faults: [`cut-choice ${PLAN}:14:3`] },
  {
    why: "options of levels beside units",
    edit: swap(PLAN, LEVELS, `${UNITS}    numbering: ordinal\n    preamble: refuse\n`),
    faults: [`cut-option ${PLAN}:19:5`, `cut-option ${PLAN}:20:5`],
  },
  {
    why: "two levels with one code",
    edit: swap(PLAN, 'code: "A{n}"', 'code: "C{n:02}"'),
    faults: [`level-code-doubled ${PLAN}:18:39`],
  },
  {
    why: "a marker without a number",
    edit: swap(PLAN, "Article {n}", "Article"),
    faults: [`marker-number ${PLAN}:18:18`],
  },
  {
    why: "a marker with a number padded",
    edit: swap(PLAN, "Article {n}", "Article {n:03}"),
    faults: [`marker-number ${PLAN}:18:18`],
  },
  {
    why: "a marker with two numbers",
    edit: swap(PLAN, "Article {n}", "Article {n}.{n:roman}"),
    faults: [`marker-number ${PLAN}:18:18`],
  },
  {
    why: "a unit outside the prefix",
    edit: swap(PLAN, LEVELS, UNITS.replace("HB/C01/A1", "HBX/C01/A1")),
    faults: [`unit-prefix ${PLAN}:18:19`],
  },
  {
    why: "more units than expected",
    edit: (sound) => ({ ...sound, cuts: { handbook: cutOf(4) } }),
    faults: [`units-expected ${PLAN}:22:12`],
  },
  {
    why: "fewer units than expected",
    edit: (sound) => ({ ...sound, cuts: { handbook: cutOf(2) } }),
    faults: [`units-expected ${PLAN}:22:12`],
  },
  {
    why: "another manifest than pinned",
    edit: swap(PLAN, "units: 3", `units: 3\n    manifestSha256: "${DIGEST}"`),
    faults: [`manifest-expected ${PLAN}:23:21`],
  },
  {
    why: "a cut that failed without a word",
    edit: (sound) => ({ ...sound, cuts: { handbook: { kind: "faulty", diagnostics: [] } } }),
    faults: [`source-unread ${PLAN}:14:3`],
  },
  {
    why: "what the cut finds is shown among the rest, and its echo of the plan's own fault is not",
    edit: chain(swap(PLAN, "Article {n}", "Article"), (sound) => ({
      ...sound,
      cuts: {
        handbook: {
          kind: "faulty",
          diagnostics: (["cut-rule-unusable", "cut-no-units"] as const).map((code) => ({
            code,
            place: { file: SOURCE, line: 1, column: 1 },
            excerpt: undefined,
            message: MANIFEST_DIGEST,
            expected: "",
            fix: "",
          })),
        },
      },
    })),
    faults: [`cut-no-units ${SOURCE}:1:1`, `marker-number ${PLAN}:18:18`],
  },
];
