// Hostile seeds and facts: what a target claims must not reach outside its prefix, collide, or pass for other bytes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { factsBytes, factsSha256, parseFacts } from "../../src/model/facts-file.ts";
import { startSimulator } from "../../src/target/simulator.ts";
import { callsOf, cutOf, factsOf, refusalOf, seedOf, unitOf } from "../target/sample.ts";

const SHA = "a".repeat(64);

// Prefixes that begin alike, differ in case, or are patterns to someone: only the folder of that very name counts.
for (const address of [
  "CHARTERS/A1",
  "CHARTER-2/A1",
  "CHARTER.A1",
  "charter/A1",
  "X/CHARTER/A1",
  "CHARTE",
  "C.*/A1",
]) {
  test(`"${address}" is not under CHARTER`, () => {
    assert.deepEqual(factsOf([{ address, sha256: SHA, lifecycle: "retired" }]).units, []);
  });
}

// A unit called like something of Object's prototype is a unit like any other, and none is found where none is.
test("addresses from Object's prototype are found only where they are", async () => {
  const { source, manifest } = cutOf(1);
  for (const address of ["__proto__", "constructor", "toString"]) {
    const own = { ...manifest, rows: [{ ...manifest.rows[0]!, address }] };
    const facts = factsOf([], address);
    const calls = callsOf(
      startSimulator(seedOf(own, { facts })),
      { source, manifest: own },
      { prefix: address },
    );
    await calls.preWriteBackup();
    assert.deepEqual(await calls.cutLegA(), [{ ord: 1, address, status: "created" }]);
  }
});

// One conflict among many, at either end: nothing at all is created, however late it is found.
test("one conflict among ten thousand units creates none", async () => {
  const cut = cutOf(10_000);
  for (const index of [0, 9_999]) {
    const facts = factsOf([{ ...unitOf(cut.manifest, index, "draft"), sha256: SHA }]);
    const calls = callsOf(startSimulator(seedOf(cut.manifest, { facts })), cut);
    await calls.preWriteBackup();
    assert.equal(await refusalOf(calls.cutLegA), "UNIT_CONFLICT");
    assert.deepEqual(await calls.totals(), facts.totals);
  }
});

// Two steps at once, as a careless caller would start them: one is carried out, the other is refused.
test("a step that is started twice at once happens once", async () => {
  const cut = cutOf(2);
  const calls = callsOf(startSimulator(seedOf(cut.manifest)), cut);
  await calls.preWriteBackup();
  const codes = await Promise.all([refusalOf(calls.cutLegA), refusalOf(calls.cutLegA)]);
  assert.deepEqual(codes.toSorted(), ["STEP_REFUSED", undefined]);
  assert.equal((await calls.totals())["public.information_unit"], 2);
});

// A source that is shorter than the manifest says, or empty: its texts have other digests, and nothing is created.
test("a source that ends too early is cut nowhere", async () => {
  const cut = cutOf(3);
  for (const source of [new Uint8Array(), cut.source.slice(0, -1)]) {
    const calls = callsOf(startSimulator(seedOf(cut.manifest)), { source, manifest: cut.manifest });
    await calls.preWriteBackup();
    assert.equal(await refusalOf(calls.cutLegA), "UNIT_CONFLICT");
    assert.equal((await calls.totals())["public.information_unit"], 0);
  }
});

// Every byte of a facts file flipped in turn: it is other facts with another digest, or none, never the same.
test("no byte of facts.json can be changed without being seen", () => {
  const facts = factsOf([{ address: "CHARTER/A1", sha256: SHA, lifecycle: "enacted" }]);
  const bytes = factsBytes(facts);
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = bytes.slice();
    changed[index] = (changed[index] ?? 0) ^ 1;
    const parsed = parseFacts(changed);
    if (parsed !== undefined) assert.notEqual(factsSha256(parsed), factsSha256(facts));
  }
});
