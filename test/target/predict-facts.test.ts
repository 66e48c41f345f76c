import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareBytewise } from "../../src/model/bytewise.ts";
import { factsBytes, parseFacts } from "../../src/model/facts-file.ts";
import type { UnitFact } from "../../src/model/generated/facts.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { predictFacts } from "../../src/target/predict-facts.ts";
import { STEP_ORDER } from "../../src/target/simulated-steps.ts";
import { startSimulator } from "../../src/target/simulator.ts";
import { callsOf, cutOf, factsOf, PREFIX, refusalOf, seedOf, unitOf } from "./sample.ts";

const { manifest } = cutOf(3);
const SHA = "b2".repeat(32);
const stranger = (name: string): UnitFact => ({
  address: `${PREFIX}/${name}`,
  sha256: SHA,
  lifecycle: "draft",
});

test("nothing done, or only a backup, leaves the facts as they are", () => {
  const facts = factsOf([unitOf(manifest, 1, "draft")]);
  for (const done of [[], ["pre_write_backup"]] as const)
    assert.deepEqual(predictFacts({ facts, manifest, done }), facts);
});

test("units appear with the cut and move with the enactment, among those that are nobody's business", () => {
  const facts = factsOf([stranger("A0000001X"), unitOf(manifest, 1, "draft"), stranger("Z")]);
  const lives = (steps: number): readonly string[] =>
    predictFacts({ facts, manifest, done: STEP_ORDER.slice(0, steps) }).units.map(
      ({ address, lifecycle }) => `${address.slice(PREFIX.length + 1)} ${lifecycle}`,
    );
  const drafts = ["A0000001 draft", "A0000001X draft", "A0000002 draft", "A0000003 draft", "Z draft"];
  for (const steps of [2, 3, 4]) assert.deepEqual(lives(steps), drafts);
  assert.deepEqual(lives(5), [
    "A0000001 enacted",
    "A0000001X draft",
    "A0000002 enacted",
    "A0000003 enacted",
    "Z draft",
  ]);
});

test("after every step the facts are facts, sorted, with the totals that the simulator promises", async () => {
  const cut = cutOf(6);
  const stage = fc.constantFrom("none", "draft", "enacted");
  const others = fc.uniqueArray(fc.stringMatching(/^[A-Z0-9]{1,9}$/), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(stage, { maxLength: 6 }), others, async (stages, names) => {
      const own = stages.flatMap((life, index) =>
        life === "none" ? [] : [unitOf(cut.manifest, index, life as "draft")],
      );
      const addresses = new Set(Array.from(cut.manifest.rows, ({ address }) => address));
      const facts = factsOf([
        ...own,
        ...names.map(stranger).filter(({ address }) => !addresses.has(address)),
      ]);
      const calls = callsOf(startSimulator(seedOf(cut.manifest, { facts })), cut);
      const takes = {
        pre_write_backup: calls.preWriteBackup,
        cut_leg_a: calls.cutLegA,
        leg_b_record: calls.legBRecord,
        verify: calls.writeVerify,
        lifecycle_enact: calls.lifecycleEnact,
      } as const satisfies Record<MutatingPhase, () => unknown>;
      const done: MutatingPhase[] = [];
      for (const step of STEP_ORDER) {
        await takes[step]();
        done.push(step);
        const foreseen = predictFacts({ facts, manifest: cut.manifest, done });
        assert.deepEqual(foreseen.totals, await calls.totals());
        assert.deepEqual(parseFacts(factsBytes(foreseen)), foreseen);
        const sorted = foreseen.units.toSorted((one, other) => compareBytewise(one.address, other.address));
        assert.deepEqual(foreseen.units, sorted);
      }
    }),
    { seed: 20261121, numRuns: 60 },
  );
});

test("steps that no run can have taken are refused", async () => {
  const facts = factsOf([]);
  const never: readonly (readonly MutatingPhase[])[] = [
    ["cut_leg_a"],
    ["pre_write_backup", "verify"],
    ["pre_write_backup", "cut_leg_a", "cut_leg_a"],
  ];
  for (const done of never)
    assert.equal(await refusalOf(() => predictFacts({ facts, manifest, done })), "STEP_REFUSED");
  const conflict = factsOf([unitOf(manifest, 0, "retired")]);
  assert.equal(
    await refusalOf(() => predictFacts({ facts: conflict, manifest, done: STEP_ORDER })),
    "UNIT_CONFLICT",
  );
});
