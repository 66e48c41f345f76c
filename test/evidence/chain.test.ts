// How far a chain can be trusted, and what is said of one that was tampered with: which line, and how.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readChain, type ChainReading } from "../../src/evidence/chain.ts";
import type { FindingCode } from "../../src/evidence/finding.ts";
import { sealStatement, type SealedStatement } from "../../src/evidence/statement.ts";
import { joinLines, recorded, sampleDraft, sampleRun } from "./sample-run.ts";

const RUN = sampleRun();
const OTHER = sampleRun("charter");
/** The same run as another clone recorded it from statement 3 on. */
const BRANCH = sampleRun("handbook", undefined, { from: 3 });

type Line = { readonly line: Uint8Array };

function read(lines: readonly Line[]): ChainReading {
  return readChain(recorded(RUN, joinLines(lines)));
}

/** `CODE@line`, in the order that findings are told. */
function tell(reading: ChainReading): readonly string[] {
  return reading.findings.map(({ code, line }) => `${code}@${String(line)}`);
}

function line(run: { readonly sealed: readonly SealedStatement[] }, seq: number): SealedStatement {
  const found = run.sealed[seq];
  assert.ok(found);
  return found;
}

function raw(text: string): Line {
  return { line: new TextEncoder().encode(`${text}\n`) };
}

function text(seq: number): string {
  return new TextDecoder().decode(line(RUN, seq).line).trimEnd();
}

/** Statement `seq` with another host, sealed anew after the one before it: sound in itself. */
function resealed(seq: number, change: Partial<ReturnType<typeof sampleDraft>> = {}): SealedStatement {
  const draft = sampleDraft("handbook", line(RUN, seq).statement.predicate.phase, seq);
  const observed = { ...draft.observed, host: "elsewhere" };
  return sealStatement({ ...draft, observed, ...change }, RUN.sealed[seq - 1] ?? null);
}

test("an honest chain is trusted whole, and no finding is made up", () => {
  const reading = readChain(RUN.files);
  const plain = reading.statements.map((sealed) => ({ ...sealed, line: new Uint8Array(sealed.line) }));
  assert.deepEqual(plain, RUN.sealed);
  assert.deepEqual(reading.findings, []);
  assert.equal(reading.torn, undefined);
});

test("an empty file is an empty chain", () => {
  assert.deepEqual(read([]), { statements: [], findings: [], lineDigests: [], torn: undefined });
});

test("a torn tail is told beside the findings, since it is no reason to refuse the run", () => {
  const torn = line(RUN, 3).line.subarray(0, -1);
  const reading = readChain({ ...recorded(RUN, joinLines(RUN.sealed.slice(0, 3))), torn });
  assert.equal(reading.statements.length, 3);
  assert.deepEqual(reading.findings, []);
  assert.deepEqual([reading.torn?.code, reading.torn?.line], ["TORN_LINE", 4]);
});

const all: readonly Line[] = RUN.sealed;
const without = (seq: number): readonly Line[] => all.toSpliced(seq, 1);

