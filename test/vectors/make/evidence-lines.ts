// Recipes of the area evidence: one line that is not spelled the one way, or is no statement.
import type { Case } from "./case.ts";
import { CHAIN, evidenceCase, join, joinChain, LINES, remade } from "./evidence-case.ts";
import { sealed, type Change, type Predicate } from "./statements.ts";

const THIRD = LINES[2] ?? "";

/** The third line replaced, everything else as it was. */
function spelt(name: string, why: string, [code, text]: readonly [string, string | Uint8Array]): Case {
  const evidence = Buffer.concat([
    Buffer.from(join(LINES.slice(0, 2))),
    Buffer.from(text),
    Buffer.from(`\n${join(LINES.slice(3))}`),
  ]);
  return evidenceCase(name, why, { evidence, findings: [[code, 3]] });
}

export function spellingCases(): readonly Case[] {
  return [...spellings(), ...shapes(), ...versions()];
}

function spellings(): readonly Case[] {
  const other = (name: string, why: string, text: string): Case =>
    spelt(`spelling-${name}`, why, ["LINE_NOT_CANONICAL", text]);
  const noJson = (name: string, why: string, text: string | Uint8Array): Case =>
    spelt(`no-json-${name}`, why, ["LINE_NOT_JSON", text]);
  return [
    other(
      "key-order",
      "Two keys have changed places.",
      THIRD.replace(/("outcome":"PASSED"),("phase":"discover")/, "$2,$1"),
    ),
    other("space", "A space behind a colon.", THIRD.replace('"seq":2', '"seq": 2')),
    other("space-at-the-end", "A space at the end of the line.", `${THIRD} `),
    other("carriage-return", "CR LF: to JSON the carriage return is white space.", `${THIRD}\r`),
    other("number-with-point", "2.0 is 2, and not its one spelling.", THIRD.replace('"seq":2', '"seq":2.0')),
    other("number-with-exponent", "2e0 is 2 as well.", THIRD.replace('"seq":2', '"seq":2e0')),
    other(
      "escaped-letter",
      "A letter written as an escape.",
      THIRD.replace('"host":"ground"', '"host":"\\u0067round"'),
    ),
    other(
      "escaped-slash",
      "A slash needs no backslash.",
      THIRD.replace("plans/charter/plan.yaml", "plans\\/charter\\/plan.yaml"),
    ),
    other(
      "escape-in-capitals",
      "A control character's escape is written small.",
      THIRD.replace('"host":"ground"', '"host":"\\u001F"'),
    ),
    other(
      "key-twice",
      "A key twice with one value: readers take either.",
      THIRD.replace('"seq":2', '"seq":2,"seq":2'),
    ),
    other(
      "key-twice-hidden",
      "A key twice with two values, the true one last, which most readers take.",
      THIRD.replace('"outcome":"PASSED"', '"outcome":"REFUSED","outcome":"PASSED"'),
    ),
    other(
      "lone-surrogate",
      "Half a character as an escape: it has no UTF-8.",
      THIRD.replace('"host":"ground"', '"host":"\\ud800"'),
    ),
    noJson("torn", "The line ends in the middle.", THIRD.slice(0, 300)),
    noJson("two-values", "Two statements on one line.", THIRD + THIRD),
    noJson("empty", "An empty line between two statements' lines.", ""),
    noJson("byte-order-mark", "A byte order mark before the line.", `\u{feff}${THIRD}`),
    noJson(
      "not-utf8",
      "Latin-1 in a text.",
      Buffer.from(THIRD.replace('"host":"ground"', '"host":"gr\u{fc}nd"'), "latin1"),
    ),
    noJson("comment", "JSON has no comments.", `${THIRD}//`),
  ];
}

function shapes(): readonly Case[] {
  const shaped = (name: string, why: string, [code, change]: readonly [string, object]): Case =>
    evidenceCase(name, why, {
      evidence: joinChain(remade({ 2: (predicate) => defined({ ...predicate, ...change }) })),
      findings: [[code, 3]],
    });
  return [
    shaped("field-unknown", "A field that no statement has, sealed like the others.", [
      "UNKNOWN_FIELD",
      { note: "reviewed by the board" },
    ]),
    shaped("field-unknown-in-result", "A field that no result of this phase has.", [
      "UNKNOWN_FIELD",
      { result: { ...(CHAIN[2]!.predicate["result"] as object), waived: true } },
    ]),
    shaped("field-missing", "A field is missing.", ["FIELD_INVALID", { approvalsTree: undefined }]),
    shaped("outcome-unknown", "An outcome that there is not.", ["FIELD_INVALID", { outcome: "WAIVED" }]),
    shaped("time-with-offset", "A time that is not written in UTC.", [
      "FIELD_INVALID",
      { observed: { ...CHAIN[2]!.predicate.observed, at: "2026-11-21T11:00:02+01:00" } },
    ]),
    shaped("digest-in-capitals", "A digest is written small.", [
      "FIELD_INVALID",
      { facts: { sha256: "A".repeat(64) } },
    ]),
    spelt("number-beyond-safe", "A number that some readers round.", [
      "FIELD_INVALID",
      THIRD.replace('"seq":2', '"seq":9007199254740993'),
    ]),
    spelt("not-an-object", "A line that is JSON and no statement.", ["FIELD_INVALID", "[]"]),
    spelt("other-type", "A statement of another kind of evidence, not a newer one.", [
      "FIELD_INVALID",
      THIRD.replace("urn:cutplan:evidence:v1", "https://slsa.dev/provenance/v1"),
    ]),
  ];
}

/** Without the fields that have no value. */
function defined(predicate: Predicate): Predicate {
  return Object.fromEntries(
    Object.entries(predicate).filter(([, value]) => value !== undefined),
  ) as Predicate;
}

function versions(): readonly Case[] {
  const newer = sealed(CHAIN[4]!.predicate, "urn:cutplan:evidence:v2");
  const other = sealed({ ...CHAIN[4]!.predicate, committee: ["bob", "carol"] }, "urn:cutplan:evidence:v2");
  const byOrder2: Change = (predicate) => ({ ...predicate, run: { ...predicate.run, graph: "2" } });
  const graph = { 0: byOrder2, 1: byOrder2, 2: byOrder2, 3: byOrder2, 4: byOrder2 };
  return [
    evidenceCase(
      "newer-statement",
      "A statement of a version that is not known yet: nothing is wrong, and nothing can be said.",
      {
        evidence: join([...LINES.slice(0, 4), newer.line]),
        verdict: "cannot-judge",
        findings: [["VERSION_UNKNOWN", 5]],
      },
    ),
    evidenceCase("newer-statement-new-field", "The same with a field that only the newer version has.", {
      evidence: join([...LINES.slice(0, 4), other.line]),
      verdict: "cannot-judge",
      findings: [["VERSION_UNKNOWN", 5]],
    }),
    evidenceCase("newer-statement-and-edited", "A newer statement does not excuse an edited one.", {
      evidence: join([
        LINES[0]!,
        LINES[1]!.replace('"reasons":[]', '"reasons":["OLD"]'),
        ...LINES.slice(2, 4),
        newer.line,
      ]),
      findings: [
        ["DECISION_MISMATCH", 2],
        ["VERSION_UNKNOWN", 5],
      ],
    }),
    evidenceCase("newer-order", "The run goes by an order of phases that is not known yet.", {
      evidence: joinChain(remade(graph)),
      verdict: "cannot-judge",
      findings: [["VERSION_UNKNOWN", 1]],
    }),
  ];
}
