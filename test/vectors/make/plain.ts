// Recipes of the areas canonical-json, decision and run-name: what is hashed, and how. With its own canonical JSON, good for
// objects whose keys are ASCII.
import { createHash } from "node:crypto";
import { json, type Case } from "./case.ts";

export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** RFC 8785 for values of strings without lone surrogates, booleans, null and safe integers, under ASCII keys. */
export function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(",")}}`;
}

export function canonicalJsonCases(): readonly Case[] {
  const spelt = (name: string, why: string, [input, text]: readonly [string, string]): Case => ({
    name,
    why,
    files: { "input.json": input },
    expected: { text, sha256: sha256(text) },
  });
  const refused = (name: string, why: string, input: string): Case => ({
    name,
    why,
    files: { "input.json": input },
    expected: { refused: true },
  });
  return [
    spelt(
      "key-order",
      "Keys are sorted by UTF-16 units, so a face comes before a letter of the private use area.",
      [
        '{"b": 1, "a": {"d": [], "c": {}}, "\u{fb33}": 4, "\u{1f600}": 3, "A": 2, "": 0, "10": 1, "9": 1}\n',
        '{"":0,"10":1,"9":1,"A":2,"a":{"c":{},"d":[]},"b":1,"\u{1f600}":3,"\u{fb33}":4}',
      ],
    ),
    spelt("escapes", "Only what JSON has to escape is escaped, in the short form where there is one.", [
      '{"s": "\\u0000\\u0008\\u0009\\u000a\\u000b\\u000c\\u000d\\u001f\\"\\\\\\/\\u007f\\u00e9\\u2028\\ud83d\\ude00"}\n',
      '{"s":"\\u0000\\b\\t\\n\\u000b\\f\\r\\u001f\\"\\\\/\u{7f}\u{e9}\u{2028}\u{1f600}"}',
    ]),
    spelt("whole-numbers", "A whole number has no point, no exponent, and no minus before zero.", [
      "[0, -0, 1.0, 1e3, -17, 9007199254740991]\n",
      "[0,0,1,1000,-17,9007199254740991]",
    ]),
    spelt("no-spaces", "No white space, nested or at the ends.", [
      '\n\t{ "list" : [ true , false , null , { } , [ [ ] ] ] }  ',
      '{"list":[true,false,null,{},[[]]]}',
    ]),
    spelt("not-normalised", "Two spellings of é are two texts, and stay so.", [
      '{"e\u{301}": 1, "\u{e9}": 2}',
      '{"e\u{301}":1,"\u{e9}":2}',
    ]),
    refused("lone-surrogate", "Half a character has no UTF-8.", '{"s": "\\ud83d"}\n'),
    refused("lone-surrogate-in-key", "Nor has it in a key.", '{"\\ude00": 1}\n'),
  ];
}

const SOURCE = "# C1\n\nArticle 1\nEverything is written down.\n";
const PLAN = `apiVersion: cutplan/v1
kind: CutPlan
metadata: {name: charter, title: The charter, author: alice}
spec:
  mode: DRYRUN
  target: scratch
  source: {path: source.md, sha256: ${sha256(SOURCE)}, documentId: CHARTER}
  cut:
    prefix: CHARTER
    levels: [{heading: 1, code: "C{n:02}"}, {marker: "Article {n}", code: "A{n:03}"}]
    numbering: declared
    preamble: refuse
  expect: {units: 2}
`;
const TARGET =
  "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: memory, seed: []}\n";

interface RunInputs {
  readonly plan?: string;
  readonly source?: string;
  readonly mode?: string;
  readonly attempt?: number;
}

export function runNameCases(): readonly Case[] {
  const named = (name: string, why: string, inputs: RunInputs): Case => {
    const { plan = PLAN, source = SOURCE, mode = "DRYRUN", attempt = 1 } = inputs;
    const digest = sha256(
      canonical({ plan: sha256(plan), source: sha256(source), target: sha256(TARGET), mode, attempt }),
    );
    return {
      name,
      why,
      files: {
        "plan.yaml": plan,
        "source.md": source,
        "target.yaml": TARGET,
        "question.json": json({ plan: "charter", mode, attempt }),
      },
      expected: { run: `charter-${digest.slice(0, 12)}` },
    };
  };
  return [
    named(
      "first-attempt",
      "Twelve digits of SHA-256 over the canonical JSON of attempt, mode, plan, source, target.",
      {},
    ),
    named("second-attempt", "The same inputs tried again are another run.", { attempt: 2 }),
    named("live", "A LIVE run is another run.", { mode: "LIVE" }),
    named("comment-in-plan", "A comment more is another plan, and so another run.", {
      plan: `# charter\n${PLAN}`,
    }),
    named("space-in-source", "One space at the end of a line of the source is another run.", {
      source: SOURCE.replace(".\n", ". \n"),
    }),
  ];
}
