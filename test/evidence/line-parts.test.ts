// Reading a line by the parts that it has in common with those before answers as reading it by itself does, whatever the
// line is and whatever was read before.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkLine, openLineReader } from "../../src/evidence/line.ts";
import { openLinePartReader } from "../../src/evidence/line-parts.ts";
import { decisionSha256 } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import type { RecordName } from "../../src/model/phase.ts";
import { FULL_RUN, RESULTS, sampleDraft, sampleRun, TORN_RESULT } from "./sample-run.ts";
import { sealStatement } from "../../src/evidence/statement.ts";

const PHASES = Object.keys(RESULTS) as readonly RecordName[];
const TORN = sealStatement({ ...sampleDraft("handbook", "cut_leg_a", 5), result: TORN_RESULT }, null);
const LINES = [...sampleRun().sealed, ...sampleRun("other", PHASES, { from: 4 }).sealed, TORN].map(
  ({ line }) => Buffer.from(line).toString().slice(0, -1),
);

const toBytes = (line: string): Uint8Array => Buffer.from(`${line}\n`);

/** Each line read by itself, and one after the other by one reader. */
function assertSame(lines: readonly Uint8Array[]): number {
  const read = openLineReader();
  let sound = 0;
  for (const line of lines) {
    const [expected, found] = [checkLine(line), read(line)];
    assert.deepStrictEqual(found, expected);
    // In the order of the keys, too.
    assert.equal(JSON.stringify(found), JSON.stringify(expected));
    if (found.sealed !== undefined) sound += 1;
  }
  return sound;
}

type Predicate = Record<string, unknown>;

/** The line with another predicate, its decision sealed anew or left as it was. */
function edit(line: string, change: (predicate: Predicate) => void, seal: boolean): string {
  const statement = JSON.parse(line) as { readonly predicate: Predicate };
  change(statement.predicate);
  if (seal) statement.predicate["decision"] = { sha256: decisionSha256(statement.predicate) };
  return canonicalText(statement);
}

const FIELDS = Object.keys((JSON.parse(LINES[0] ?? "") as { readonly predicate: object }).predicate);
const TRAPS = [
  ',"decision":{"sha256":"',
  ',"observed":',
  '},"predicateType":"urn:cutplan:evidence:v1","subject":',
  '"}',
  "\\",
  "\u2028\u0000é😀",
  '{"_type":"https://in-toto.io/Statement/v1","predicate":{"approvals":',
];

const arbitraryLine = fc.oneof(
  fc.constantFrom(...LINES),
  fc
    .record({
      line: fc.constantFrom(...LINES),
      field: fc.constantFrom(...FIELDS),
      from: fc.constantFrom(...LINES),
      seal: fc.boolean(),
    })
    .map(({ line, field, from, seal }) => {
      const other = (JSON.parse(from) as { readonly predicate: Predicate }).predicate;
      return edit(line, (predicate) => (predicate[field] = other[field]), seal);
    }),
  fc
    .record({ line: fc.constantFrom(...LINES), trap: fc.constantFrom(...TRAPS), seal: fc.boolean() })
    .map(({ line, trap, seal }) =>
      edit(line, (predicate) => Object.assign(predicate["observed"] as object, { host: trap }), seal),
    ),
  fc
    .record({
      line: fc.constantFrom(...LINES),
      at: fc.nat(),
      cut: fc.nat({ max: 3 }),
      put: fc.string({ maxLength: 3 }),
    })
    .map(({ line, at, cut, put }) => {
      const place = at % line.length;
      return line.slice(0, place) + put + line.slice(place + cut);
    }),
);

test("a reader of many lines answers for each as if it were the only one", () => {
  const seen = { sound: 0, unsound: 0 };
  fc.assert(
    fc.property(fc.array(arbitraryLine, { minLength: 1, maxLength: 12 }), (lines) => {
      const sound = assertSame(lines.map(toBytes));
      seen.sound += sound;
      seen.unsound += lines.length - sound;
    }),
    { seed: 1, numRuns: 600 },
  );
  assert.ok(seen.sound > 1000 && seen.unsound > 1000, JSON.stringify(seen));
});