const TAMPERED: readonly (readonly [
  why: string,
  lines: readonly Line[],
  trusted: number,
  tells: readonly string[],
])[] = [
  ["the first dropped", without(0), 0, ["SEQ_GAP@1"]],
  ["one dropped from the middle", without(5), 5, ["SEQ_GAP@6"]],
  ["three dropped from the middle", all.toSpliced(5, 3), 5, ["SEQ_GAP@6"]],
  ["one doubled", all.toSpliced(5, 0, line(RUN, 5)), 6, ["SEQ_DOUBLED@7"]],
  ["one repeated at the end", [...all, line(RUN, 5)], 13, ["SEQ_DOUBLED@14"]],
  ["two neighbours swapped", all.toSpliced(5, 2, line(RUN, 6), line(RUN, 5)), 5, ["SEQ_REORDERED@7"]],
  [
    "the last moved to the front",
    [line(RUN, 12), ...all.slice(0, 12)],
    0,
    Array.from({ length: 12 }, (_, seq) => `SEQ_REORDERED@${seq + 2}`),
  ],
  ["one of another run in its place", all.toSpliced(5, 1, line(OTHER, 5)), 5, ["RUN_FOREIGN@6"]],
  ["one of another run put in", all.toSpliced(5, 0, line(OTHER, 5)), 5, ["RUN_FOREIGN@6"]],
  ["the whole of another run", OTHER.sealed, 0, ["RUN_FOREIGN@1"]],
  ["edited and sealed again", all.toSpliced(5, 1, resealed(5)), 6, ["PREVIOUS_MISMATCH@6"]],
  [
    "the last but one edited and sealed again",
    all.toSpliced(11, 1, resealed(11)),
    12,
    ["PREVIOUS_MISMATCH@12"],
  ],
  [
    "two neighbours edited and sealed again",
    all.toSpliced(5, 2, resealed(5), resealed(6)),
    6,
    ["PREVIOUS_MISMATCH@7"],
  ],
  [
    "another head beside the own",
    [...all, ...BRANCH.sealed.slice(3)],
    13,
    Array.from({ length: 10 }, (_, seq) => `FORKED@${seq + 14}`),
  ],
  ["another branch for one statement", all.toSpliced(6, 0, resealed(5)), 6, ["FORKED@7"]],
  ["a line that is not JSON", all.toSpliced(5, 1, raw("{}{")), 5, ["LINE_NOT_JSON@6"]],
  ["a line that is empty", all.toSpliced(5, 0, raw("")), 5, ["LINE_NOT_JSON@6"]],
  ["a line that is no statement", all.toSpliced(5, 1, raw("{}")), 5, ["FIELD_INVALID@6"]],
  [
    "an edited decision",
    all.toSpliced(5, 1, raw(text(5).replace('"PASSED"', '"FAILED"'))),
    5,
    ["DECISION_MISMATCH@6"],
  ],
  [
    "one dropped, its neighbour edited",
    all.toSpliced(5, 2, raw("null")),
    5,
    ["FIELD_INVALID@6", "SEQ_GAP@7"],
  ],
  [
    "the mode of one changed, sealed again",
    all.toSpliced(5, 1, resealed(5, { run: { ...line(RUN, 5).statement.predicate.run, mode: "LIVE" } })),
    5,
    ["RUN_FOREIGN@6"],
  ],
  [
    "the version of one raised",
    all.toSpliced(5, 1, raw(text(5).replace("evidence:v1", "evidence:v2"))),
    5,
    ["PREVIOUS_MISMATCH@6", "VERSION_UNKNOWN@6"],
  ],
];

for (const [why, lines, trusted, tells] of TAMPERED) {
  test(`tampered: ${why}`, () => {
    const reading = read(lines);
    assert.deepEqual(tell(reading), tells);
    assert.equal(reading.statements.length, trusted);
    for (const finding of reading.findings) {
      assert.equal(finding.file, `runs/handbook/${RUN.run}/evidence.jsonl`);
      assert.ok(finding.message.length > 0 && finding.todo.length > 0);
    }
  });
}

test("an edit of `previous` is laid to the line it was made in, where the next line tells", () => {
  const edited = text(5).replace(line(RUN, 4).sha256, "0".repeat(64));
  assert.deepEqual(tell(read(all.toSpliced(5, 1, raw(edited)))), ["PREVIOUS_MISMATCH@6"]);
});

test("a first statement that continues something is not a first statement", () => {
  const sealed = sealStatement(sampleDraft("handbook", "preflight", 0), { seq: -1, sha256: "0".repeat(64) });
  assert.deepEqual(tell(read([sealed])), ["PREVIOUS_MISMATCH@1"]);
});

test("both heads of a fork are named", () => {
  const finding = read([...all, ...BRANCH.sealed.slice(3)]).findings[0];
  assert.ok(finding);
  assert.ok(finding.message.includes(line(RUN, 12).sha256));
  assert.ok(finding.message.includes(line(BRANCH, 12).sha256));
});

test("a run that a newer cutplan wrote is one finding, not one a line", () => {
  const newer = all.map((_, seq) => raw(text(seq).replace("evidence:v1", "evidence:v2")));
  const reading = read(newer);
  assert.deepEqual(tell(reading), ["VERSION_UNKNOWN@1"]);
  assert.deepEqual(reading.statements, []);
});

test("a name that is no version of ours is an edit, not a newer version", () => {
  const reading = read([raw(text(0).replace("evidence:v1", "evidence:vX"))]);
  assert.deepEqual(tell(reading), ["FIELD_INVALID@1"]);
});

test("every finding that a chain can have has been seen above", () => {
  const seen = new Set(TAMPERED.flatMap(([, lines]) => read(lines).findings.map(({ code }) => code)));
  const expected: readonly FindingCode[] = [
    "DECISION_MISMATCH",
    "FIELD_INVALID",
    "FORKED",
    "LINE_NOT_JSON",
    "PREVIOUS_MISMATCH",
    "RUN_FOREIGN",
    "SEQ_DOUBLED",
    "SEQ_GAP",
    "SEQ_REORDERED",
    "VERSION_UNKNOWN",
  ];
  assert.deepEqual([...seen].sort(), expected);
});
