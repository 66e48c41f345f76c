// What the cutting room streams is what the plainest way of cutting makes: rows, digest, faults, and what is found by holding
// the rows against a target. And it is what the cutting room has always made.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BLOCK_ROWS } from "../../src/cutting/packed-rows.ts";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import { compareUnits, unitsByAddress } from "../../src/model/unit-changes.ts";
import { lookAtUnits } from "../../src/reconcile/unit-outlook.ts";
import { factsOf } from "../target/sample.ts";
import { bytesOf, cut, type Rules } from "./cutting-sample.ts";
import { plainCut, type PlainRules } from "./plain-cut.ts";

const LEVELS = [
  { word: "Chapter", letter: "C" },
  { word: "Điều", letter: "A" },
] as const;

const rules: fc.Arbitrary<PlainRules> = fc.record({
  levels: fc.constantFrom(LEVELS, LEVELS, LEVELS.slice(0, 1)),
  numbering: fc.constantFrom("declared", "ordinal"),
  preamble: fc.constantFrom("unit", "refuse"),
});

const NAMES = ["", ".", "  tên 😀", ` ${"é".repeat(230)}`];
/** What only looks like a unit, or is none at all. */
const OTHERS = ["", "\t", "text 🙂", " Chapter 1", "Chapter", "Điều 1a", "第1条"];
const line = fc.oneof(
  { weight: 40, arbitrary: fc.tuple(fc.constantFrom("Chapter", "Điều"), fc.constantFrom(...NAMES)) },
  { weight: 20, arbitrary: fc.constantFrom(...OTHERS) },
  { weight: 1, arbitrary: fc.constantFrom("Chapter 0", "Điều 1", "Chapter 2", "Điều 9", "Điều 1") },
);
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

/** Each unit has the number after the last one of its kind. */
function written(lines: readonly Line[]): readonly string[] {
  const numbers = new Map<string, number>();
  return lines.map((one) => {
    if (typeof one === "string") return one;
    const [word, name] = one;
    const number = (numbers.get(word) ?? 0) + 1;
    numbers.set(word, number);
    return `${word} ${number}${name}`;
  });
}

const FIRST: Line = ["Chapter", ""];
const beginning = fc.constantFrom<readonly Line[]>([], [FIRST], ["", FIRST], ["text", FIRST]);
const sources = fc
  .tuple(beginning, fc.array(line, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 2, 250))
  .map(([first, lines, times]) => written([...first, ...Array.from({ length: times }, () => lines).flat()]));

function rulesOf({ levels, ...options }: PlainRules): Rules {
  return {
    ...options,
    levels: levels.map(({ word, letter }) => ({ marker: `${word} {n}`, code: `${letter}{n}` })),
  };
}

test("rows, digest and faults are those of the plainest way of cutting", () => {
  const seen = { cuts: 0, large: 0 };
  fc.assert(
    fc.property(sources, rules, (lines, chosen) => {
      const expected = plainCut(lines, chosen);
      const source = lines.map((text) => `${text}\n`).join("");
      const outcome = cut(source, rulesOf(chosen));
      if (outcome.kind === "faulty") {
        const codes = outcome.diagnostics.map(({ code }) => code);
        assert.deepEqual(codes.slice(0, 100), expected.faults.slice(0, 100));
        return;
      }
      seen.cuts += 1;
      if (outcome.manifest.rows.length > BLOCK_ROWS) seen.large += 1;
      assert.deepEqual(expected.faults, []);
      assert.deepEqual([...outcome.manifest.rows], expected.rows);
      assert.equal(outcome.manifest.sha256, expected.sha256);
      assert.equal(verifyLossless(outcome.manifest, bytesOf(source)), undefined);
    }),
    { seed: 1, numRuns: 150 },
  );
  assert.ok(seen.cuts > 80 && seen.large > 10, `${seen.cuts} cuts, ${seen.large} of them large`);
});

type Stage = "none" | "same" | "retired" | "other";
const stages = fc.array(fc.constantFrom<Stage>("none", "none", "same", "retired", "other"), {
  minLength: 1,
  maxLength: 9,
});

