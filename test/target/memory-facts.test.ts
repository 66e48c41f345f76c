import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import { memoryFacts } from "../../src/target/memory-facts.ts";
import { factsOf, targetOf } from "./sample.ts";

const SHA = "a".repeat(64);

function unit(address: string, lifecycle: SeedUnit["lifecycle"] = "enacted"): SeedUnit {
  return { address, sha256: SHA, lifecycle };
}

test("a target without a seed has no units and no rows, and every grant", () => {
  const facts = memoryFacts({ ...targetOf([]), spec: { driver: "memory" } }, "CHARTER");
  assert.ok(!(facts instanceof Refusal));
  assert.deepEqual(
    [facts.target, facts.driver, facts.prefix, facts.role, facts.units],
    ["scratch", "memory", "CHARTER", "none", []],
  );
  assert.deepEqual(new Set(Object.values(facts.totals)), new Set([0]));
  const { snapshot_sha, ...answers } = facts.grants;
  assert.deepEqual(new Set(Object.values(answers)), new Set([true]));
  assert.match(snapshot_sha, /^[0-9a-f]{64}$/);
});

test("only units under the prefix are facts, in the order of their bytes", () => {
  const facts = factsOf(
    [
      unit("AB/2"),
      unit("AB"),
      unit("ABC/1"),
      unit("AB/10"),
      unit("A"),
      unit("ab/1"),
      unit("X/AB/1"),
      unit("AB/B"),
      unit("AB/a"),
      unit("AB-1"),
    ],
    "AB",
  );
  assert.deepEqual(
    facts.units.map(({ address }) => address),
    ["AB", "AB/10", "AB/2", "AB/B", "AB/a"],
  );
});

test("rows are counted over the whole seed: a unit, its version, and an entry for each step of its life", () => {
  const { totals } = factsOf(
    [unit("AB/1", "draft"), unit("AB/2", "enacted"), unit("OTHER/1", "retired")],
    "AB",
  );
  assert.equal(totals["public.information_unit"], 3);
  assert.equal(totals["public.unit_version"], 3);
  assert.equal(totals["public.iu_lifecycle_log"], 6);
  assert.equal(
    Object.values<number>({ ...totals }).reduce((sum, count) => sum + count),
    12,
  );
});

test("the order of the seed makes no difference", () => {
  const addresses = fc.uniqueArray(fc.constantFrom("A", "A/1", "A/2", "A/B", "A/b", "B/1", "A-1", "A/10"), {
    minLength: 2,
  });
  fc.assert(
    fc.property(
      addresses.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
      ),
      ([one, other]) => {
        assert.deepEqual(
          factsOf(
            one.map((address) => unit(address)),
            "A",
          ),
          factsOf(
            other.map((address) => unit(address)),
            "A",
          ),
        );
      },
    ),
    { seed: 1, numRuns: 50 },
  );
});

test("another contract is another grant snapshot; the defaults written out are the same one", () => {
  const snapshot = (contract: object): string => {
    const facts = memoryFacts(targetOf([], { contract }), "A");
    assert.ok(!(facts instanceof Refusal));
    return facts.grants.snapshot_sha;
  };
  assert.equal(
    snapshot({ functions: { create: "public.fn_iu_create" }, roles: { verify: "cutter_verify" } }),
    snapshot({}),
  );
  assert.notEqual(snapshot({ functions: { create: "public.fn_iu_make" } }), snapshot({}));
  assert.notEqual(snapshot({ roles: { execute: "cutter" } }), snapshot({}));
});

test("a seed that has a unit twice is refused, by its name", () => {
  const refusal = memoryFacts(targetOf([unit("A/1"), unit("A/2"), unit("A/1", "draft")]), "A");
  assert.ok(refusal instanceof Refusal);
  assert.equal(refusal.code, "SEED_REFUSED");
  assert.match(refusal.message, /"A\/1"/);
});
