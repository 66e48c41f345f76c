// Evidence under attack. Why each: see the line above each test.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readChain } from "../../src/evidence/chain.ts";
import { renderHeadLine } from "../../src/evidence/head.ts";
import { checkLine } from "../../src/evidence/line.ts";
import { verifyRun, type VerifyInput } from "../../src/evidence/verify.ts";
import type { RecordedFiles } from "../../src/model/ports.ts";
import { joinLines, recorded, sampleRun } from "../evidence/sample-run.ts";

const RUN = sampleRun("handbook", ["preflight", "source_pin", "gate_sg_1", "refusal"]);
const OTHER = sampleRun("charter");
const EVIDENCE = RUN.files.evidence;
const LINES = RUN.sealed.map(({ line }) => line);
const last = RUN.sealed.at(-1);
assert.ok(last);
const report = new TextEncoder().encode(`${renderHeadLine(last)}\n`);

/** A file on disk as the run store hands it over: whole lines, and the rest. */
function split(bytes: Uint8Array): RecordedFiles {
  const end = bytes.lastIndexOf(0x0a) + 1;
  return { ...recorded(RUN, bytes.subarray(0, end)), torn: bytes.subarray(end) };
}

/** The two anchors that every run has before long: its report, and the commit it was recorded in. */
const ANCHORS: readonly (readonly [string, (bytes: Uint8Array) => VerifyInput])[] = [
  ["its report", (bytes) => ({ files: { ...split(bytes), report }, heads: [], earlier: [] })],
  [
    "its commit",
    (bytes) => ({ files: split(bytes), heads: [], earlier: [{ from: "commit 1", evidence: EVIDENCE }] }),
  ],
];

for (const [anchor, input] of ANCHORS) {
  // A chain is worth what the smallest change to it costs: none may pass, and the place must be told.
  test(`every byte flipped in turn is found and placed, with ${anchor} at hand`, () => {
    const lineOf = LINES.flatMap((line, index) => Array.from(line, () => index + 1));
    for (const mask of [0x01, 0x80]) {
      for (let at = 0; at < EVIDENCE.length; at += 1) {
        const flipped = Uint8Array.from(EVIDENCE);
        flipped[at] = (flipped[at] ?? 0) ^ mask;
        const { verdict, findings } = verifyRun(input(flipped));
        assert.notEqual(verdict, "intact", `byte ${at} with ${mask}`);
        const line = lineOf[at] ?? 0;
        const near = findings.some((finding) => finding.line === null || Math.abs(finding.line - line) <= 1);
        assert.ok(near, `byte ${at} of line ${line}: ${JSON.stringify(findings)}`);
      }
    }
  });

  // Cutting a log short is what every bare chain misses.
  test(`a file cut at every byte is found, with ${anchor} at hand`, () => {
    for (let length = 0; length < EVIDENCE.length; length += 1) {
      const verdict = verifyRun(input(EVIDENCE.subarray(0, length)));
      assert.equal(verdict.verdict, "broken", `cut to ${length} bytes`);
    }
  });

  // Whole lines are the easiest thing to remove, repeat and move with an editor or a bad merge.
  test(`every line dropped, doubled, swapped or taken from another run is found, with ${anchor} at hand`, () => {
    for (let a = 0; a < LINES.length; a += 1) {
      const foreign = OTHER.sealed[a]?.line ?? new Uint8Array();
      const swaps = LINES.flatMap((line, b) =>
        b > a ? [LINES.with(a, line).with(b, LINES[a] ?? line)] : [],
      );
      const doubles = LINES.map((_, b) => LINES.toSpliced(b, 0, LINES[a] ?? foreign));
      const tampered = [
        LINES.toSpliced(a, 1),
        LINES.with(a, foreign),
        LINES.toSpliced(a, 0, foreign),
        ...swaps,
        ...doubles,
      ];
      for (const lines of tampered) {
        const verdict = verifyRun(input(joinLines(lines.map((line) => ({ line })))));
        assert.equal(verdict.verdict, "broken");
      }
    }
  });
}

// A crash leaves any number of bytes of the last line: they are never a record, and never a reason to stop.
test("a file that grew by part of a line carries on by its whole lines", () => {
  const whole = joinLines(RUN.sealed.slice(0, 3));
  for (let length = whole.length; length < EVIDENCE.length; length += 1) {
    const reading = readChain(split(EVIDENCE.subarray(0, length)));
    assert.equal(reading.findings.length, 0);
    assert.equal(reading.statements.length, 3);
    assert.equal(reading.torn !== undefined, length > whole.length);
  }
});

