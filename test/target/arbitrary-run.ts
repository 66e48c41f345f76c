// Runs that nobody would plan by hand: a source, how it is cut, what the target holds already, and now and then something
// that no honest cut has. Each case has a prefix of its own, so that many of them fit into one target.
import assert from "node:assert/strict";
import fc from "fast-check";
import { cutSource } from "../../src/cutting/cut-source.ts";
import type { Cut } from "../../src/cutting/level-rules.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import { sabotaged, SABOTAGES, type Sabotage } from "./sabotage.ts";

/** One run, all but the facts: those are read from the target that it is carried out in. */
export interface ArbitraryRun {
  readonly run: string;
  readonly prefix: string;
  readonly documentId: string;
  readonly source: Uint8Array;
  readonly manifest: Manifest;
  /** What the target holds beforehand, under the prefix and elsewhere. */
  readonly seed: readonly SeedUnit[];
  /** How many of the four steps after the backup are to be taken. */
  readonly steps: number;
  readonly sabotage: Sabotage | "none";
}

/** Texts that mean something to SQL, to array literals, to terminals or to nobody. */
const WORDS = [
  "plain",
  "NULL",
  "{}",
  '{"a","b"}',
  "it's",
  '"quoted"',
  "back\\slash \\x41 \\000",
  "'; DROP TABLE public.information_unit; --",
  "$1 $$ %s",
  "第一条",
  "مادة أولى",
  "👩‍👩‍👧",
  "𝔘",
  "tab\there",
  ",",
  "::set-output",
];
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(" "));
const lineEnd = fc.constantFrom("\n", "\n", "\r\n");

interface Written {
  readonly text: string;
  readonly cut: (prefix: string) => Cut;
}

const byLevels: fc.Arbitrary<Written> = fc
  .record({
    preamble: fc.option(phrase, { nil: undefined, freq: 3 }),
    chapters: fc.array(fc.tuple(phrase, fc.array(phrase, { maxLength: 4 })), { minLength: 1, maxLength: 3 }),
    end: lineEnd,
    isEnded: fc.boolean(),
  })
  .map(({ preamble, chapters, end, isEnded }) => {
    const lines = chapters.flatMap(([title, articles]) => [
      `# ${title}`,
      ...articles.flatMap((article, index) => [`Article ${index + 1} ${article}`, "", article]),
    ]);
    const text = [...(preamble === undefined ? [] : [`Preamble ${preamble}`, ""]), ...lines].join(end);
    const levels = [
      { heading: 1, code: "C{n:02}" },
      { marker: "Article {n}", code: "A{n:03}" },
    ];
    return {
      text: isEnded ? text + end : text,
      cut: (prefix) => ({ prefix, levels, numbering: "ordinal", preamble: "unit" }),
    };
  });

/** Each unit under the prefix or under an earlier one, its address not in bytewise order. */
const byList: fc.Arbitrary<Written> = fc
  .record({
    units: fc.array(
      fc.record({ title: phrase, lines: fc.array(phrase, { minLength: 1, maxLength: 3 }), under: fc.nat() }),
      {
        minLength: 1,
        maxLength: 8,
      },
    ),
    end: lineEnd,
  })
  .map(({ units, end }) => {
    const text = units.flatMap(({ lines }) => lines.map((line) => line + end)).join("");
    return { text, cut: (prefix) => ({ prefix, units: listUnits(prefix, units) }) };
  });

interface ListedUnit {
  readonly title: string;
  readonly lines: readonly string[];
  readonly under: number;
}

function listUnits(prefix: string, units: readonly ListedUnit[]): NonNullable<Cut["units"]> {
  const addresses: string[] = [];
  let line = 1;
  return units.map(({ title, lines, under }, index) => {
    const parent = [prefix, ...addresses][under % (index + 1)] ?? prefix;
    const address = `${parent}/${"zZa.-A9"[index % 7] ?? "x"}${index}`;
    addresses.push(address);
    const from = line;
    line += lines.length;
    return { address, title, lines: [from, line - 1] };
  });
}