test("what is found by holding them against a target is what holding each row against it finds", () => {
  const lines = written(Array.from({ length: BLOCK_ROWS + 100 }, () => FIRST));
  const { rows } = plainCut(lines, { levels: LEVELS, numbering: "declared", preamble: "refuse" });
  const outcome = cut(lines.map((text) => `${text}\n`).join(""), {
    levels: [{ marker: "Chapter {n}", code: "C{n}" }],
  });
  assert.equal(outcome.kind, "cut");
  const { manifest } = outcome;
  fc.assert(
    fc.property(stages, fc.nat({ max: rows.length }), (some, count) => {
      const stageOf = (index: number): Stage =>
        index < count ? (some[index % some.length] ?? "none") : "none";
      const seed = rows.flatMap(({ address, sha256 }, index): readonly SeedUnit[] => {
        const stage = stageOf(index);
        if (stage === "none") return [];
        return [
          {
            address,
            sha256: stage === "other" ? OTHER : sha256,
            lifecycle: stage === "retired" ? "retired" : "enacted",
          },
        ];
      });
      const facts = factsOf(seed, "DOC");
      const counted = { none: 0, same: 0, retired: 0, other: 0 };
      for (const index of rows.keys()) counted[stageOf(index)] += 1;
      const { counts, conflicts } = compareUnits(manifest, facts);
      assert.deepEqual(counts, {
        new: counted.none,
        unchanged: counted.same,
        conflict: counted.retired + counted.other,
      });
      const inConflict = rows.filter((_row, index) => ["retired", "other"].includes(stageOf(index)));
      assert.deepEqual(
        conflicts.map(({ address }) => address),
        inConflict.map(({ address }) => address),
      );
      const outlook = lookAtUnits(manifest, facts, unitsByAddress(facts));
      assert.deepEqual(outlook.counts, {
        new: counted.none,
        unchanged: counted.same,
        changed: counted.other,
        retired: counted.retired,
      });
      assert.deepEqual(
        outlook.first.map(({ row }) => row),
        rows.slice(0, outlook.first.length),
      );
    }),
    { seed: 1, numRuns: 30 },
  );
});

const OTHER = "0".repeat(64);
const MANY = 1500;
const titled = Array.from({ length: MANY }, (_, index) => `${index + 1} Tên « ${index} » 😀`);

/** Digests that version 0.1.0 made of these sources before rows were packed: approvals name such digests. */
const KEPT: Readonly<Record<string, readonly [source: string, rules: Rules, sha256: string]>> = {
  markers: [
    titled.map((title) => `Điều ${title}\r\ntext\r\n`).join(""),
    { levels: [{ marker: "Điều {n}", code: "A{n:04}" }] },
    "b1e0af1d238da68c4443c9a33c7a9f5dfaf7f874f4b69a174599a0d19296ee96",
  ],
  headings: [
    `front\n\n${titled.map((title, index) => `${index % 50 === 0 ? `# ${index}\n\n` : ""}## ${title}\n\ntext\n`).join("")}`,
    {
      levels: [
        { heading: 1, code: "C{n:02}" },
        { heading: 2, code: "S{n}" },
      ],
      numbering: "ordinal",
      preamble: "unit",
    },
    "b7a98ba79feb2a5bdbb4656b60b9afb544111fe0bae8be9a769e4496ebe21663",
  ],
  list: [
    titled.map((title) => `${title}\n`).join(""),
    {
      units: titled.map((title, index) => ({
        address: `DOC/U${index - (index % 10)}${index % 10 === 0 ? "" : `/P${index}`}`,
        title,
        lines: [index + 1, index + 1],
      })),
    },
    "a73e56c3b663a98d16cf87538c7479476e3cb1d5ff959f72ec6b1f8afa96db9a",
  ],
};

for (const [what, [source, rules, sha256]] of Object.entries(KEPT))
  test(`a manifest of ${MANY} units by ${what} has the digest it has always had`, () => {
    const outcome = cut(source, rules);
    assert.equal(outcome.kind, "cut");
    assert.equal(outcome.manifest.sha256, sha256);
    assert.equal(verifyLossless(outcome.manifest, bytesOf(source)), undefined);
  });