// Two spellings of one value would be two digests of one decision; a lenient parser hides the difference.
const SPELLINGS: readonly (readonly [why: string, spell: (text: string) => string])[] = [
  ["a space after a colon", (text) => text.replace('"seq":1', '"seq": 1')],
  ["a space at the end", (text) => `${text} `],
  ["a carriage return", (text) => `${text}\r`],
  ["1.0 for 1", (text) => text.replace('"seq":1', '"seq":1.0')],
  ["1e0 for 1", (text) => text.replace('"seq":1', '"seq":1e0')],
  ["-0 for 0", (text) => text.replace('"units":0', '"units":-0')],
  ["a key doubled", (text) => text.replace('"seq":1', '"seq":1,"seq":1')],
  [
    "a key doubled with another value before it",
    (text) => text.replace('"outcome":', '"outcome":"FAILED","outcome":'),
  ],
  ["keys in another order", (text) => text.replace(/("phase":"\w+"),("policy":\{[^}]*\})/, "$2,$1")],
  [
    "keys of the statement in another order",
    (text) => text.replace(/^(\{)("_type":"[^"]*"),(.*)\}$/, "$1$3,$2}"),
  ],
  ["a letter escaped", (text) => text.replace('"PASSED"', '"\\u0050ASSED"')],
  ["a slash escaped", (text) => text.replace("refs/heads", "refs\\/heads")],
  ["a lone surrogate", (text) => text.replace("refs/heads/main", "refs/heads/\\ud800")],
  ["a capital in an escape", (text) => text.replace("refs/heads/main", "refs/heads/\\u001F")],
  ["a byte order mark", (text) => `\ufeff${text}`],
  ["a comment", (text) => `${text}//`],
];

for (const [why, spell] of SPELLINGS) {
  test(`another spelling is refused: ${why}`, () => {
    const text = new TextDecoder().decode(LINES[1]).trimEnd();
    const spelled = spell(text);
    assert.notEqual(spelled, text, "the test must change something");
    const { fault } = checkLine(new TextEncoder().encode(`${spelled}\n`));
    assert.ok(fault && ["LINE_NOT_CANONICAL", "LINE_NOT_JSON"].includes(fault.code), fault?.code);
  });
}

// A file made to eat the reader: deep nesting, one huge line, very many lines, a number that asks for a long loop.
test("hostile bulk ends in findings, quickly", () => {
  const line = (text: string): Uint8Array => new TextEncoder().encode(`${text}\n`);
  const far = new TextDecoder().decode(LINES[3]).replace('"seq":3', '"seq":9007199254740991').trimEnd();
  for (const evidence of [
    line("[".repeat(200_000)),
    line(`${"[".repeat(200_000)}${"]".repeat(200_000)}`),
    line('{"a":'.repeat(100_000) + "1" + "}".repeat(100_000)),
    line(JSON.stringify({ predicateType: "urn:cutplan:evidence:v2", a: "x".repeat(5_000_000) })),
    line("{}\n".repeat(20_000).trimEnd()),
    Buffer.concat([EVIDENCE, line(far)]),
    Buffer.concat(Array.from({ length: 3000 }, (_, at) => LINES[at % 4] ?? line(""))),
    Buffer.concat([...LINES].reverse()),
    new Uint8Array(100_000).fill(0x0a),
    new Uint8Array(100_000).fill(0xff).with(99_999, 0x0a),
  ]) {
    assert.notEqual(readChain(split(evidence)).findings.length, 0);
  }
});

// Random edits find what lists forget.
test("any splice of the file is found with the commit at hand, unless it changes nothing", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: EVIDENCE.length }),
      fc.nat({ max: 4000 }),
      fc.oneof(fc.uint8Array({ maxLength: 8 }), fc.constantFrom(...LINES), fc.constant(new Uint8Array())),
      (at, remove, insert) => {
        const spliced = Buffer.concat([EVIDENCE.subarray(0, at), insert, EVIDENCE.subarray(at + remove)]);
        const grown = spliced.subarray(0, EVIDENCE.length).equals(EVIDENCE);
        if (grown && spliced.length === EVIDENCE.length) return;
        const earlier = [{ from: "commit 1", evidence: EVIDENCE }];
        assert.notEqual(verifyRun({ files: split(spliced), heads: [], earlier }).verdict, "intact");
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});

// Titles, refs and names come from documents and commits; the reader of the terminal and of GitHub is not theirs to steer.
test("values in messages are shown, not obeyed", () => {
  const text = new TextDecoder().decode(LINES[0]).trimEnd();
  const key = JSON.stringify("\u001b[31m::error::\u202e");
  const { findings } = readChain(
    recorded(RUN, new TextEncoder().encode(`${text.replace('"seq":', `${key}:1,"seq":`)}\n`)),
  );
  assert.equal(findings[0]?.code, "UNKNOWN_FIELD");
  for (const hidden of ["\u001b", "\u202e"]) assert.ok(!findings[0].message.includes(hidden));
});