type Stage = "none" | "draft" | "enacted" | "retired" | "other text";
const mostlyFine = fc.constantFrom<Stage>("none", "none", "none", "draft", "enacted");
const anything = fc.constantFrom<Stage>("none", "draft", "enacted", "retired", "other text");

interface Shape {
  readonly written: Written;
  readonly stages: readonly Stage[];
  readonly strangers: readonly (readonly [number, SeedUnit["lifecycle"]])[];
  readonly steps: number;
  readonly sabotage: Sabotage | "none";
  readonly at: number;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  written: fc.oneof(byLevels, byList),
  stages: fc.oneof(
    { weight: 4, arbitrary: fc.array(mostlyFine, { maxLength: 12 }) },
    { weight: 1, arbitrary: fc.array(anything, { minLength: 4, maxLength: 12 }) },
  ),
  strangers: fc.array(fc.tuple(fc.nat(), fc.constantFrom("draft", "enacted", "retired")), { maxLength: 4 }),
  steps: fc.constantFrom(1, 2, 3, 4, 4),
  sabotage: fc.oneof(
    { weight: 3, arbitrary: fc.constant("none" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...SABOTAGES) },
  ),
  at: fc.nat(),
});

/** Cases in the order of their numbers, the same for the same seed. */
export function sampleRuns(count: number, seed: number): readonly ArbitraryRun[] {
  return fc.sample(shape, { numRuns: count, seed }).map(runOf);
}

/** What looks otherwise where the unit is there already: some of it is asked of every row, some of new ones only. */
const OVER_FOUND = ["own parent", "parent missing", "NUL in a title"] as const satisfies readonly Sabotage[];

/** One case of every sabotage over an empty place, and some over units that are all there. */
export function sabotagedRuns(first: number, seed: number): readonly ArbitraryRun[] {
  const long = shape.filter(({ written }) => written.text.length > 60);
  const sabotages = [...SABOTAGES, ...OVER_FOUND];
  return fc.sample(long, { numRuns: sabotages.length, seed }).map((one, index) => {
    const stages = Array.from({ length: index < SABOTAGES.length ? 0 : 40 }, (): Stage => "enacted");
    return runOf({ ...one, stages, steps: 4, sabotage: sabotages[index] ?? "none" }, first + index);
  });
}

function runOf({ written, stages, strangers, steps, sabotage, at }: Shape, index: number): ArbitraryRun {
  const prefix = `P${String(index).padStart(4, "0")}`;
  const source = new TextEncoder().encode(written.text);
  const outcome = cutSource({ file: "source.md", cut: written.cut(prefix), source });
  if (outcome.kind === "faulty") assert.fail(JSON.stringify(outcome.diagnostics[0]));
  const rows = [...outcome.manifest.rows];
  const honest = {
    run: `case-${String(index).padStart(12, "0")}`,
    prefix,
    documentId: `DOC-${index}`,
    source,
    manifest: outcome.manifest,
    steps,
    sabotage,
    seed: [...unitsOf(rows, stages), ...strangersOf(prefix, strangers)],
  };
  return { ...honest, ...(sabotage === "none" ? {} : sabotaged(honest, sabotage, at % rows.length)) };
}

function unitsOf(rows: readonly ManifestRow[], stages: readonly Stage[]): readonly SeedUnit[] {
  return rows.flatMap(({ address, sha256 }, index): SeedUnit[] => {
    const stage = stages[index] ?? "none";
    if (stage === "none") return [];
    if (stage === "other text") return [{ address, sha256: sha256Hex(address), lifecycle: "enacted" }];
    return [{ address, sha256, lifecycle: stage }];
  });
}

/** Units that no cut of the case has: one under its prefix, and three whose addresses only begin alike. */
function strangersOf(prefix: string, strangers: Shape["strangers"]): readonly SeedUnit[] {
  const addresses = [`${prefix}/STRANGER`, `${prefix}0`, `${prefix}.X/C01`, `O-${prefix}/C01`];
  const units = strangers.map(([pick, lifecycle]): SeedUnit => {
    const address = addresses[pick % addresses.length] ?? prefix;
    return { address, sha256: sha256Hex(address), lifecycle };
  });
  return [...new Map(units.map((unit) => [unit.address, unit])).values()];
}
