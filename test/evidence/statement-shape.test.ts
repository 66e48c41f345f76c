// The check written out in code and the published schema refuse the same values.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkStatement } from "../../src/evidence/statement-shape.ts";
import { sealStatement } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import type { RecordName } from "../../src/model/phase.ts";
import { RESULTS, sampleDraft, TORN_RESULT } from "./sample-run.ts";
import { isStatement } from "./schema-check.ts";

const PHASES = Object.keys(RESULTS) as readonly RecordName[];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Every place in a value: the containers with the keys under them. */
function places(
  value: Json,
): readonly { readonly holder: Json[] | Record<string, Json>; readonly key: string }[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [{ holder: value, key }, ...places(child)]);
}

const OTHER_VALUES: readonly Json[] = [
  null,
  true,
  false,
  -1,
  0,
  1,
  1.5,
  "",
  "PASSED",
  "SG_1",
  "2026-11-21T10:05:00Z",
  "a".repeat(40),
  "f".repeat(64),
  "F".repeat(64),
  `${"f".repeat(64)}\n`,
  [],
  [1],
  {},
  { sha256: "f".repeat(64) },
];

function change(statement: Json, where: number, what: { readonly kind: number; readonly value: Json }): Json {
  const all = places(statement);
  const place = all[where % all.length];
  assert.ok(place);
  const holder = place.holder as Record<string, Json>;
  if (what.kind === 0) holder[place.key] = what.value;
  else if (what.kind === 1) holder[`${place.key}X`] = what.value;
  else if (Array.isArray(place.holder)) place.holder.splice(Number(place.key), 1);
  else Reflect.deleteProperty(place.holder, place.key);
  return statement;
}

test("what a torn step leaves on record has a shape of its own, in every phase that can be torn and in no other", () => {
  for (const phase of PHASES) {
    const sealed = sealStatement(sampleDraft("handbook", phase, 0), null);
    const torn = JSON.parse(canonicalText(sealed.statement)) as { predicate: { result: object } };
    torn.predicate.result = TORN_RESULT;
    const sorted: unknown = JSON.parse(canonicalText(torn));
    const canBeTorn = ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"].includes(
      phase,
    );
    assert.equal("statement" in checkStatement(sorted), canBeTorn, phase);
    assert.equal(isStatement(sorted), canBeTorn, phase);
  }
});

test("after any change of one field, the check and the schema agree whether it still is a statement", () => {
  const seen = { sound: 0, unsound: 0 };
  fc.assert(
    fc.property(
      fc.constantFrom(...PHASES, "torn" as const),
      fc.nat(),
      fc.record({ kind: fc.nat({ max: 2 }), value: fc.constantFrom(...OTHER_VALUES) }),
      (phase, where, what) => {
        const draft = sampleDraft("handbook", phase === "torn" ? "cut_leg_a" : phase, 0);
        const sealed = sealStatement(phase === "torn" ? { ...draft, result: TORN_RESULT } : draft, null);
        const changed = change(
          JSON.parse(canonicalText(sealed.statement)) as Json,
          where,
          structuredClone(what),
        );
        const sorted: unknown = JSON.parse(canonicalText(changed));
        const isSound = "statement" in checkStatement(sorted);
        seen[isSound ? "sound" : "unsound"] += 1;
        assert.equal(isSound, isStatement(sorted), JSON.stringify(isStatement.errors));
      },
    ),
    { seed: 1, numRuns: 4000 },
  );
  assert.ok(seen.sound > 100 && seen.unsound > 1000, JSON.stringify(seen));
});

const FAULTS: readonly (readonly [string, (predicate: Record<string, Json>) => void, string, string])[] = [
  ["a number beyond 2^53", (p) => (p["seq"] = 2 ** 53), "FIELD_INVALID", "predicate.seq"],
  ["a phase that is none", (p) => (p["phase"] = "toString"), "FIELD_INVALID", "predicate.phase"],
  [
    "a moment with a fraction",
    (p) => (p["observed"] = { at: "2026-11-21T10:00:00.1Z" }),
    "FIELD_INVALID",
    "predicate.observed.at",
  ],
  ["a field that is no field", (p) => (p["zeal"] = 1), "UNKNOWN_FIELD", "predicate.zeal"],
  [
    "__proto__ as a field",
    (p) => Object.defineProperty(p, "__proto__", { value: 1, enumerable: true }),
    "UNKNOWN_FIELD",
    "predicate.__proto__",
  ],
  ["a missing field", (p) => delete p["facts"], "FIELD_INVALID", "predicate.facts"],
  ["the result of another phase", (p) => (p["result"] = { by: "x" }), "UNKNOWN_FIELD", "predicate.result.by"],
];

for (const [why, edit, code, path] of FAULTS) {
  test(`${why} is told with its place`, () => {
    const sealed = sealStatement(sampleDraft("handbook", "manifest", 0), null);
    const value = JSON.parse(canonicalText(sealed.statement)) as { predicate: Record<string, Json> };
    edit(value.predicate);
    const fault = checkStatement(JSON.parse(canonicalText(value)));
    assert.ok("code" in fault);
    assert.deepEqual({ code: fault.code, path: fault.path }, { code, path });
  });
}
