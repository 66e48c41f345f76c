import assert from "node:assert/strict";
import { test } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import { unitsByAddress } from "../../src/model/unit-changes.ts";
import { requireCuttable, requireNames } from "../../src/target/require-cuttable.ts";
import { cutOf, factsOf, refusalOf, unitOf } from "./sample.ts";

const { source, manifest } = cutOf(3);
const [first, second, third] = manifest.rows;
assert.ok(first !== undefined && second !== undefined && third !== undefined);

interface Case {
  readonly change: Partial<ManifestRow>;
  readonly code: RefusalCode | undefined;
  /** What becomes of it where the unit is there already, with the same text. */
  readonly found?: RefusalCode | undefined;
}

/** Each in the place of the second of three rows. */
const CASES: Readonly<Record<string, Case>> = {
  "a row as it should be": { change: {}, code: undefined },
  "a parent among the units": { change: { parent: first.address }, code: undefined },
  "a parent that comes later": { change: { parent: third.address }, code: undefined },
  "a parent that is nowhere": { change: { parent: "CHARTER/GONE" }, code: "DATABASE_REFUSED" },
  "a parent outside the prefix, of which nobody can tell": {
    change: { parent: "OTHER" },
    code: "DATABASE_REFUSED",
  },
  "itself as parent": {
    change: { parent: second.address },
    code: "DATABASE_REFUSED",
    found: "DATABASE_REFUSED",
  },
  "a title with a NUL": { change: { title: "a\0" }, code: "DATABASE_REFUSED", found: "DATABASE_REFUSED" },
  "an empty title": { change: { title: "" }, code: undefined },
  "a title with a lone surrogate": {
    change: { title: "a\ud800" },
    code: "STEP_REFUSED",
    found: "STEP_REFUSED",
  },
  "a parent with a lone surrogate": {
    change: { parent: "\udc00" },
    code: "STEP_REFUSED",
    found: "STEP_REFUSED",
  },
  "another text": { change: { startByte: 1 }, code: "UNIT_CONFLICT", found: "UNIT_CONFLICT" },
  "another ord": { change: { ord: 3 }, code: "STEP_REFUSED", found: "STEP_REFUSED" },
  "the prefix itself as address": { change: { address: "CHARTER" }, code: undefined },
  "an address outside the prefix": { change: { address: "CHARTERS/A" }, code: "STEP_REFUSED" },
  "an address with a lone surrogate": { change: { address: "CHARTER/\ud800" }, code: "STEP_REFUSED" },
  "an address of another script": { change: { address: "CHARTER/條/é 🙂" }, code: undefined },
  "an address with a NUL": { change: { address: "CHARTER/a\0" }, code: "DATABASE_REFUSED" },
  "an address with a line end": { change: { address: "CHARTER/a\n" }, code: "DATABASE_REFUSED" },
  "an address with a C1 control": { change: { address: "CHARTER/a\u0085" }, code: "DATABASE_REFUSED" },
  "an address with an empty part": { change: { address: "CHARTER//a" }, code: "DATABASE_REFUSED" },
  "an address that ends with a slash": { change: { address: "CHARTER/" }, code: "DATABASE_REFUSED" },
  "an address of 2,048 bytes": { change: { address: `CHARTER/${"é".repeat(1020)}` }, code: undefined },
  "an address of 2,049 bytes": {
    change: { address: `CHARTER/${"é".repeat(1020)}a` },
    code: "DATABASE_REFUSED",
  },
  "a plain address of 2,049 bytes": {
    change: { address: `CHARTER/${"a".repeat(2041)}` },
    code: "DATABASE_REFUSED",
  },
  "the address of another row": { change: { address: first.address }, code: "UNIT_CONFLICT" },
};

for (const [what, { change, code, ...rest }] of Object.entries(CASES)) {
  const rows = manifest.rows.map((row, index) => (index === 1 ? { ...row, ...change } : row));
  const prefix = "CHARTER";
  test(`a cut with ${what}: ${code ?? "is taken"}`, async () => {
    const cut = { rows, prefix, source, found: new Map() };
    assert.equal(await refusalOf(() => requireCuttable(cut)), code);
  });
  if (change.address !== undefined) continue;
  test(`a cut with ${what}, over a unit that is there: ${rest.found ?? "is taken"}`, async () => {
    const found = unitsByAddress(factsOf([unitOf(manifest, 1, "enacted")]));
    assert.equal(await refusalOf(() => requireCuttable({ rows, prefix, source, found })), rest.found);
  });
}

test("no rows at all are no cut", async () => {
  const cut = { rows: [], prefix: "CHARTER", source, found: new Map() };
  assert.equal(await refusalOf(() => requireCuttable(cut)), "DATABASE_REFUSED");
});

test("a parent that only the facts have is enough", async () => {
  const [unit] = [unitOf(manifest, 0, "retired")];
  const rows = [{ ...second, ord: 1, parent: unit.address }];
  const found = unitsByAddress(factsOf([unit]));
  assert.equal(await refusalOf(() => requireCuttable({ rows, prefix: "CHARTER", source, found })), undefined);
});

test("what a table refuses outweighs a conflict, and a conflict a parent that is missing", async () => {
  const found = unitsByAddress(factsOf([unitOf(manifest, 0, "retired")]));
  const over = (change: Partial<ManifestRow>) => (): void => {
    const rows = [first, second, { ...third, ...change }];
    requireCuttable({ rows, prefix: "CHARTER", source, found });
  };
  assert.equal(await refusalOf(over({ address: "CHARTER/" })), "DATABASE_REFUSED");
  assert.equal(await refusalOf(over({ parent: "CHARTER/GONE" })), "UNIT_CONFLICT");
});

test("names that go into the tables are neither empty nor hold a NUL", async () => {
  for (const name of ["", "a\0b"])
    assert.equal(await refusalOf(() => requireNames({ run: "run", prefix: name })), "DATABASE_REFUSED");
  assert.equal(await refusalOf(() => requireNames({ run: "run", prefix: "DOC" })), undefined);
});

test("a refusal shows no character that a terminal would obey", () => {
  const rows = [{ ...first, address: "CHARTER/\u001b[2J" }];
  assert.throws(
    () => requireCuttable({ rows, prefix: "CHARTER", source, found: new Map() }),
    (error: Error) => !/\p{Cc}/u.test(error.message),
  );
});
