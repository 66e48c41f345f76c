// Faults that no honest cut has, and conflicts that any target may have: each put into a run that was sound before.
import assert from "node:assert/strict";
import { manifestDigest } from "../../src/cutting/manifest-digest.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import type { ArbitraryRun } from "./arbitrary-run.ts";

export const SABOTAGES = [
  "parent missing",
  "own parent",
  "parent later",
  "NUL in a title",
  "NUL in an address",
  "NUL in a parent",
  "address with two slashes",
  "address that ends with a slash",
  "address with a control character",
  "address too long",
  "address as long as can be",
  "address doubled",
  "another digest",
  "another source",
  "no rows",
  "no document id",
  "unit that is retired",
  "unit with another text",
] as const;
export type Sabotage = (typeof SABOTAGES)[number];

type Honest = Pick<ArbitraryRun, "prefix" | "source" | "manifest" | "seed">;

/** What is to be changed in the run so that it has that fault, in the row at that index where it is one of a row. */
export function sabotaged(
  { prefix, source, manifest, seed }: Honest,
  sabotage: Sabotage,
  at: number,
): Partial<ArbitraryRun> {
  const rows = [...manifest.rows];
  const row = rows[at];
  const first = rows[0];
  const last = rows.at(-1);
  assert.ok(row !== undefined && first !== undefined && last !== undefined);
  const withRow = (index: number, change: Partial<ManifestRow>): Partial<ArbitraryRun> =>
    withRows(rows.map((one, place) => (place === index ? { ...one, ...change } : one)));
  const withUnit = (change: Partial<SeedUnit> & Pick<SeedUnit, "lifecycle">): Partial<ArbitraryRun> => {
    const others = seed.filter(({ address }) => address !== row.address);
    return { seed: [...others, { address: row.address, sha256: row.sha256, ...change }] };
  };
  switch (sabotage) {
    case "parent missing":
      return withRow(at, { parent: `${prefix}/GONE` });
    case "own parent":
      return withRow(at, { parent: row.address });
    case "parent later":
      return withRow(0, { parent: last.address });
    case "NUL in a title":
      return withRow(at, { title: "a\0b" });
    case "NUL in an address":
      return withRow(at, { address: `${prefix}/a\0b` });
    case "NUL in a parent":
      return withRow(at, { parent: `${prefix}\0` });
    case "address with two slashes":
      return withRow(at, { address: `${prefix}//x` });
    case "address that ends with a slash":
      return withRow(at, { address: `${prefix}/x/` });
    case "address with a control character":
      return withRow(at, { address: `${prefix}/x\u0007` });
    case "address too long":
      return withRow(at, { address: `${prefix}/${"é".repeat(1022)}` });
    case "address as long as can be":
      return withRow(at, { address: `${prefix}/${"é".repeat(1021)}` });
    case "address doubled":
      return withRow(rows.length - 1, { address: first.address });
    case "another digest":
      return withRow(at, { sha256: sha256Hex("another text") });
    case "another source":
      return { source: source.map((byte, index) => (index === row.startByte ? byte ^ 1 : byte)) };
    case "no rows":
      return withRows([]);
    case "no document id":
      return { documentId: "" };
    case "unit that is retired":
      return withUnit({ lifecycle: "retired" });
    case "unit with another text":
      return withUnit({ lifecycle: "draft", sha256: sha256Hex("another text") });
  }
}

function withRows(rows: readonly ManifestRow[]): Partial<ArbitraryRun> {
  return { manifest: { rows, sha256: manifestDigest(rows) } };
}
