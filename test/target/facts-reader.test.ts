import assert from "node:assert/strict";
import { test } from "node:test";
import { openFactsReader } from "../../src/target/facts-reader.ts";
import { factsOf, refusalOf, targetOf } from "./sample.ts";

const SEED = [{ address: "CHARTER/A001", sha256: "a".repeat(64), lifecycle: "enacted" }] as const;

test("a memory target is read, the same each time", async () => {
  const reader = openFactsReader();
  const first = await reader.readFacts(targetOf(SEED), "CHARTER");
  assert.deepEqual(first, factsOf(SEED));
  assert.deepEqual(await openFactsReader().readFacts(targetOf(SEED), "CHARTER"), first);
});

for (const driver of ["postgres", "embedded"] as const) {
  test(`driver ${driver} is refused, whatever else the target says`, async () => {
    const target = targetOf(SEED, { driver, connection: { env: "CUTPLAN_RO_URL" } });
    assert.equal(await refusalOf(() => openFactsReader().readFacts(target, "CHARTER")), "DRIVER_NOT_BUILT");
  });
}

test("a seed that contradicts itself rejects the read", async () => {
  const target = targetOf([...SEED, ...SEED]);
  assert.equal(await refusalOf(() => openFactsReader().readFacts(target, "CHARTER")), "SEED_REFUSED");
});

test("a refusal is a rejection, never thrown at the caller", () => {
  const read = openFactsReader().readFacts(targetOf([], { driver: "postgres" }), "CHARTER");
  return assert.rejects(read);
});
