import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { PackedRows } from "../../src/cutting/packed-rows.ts";
import { factsSha256 } from "../../src/model/facts-file.ts";
import type { PhaseName } from "../../src/model/phase.ts";
import type { SimulationSeed } from "../../src/model/ports.ts";
import { startSimulator } from "../../src/target/simulator.ts";
import { holdToContract } from "./actuator-contract.ts";
import { callsOf, cutOf, factsOf, refusalOf, seedOf, unitOf } from "./sample.ts";

holdToContract("simulator", (existing, manifest) =>
  Promise.resolve(startSimulator(seedOf(manifest, { facts: factsOf(existing) }))),
);

const STEPS = [
  ["pre_write_backup", "preWriteBackup"],
  ["cut_leg_a", "cutLegA"],
  ["leg_b_record", "legBRecord"],
  ["verify", "writeVerify"],
  ["lifecycle_enact", "lifecycleEnact"],
] as const;

test("a simulation that is rebuilt before any step ends as one that was never left", async () => {
  const cut = cutOf(12);
  const existing = fc.array(fc.constantFrom("none", "draft", "enacted"), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(existing, fc.integer({ min: 0, max: STEPS.length }), async (stages, left) => {
      const units = stages.flatMap((stage, index) =>
        stage === "none" ? [] : [unitOf(cut.manifest, index, stage as "draft")],
      );
      const facts = factsOf(units);
      const whole = callsOf(startSimulator(seedOf(cut.manifest, { facts })), cut);
      const recorded: PhaseName[] = [];
      for (const [phase, method] of STEPS.slice(0, left)) {
        await whole[method]();
        recorded.push(phase);
      }
      const rebuilt = callsOf(startSimulator(seedOf(cut.manifest, { facts, recorded })), cut);
      assert.deepEqual(await rebuilt.totals(), await whole.totals());
      assert.equal(await rebuilt.verifyResultCountFor(), await whole.verifyResultCountFor());
      for (const [, method] of STEPS.slice(left))
        assert.deepEqual(await rebuilt[method](), await whole[method]());
      assert.deepEqual(await rebuilt.totals(), await whole.totals());
    }),
    { seed: 1, numRuns: 60 },
  );
});

test("the backup of a dry run is the facts themselves", async () => {
  const cut = cutOf(2);
  const facts = factsOf([unitOf(cut.manifest, 0, "enacted")]);
  const backup = await callsOf(startSimulator(seedOf(cut.manifest, { facts })), cut).preWriteBackup();
  assert.deepEqual(backup, { kind: "simulated", totals: facts.totals, sha256: factsSha256(facts) });
});

test("the facts that it was seeded from stay as they are", async () => {
  const cut = cutOf(2);
  const facts = factsOf([unitOf(cut.manifest, 0, "draft")]);
  const before = structuredClone(facts);
  const calls = callsOf(startSimulator(seedOf(cut.manifest, { facts })), cut);
  for (const [, method] of STEPS) await calls[method]();
  assert.deepEqual(facts, before);
});

test("a record that no run could have is refused when the simulation is rebuilt", async () => {
  const { manifest } = cutOf(1);
  const records: readonly (readonly PhaseName[])[] = [
    ["cut_leg_a"],
    ["pre_write_backup", "pre_write_backup"],
    ["pre_write_backup", "leg_b_record"],
    ["pre_write_backup", "cut_leg_a", "verify"],
    ["preflight"],
  ];
  for (const recorded of records)
    assert.equal(
      await refusalOf(() => startSimulator(seedOf(manifest, { recorded }))),
      "STEP_REFUSED",
      recorded.join(),
    );
});

test("a cut that is on record and conflicts with the facts is refused when the simulation is rebuilt", async () => {
  const { manifest } = cutOf(1);
  const facts = factsOf([unitOf(manifest, 0, "retired")]);
  const recorded = ["pre_write_backup", "cut_leg_a"] as const;
  assert.equal(await refusalOf(() => startSimulator(seedOf(manifest, { facts, recorded }))), "UNIT_CONFLICT");
});

test("a manifest that has an address twice is cut nowhere", async () => {
  const { source, manifest } = cutOf(2);
  const rows = [manifest.rows[0]!, { ...manifest.rows[0]!, ord: 2 }];
  const calls = callsOf(startSimulator(seedOf({ ...manifest, rows })), {
    source,
    manifest: { ...manifest, rows },
  });
  await calls.preWriteBackup();
  assert.equal(await refusalOf(calls.cutLegA), "UNIT_CONFLICT");
});

test("LIVE finds nobody at home: every method refuses, and nothing has changed", async () => {
  const cut = cutOf(2);
  const simulator = startSimulator(seedOf(cut.manifest));
  const live = callsOf(simulator, cut, { mode: "LIVE" });
  for (const [name, call] of Object.entries(live))
    assert.equal(await refusalOf(call), "LIVE_ADAPTER_REFUSED", name);
  assert.equal(await refusalOf(callsOf(simulator, cut).preWriteBackup), undefined);
});

test("fifty thousand units are nothing special", async () => {
  const cut = cutOf(50_000);
  const calls = callsOf(startSimulator(seedOf(cut.manifest)), cut);
  for (const [, method] of STEPS) await calls[method]();
  assert.equal((await calls.totals())["public.iu_lifecycle_log"], 100_000);
});

test("rows that are made when they are read are simulated as listed ones are", async () => {
  const { source, manifest } = cutOf(1_500);
  const rows = new PackedRows();
  for (const row of manifest.rows) rows.push(row);
  const facts = factsOf([unitOf(manifest, 3, "enacted"), unitOf(manifest, 1_400, "draft")]);
  const answersOf = async (seed: SimulationSeed): Promise<readonly unknown[]> => {
    const calls = callsOf(startSimulator(seed), { source, manifest });
    const answers: unknown[] = [];
    for (const [, method] of STEPS) answers.push(await calls[method](), await calls.totals());
    return answers;
  };
  const packed = await answersOf(seedOf({ ...manifest, rows }, { facts }));
  assert.deepEqual(packed, await answersOf(seedOf(manifest, { facts })));
});