test("whichever byte of a line was flipped, the lines after it and before it read as they are", () => {
  const lines = LINES.slice(0, 3).map(toBytes);
  const [first = toBytes(""), second = toBytes(""), third = toBytes("")] = lines;
  const read = openLineReader();
  for (let at = 0; at < second.length; at += 1) {
    const flipped = Uint8Array.from(second, (byte, index) => (index === at ? byte ^ 1 : byte));
    read(first);
    assert.deepStrictEqual(read(flipped), checkLine(flipped), `byte ${at}`);
    assert.equal(read(third).fault, undefined);
  }
});

test("a part that is not there is not that of the line before, nor of any", () => {
  for (const line of LINES) {
    const { predicate } = JSON.parse(line) as { readonly predicate: Predicate };
    const emptied = FIELDS.map((field) =>
      line.replace(`"${field}":${canonicalText(predicate[field])}`, () => `"${field}":`),
    );
    const pairs = FIELDS.map((field) =>
      ["decision", field].reduce(
        (text, name) => text.replace(`"${name}":${canonicalText(predicate[name])}`, () => `"${name}":`),
        line,
      ),
    );
    const withoutSubject = line.replace(/"subject":\[.*\]\}$/, '"subject":}');
    for (const other of [...emptied, ...pairs, withoutSubject]) {
      assert.notEqual(other, line);
      assert.equal(assertSame([toBytes(other)]), 0);
      assert.equal(assertSame([toBytes(line), toBytes(other), toBytes(line)]), 2);
    }
  }
});

test("a line that decides something else under the decision of the line before is found", () => {
  const read = openLineReader();
  const [line = ""] = LINES;
  read(toBytes(line));
  const edited = edit(line, (predicate) => (predicate["outcome"] = "FAILED"), false);
  assert.equal(read(toBytes(edited)).fault?.code, "DECISION_MISMATCH");
});

test("before the first line there is none, not one with an empty digest", () => {
  const [line = ""] = LINES;
  const edited = edit(line, (predicate) => (predicate["previous"] = { sha256: "" }), true);
  assert.equal(assertSame([toBytes(edited)]), 0);
});

test("the result of the line before is not one of another phase", () => {
  const read = openLineReader();
  const [line = ""] = LINES;
  read(toBytes(line));
  const edited = edit(line, (predicate) => (predicate["phase"] = "manifest"), true);
  assert.equal(read(toBytes(edited)).fault?.code, "UNKNOWN_FIELD");
});

test("spellings that JSON reads the same are told apart, wherever they stand", () => {
  const [line = ""] = LINES;
  const others = [
    line.replace('"seq":0', '"seq":0.0'),
    line.replace('"seq":0', '"seq":-0'),
    line.replace('"seq":0', '"seq": 0'),
    line.replace('"host":"ground"', '"host":"\\u0067round"'),
    line.replace('"host":"ground"', '"host":"\\ud800"'),
    line.replace('"phase":', '"outcome":"PASSED","phase":'),
    line.replace('"reasons":[]', '"reasons":[ ]'),
    line.replace('"host":"ground"', '"host": "ground"'),
    line.replace('"host":"ground"', '"host":"gro\\u0075nd"'),
    line.replace('"name":"plans/handbook/plan.yaml"', '"name":"plans\\/handbook/plan.yaml"'),
    line.replace('"previous":null', '"previous":null '),
    `${line} `,
    ` ${line}`,
    `\ufeff${line}`,
  ];
  for (const other of others) assert.notEqual(other, line);
  assert.equal(assertSame([line, ...others].map(toBytes)), 1);
});

test("the lines of a sound run are read by their parts, all of them", () => {
  const read = openLinePartReader();
  let before = "";
  for (const { line, sha256 } of sampleRun("handbook", FULL_RUN).sealed) {
    assert.notEqual(read(Buffer.from(line).toString().slice(0, -1), before), undefined);
    before = sha256;
  }
});
