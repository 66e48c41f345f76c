import assert from "node:assert/strict";
import { test } from "node:test";
import { openFactsReader } from "../../src/target/facts-reader.ts";
import { factsOf, refusalOf, targetOf } from "./sample.ts";

const SEED = [{ address: "CHARTER/A001", sha256: "a".repeat(64), lifecycle: "enacted" }] as const;
const QUESTION = { prefix: "CHARTER", reader: "test" };

test("a memory target is read, the same each time", async () => {
  const reader = openFactsReader({ environment: {} });
  const first = await reader.readFacts(targetOf(SEED), QUESTION);
  assert.deepEqual(first, factsOf(SEED));
  assert.deepEqual(await openFactsReader({ environment: {} }).readFacts(targetOf(SEED), QUESTION), first);
  await reader.stop();
});

test("a postgres target without its variable is refused, whatever else is in the environment", async () => {
  const target = targetOf([], { driver: "postgres", connection: { env: "CUTPLAN_RO_URL" } });
  for (const environment of [
    {},
    { CUTPLAN_RO_URL: "" },
    { PGHOST: "localhost", PGUSER: "context_pack_readonly", DATABASE_URL: "postgres://x@localhost/y" },
  ]) {
    const reader = openFactsReader({ environment });
    assert.equal(await refusalOf(() => reader.readFacts(target, QUESTION)), "TARGET_VARIABLE_MISSING");
  }
  const nameless = targetOf([], { driver: "postgres" });
  const reader = openFactsReader({ environment: {} });
  assert.equal(await refusalOf(() => reader.readFacts(nameless, QUESTION)), "TARGET_VARIABLE_MISSING");
});

test("a seed that contradicts itself rejects the read", async () => {
  for (const driver of ["memory", "embedded"] as const) {
    const reader = openFactsReader({ environment: {} });
    const target = targetOf([...SEED, ...SEED], { driver });
    assert.equal(await refusalOf(() => reader.readFacts(target, QUESTION)), "SEED_REFUSED");
    await reader.stop();
  }
});

test("a refusal is a rejection, never thrown at the caller", () => {
  const read = openFactsReader({ environment: {} }).readFacts(targetOf([], { driver: "postgres" }), QUESTION);
  return assert.rejects(read);
});

test("an embedded target is read from a server that lives as long as the reader", async () => {
  const reader = openFactsReader({ environment: {} });
  try {
    const target = targetOf(SEED, { driver: "embedded" });
    const facts = await reader.readFacts(target, QUESTION);
    const { driver, role, grants, ...rest } = facts;
    assert.deepEqual([driver, role, grants.faults], ["embedded", "context_pack_readonly", undefined]);
    const { driver: _driver, role: _role, grants: _grants, ...expected } = factsOf(SEED);
    assert.deepEqual(rest, expected);
    assert.deepEqual(await reader.readFacts(target, QUESTION), facts);
    // Another target with the same seed, another prefix: the same server, and the same grants.
    const other = { ...target, metadata: { name: "other" } };
    const elsewhere = await reader.readFacts(other, { prefix: "ELSEWHERE", reader: "test" });
    assert.deepEqual([elsewhere.target, elsewhere.units, elsewhere.grants], ["other", [], grants]);
  } finally {
    await reader.stop();
  }
});
