import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import schema from "../../schemas/facts.schema.json" with { type: "json" };
import { factsBytes, factsSha256, parseFacts } from "../../src/model/facts-file.ts";
import type { Facts } from "../../src/model/generated/facts.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";

const isFacts = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
const SHA = "a".repeat(64);

const FACTS: Facts = {
  apiVersion: "cutplan/v1",
  kind: "Facts",
  target: "scratch",
  driver: "memory",
  prefix: "CHARTER",
  role: "none",
  units: [
    { address: "CHARTER/A001", sha256: SHA, lifecycle: "enacted" },
    { address: "CHARTER/A002", sha256: SHA, lifecycle: "draft" },
  ],
  totals: totalsOf((table) => table.length),
  grants: {
    cutter_exec_execute_canonical_fns: true,
    cutter_verify_select_insert_verify_result: true,
    directus_select_review_decision: false,
    no_public_execute_leak: true,
    snapshot_sha: SHA,
  },
};

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

test("facts are canonical JSON and a newline, and their digest is that of the file", () => {
  const bytes = factsBytes(FACTS);
  const text = new TextDecoder().decode(bytes);
  assert.ok(
    text.startsWith('{"apiVersion":"cutplan/v1","driver":"memory","grants":{') && text.endsWith("}\n"),
  );
  assert.equal(factsSha256(FACTS), createHash("sha256").update(bytes).digest("hex"));
  assert.ok(isFacts(JSON.parse(text)));
});

test("what was written is read back as it was, whatever the units are", () => {
  const unit = fc.record(
    {
      address: fc
        .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
        .filter((text) => text.isWellFormed()),
      sha256: fc.constantFrom(SHA, "0".repeat(64)),
      lifecycle: fc.constantFrom("draft", "enacted", "retired"),
    },
    { noNullPrototype: true },
  );
  const units = fc
    .uniqueArray(unit, { selector: ({ address }) => address, maxLength: 20 })
    .map((all) =>
      all.sort((one, other) => Buffer.compare(Buffer.from(one.address), Buffer.from(other.address))),
    );
  fc.assert(
    fc.property(units, (all) => {
      const facts = { ...FACTS, units: all };
      assert.deepEqual(parseFacts(factsBytes(facts)), facts);
    }),
    { seed: 1, numRuns: 100 },
  );
});

const OTHER_SPELLINGS: Readonly<Record<string, (text: string) => string>> = {
  "no newline": (text) => text.trimEnd(),
  "two newlines": (text) => `${text}\n`,
  "CR LF": (text) => text.replace("\n", "\r\n"),
  "a space": (text) => text.replace(":", ": "),
  "a byte order mark": (text) => `\ufeff${text}`,
  "another order of the keys": (text) =>
    text.replace(
      '"apiVersion":"cutplan/v1","driver":"memory"',
      '"driver":"memory","apiVersion":"cutplan/v1"',
    ),
  "a doubled key": (text) => text.replace('"driver":"memory"', '"driver":"memory","driver":"memory"'),
  "an unknown key": (text) => text.replace('"driver"', '"dr":1,"driver"'),
  "an unknown key in a unit": (text) => text.replace('"address"', '"a":1,"address"'),
  "an unknown table": (text) =>
    text.replace('"public.information_unit"', '"public.a":1,"public.information_unit"'),
  "an unknown grant": (text) => text.replace('"snapshot_sha"', '"s":true,"snapshot_sha"'),
  "1.0 for 1": (text) => text.replace('"public.unit_version":19', '"public.unit_version":19.0'),
  "an escape that is not needed": (text) => text.replace("CHARTER", "\\u0043HARTER"),
  "a second document": (text) => text + text,
  nothing: () => "",
};
for (const [what, change] of Object.entries(OTHER_SPELLINGS)) {
  test(`the same facts with ${what} are no facts`, () => {
    const text = new TextDecoder().decode(factsBytes(FACTS));
    assert.notEqual(change(text), text);
    assert.equal(parseFacts(bytesOf(change(text))), undefined);
  });
}

const [first, second] = FACTS.units;
const OTHER_SHAPES: Readonly<Record<string, unknown>> = {
  null: null,
  "a list": [FACTS],
  "a text": "facts",
  "another version": { ...FACTS, apiVersion: "cutplan/v2" },
  "another kind": { ...FACTS, kind: "Policy" },
  "a target that is no name": { ...FACTS, target: "../x" },
  "an unknown driver": { ...FACTS, driver: "mysql" },
  "an empty prefix": { ...FACTS, prefix: "" },
  "an empty role": { ...FACTS, role: "" },
  "units that are no list": { ...FACTS, units: {} },
  "units out of order": { ...FACTS, units: [second, first] },
  "a unit twice": { ...FACTS, units: [first, first] },
  "a unit without an address": { ...FACTS, units: [{ ...first, address: "" }] },
  "an unknown lifecycle": { ...FACTS, units: [{ ...first, lifecycle: "gone" }] },
  "a digest in capitals": { ...FACTS, units: [{ ...first, sha256: SHA.toUpperCase() }] },
  "a total below zero": { ...FACTS, totals: { ...FACTS.totals, "public.unit_version": -1 } },
  "half a row": { ...FACTS, totals: { ...FACTS.totals, "public.unit_version": 0.5 } },
  "a total as text": { ...FACTS, totals: { ...FACTS.totals, "public.unit_version": "1" } },
  "a total beyond what can be counted": {
    ...FACTS,
    totals: { ...FACTS.totals, "public.unit_version": 2 ** 53 },
  },
  "eight tables": { ...FACTS, totals: { ...FACTS.totals, "public.unit_version": undefined } },
  "a grant that is not yes or no": { ...FACTS, grants: { ...FACTS.grants, no_public_execute_leak: "true" } },
  "no snapshot": { ...FACTS, grants: { ...FACTS.grants, snapshot_sha: "" } },
};
for (const [what, value] of Object.entries(OTHER_SHAPES)) {
  test(`${what} is no facts`, () => {
    assert.equal(parseFacts(factsBytes(value as Facts)), undefined);
  });
}

test("bytes that are no text, or nest without end, are no facts", () => {
  assert.equal(parseFacts(new Uint8Array([0xff, 0xfe, 0x00])), undefined);
  assert.equal(parseFacts(bytesOf("[".repeat(100_000))), undefined);
  assert.equal(parseFacts(bytesOf(`${"[".repeat(100_000)}${"]".repeat(100_000)}`)), undefined);
  const lone = JSON.stringify({ ...FACTS, prefix: "x" }).replace('"prefix":"x"', '"prefix":"\\ud800"');
  assert.equal(parseFacts(bytesOf(`${lone}\n`)), undefined);
});
