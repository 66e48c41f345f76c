// What every actuator that carries out steps must do, whatever is behind it. The simulator is held to it here; an adapter
// over a database joins by handing in how to start one.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actuator } from "../../src/model/effect.ts";
import type { Totals } from "../../src/model/generated/facts.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";
import { callsOf, CHANGE_SET, contextOf, cutOf, refusalOf, requestsOf, RUN, unitOf } from "./sample.ts";

/** Starts an actuator over a target that holds these units, for a run of this manifest. */
export type StartActuator = (existing: readonly SeedUnit[], manifest: Manifest) => Promise<Actuator>;

const STEPS = ["preWriteBackup", "cutLegA", "legBRecord", "writeVerify", "lifecycleEnact"] as const;

function difference(before: Totals, after: Totals): readonly number[] {
  return Object.values<number>({ ...totalsOf((table) => after[table] - before[table]) });
}

export function holdToContract(name: string, start: StartActuator): void {
  const cut = cutOf(3);
  const { source, manifest } = cut;

  test(`${name}: a run of new units adds exactly the rows that were promised, step by step`, async () => {
    const calls = callsOf(await start([], manifest), cut);
    const added: (readonly number[])[] = [];
    for (const step of STEPS) {
      const before = await calls.totals();
      await calls[step]();
      added.push(difference(before, await calls.totals()));
    }
    // In the order of the nine tables: unit, version, log; change set, affected, envelope, review, verify, pair.
    assert.deepEqual(added, [
      [0, 0, 0, 0, 0, 0, 0, 0, 0],
      [3, 3, 3, 1, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 3, 1, 0, 0, 1],
      [0, 0, 0, 0, 0, 0, 0, 1, 0],
      [0, 0, 3, 0, 0, 0, 1, 0, 0],
    ]);
  });

  test(`${name}: every step answers with what it did, in the order of the manifest`, async () => {
    const calls = callsOf(await start([], manifest), cut);
    const backup = await calls.preWriteBackup();
    assert.deepEqual(backup.totals, await calls.totals());
    assert.match(backup.sha256, /^[0-9a-f]{64}$/);
    const { rows } = manifest;
    assert.deepEqual(
      await calls.cutLegA(),
      rows.map(({ ord, address }) => ({ ord, address, status: "created" })),
    );
    assert.deepEqual(await calls.legBRecord(), {
      changeSetId: CHANGE_SET,
      affectedRows: 3,
      manifestEnvelopes: 1,
      dotPairSignatures: 1,
    });
    assert.equal(await calls.verifyResultCountFor(), 0);
    assert.deepEqual(await calls.writeVerify(), {
      changeSetId: CHANGE_SET,
      checked: 3,
      matched: 3,
      mismatched: 0,
    });
    assert.equal(await calls.verifyResultCountFor(), 1);
    assert.deepEqual(await calls.lifecycleEnact(), {
      changeSetId: CHANGE_SET,
      reviewDecisionId: `rd-${RUN}`,
      results: rows.map(({ address }) => ({ address, status: "enacted" })),
    });
  });

  test(`${name}: a unit that is there with the same text is unchanged, and a draft of it is enacted`, async () => {
    const calls = callsOf(
      await start([unitOf(manifest, 0, "enacted"), unitOf(manifest, 1, "draft")], manifest),
      cut,
    );
    await calls.preWriteBackup();
    const before = await calls.totals();
    const created = await calls.cutLegA();
    assert.deepEqual(
      created.map(({ status }) => status),
      ["unchanged", "unchanged", "created"],
    );
    assert.equal((await calls.legBRecord()).affectedRows, 1);
    assert.equal((await calls.writeVerify()).matched, 3);
    const { results } = await calls.lifecycleEnact();
    assert.deepEqual(
      results.map(({ status }) => status),
      ["unchanged", "enacted", "enacted"],
    );
    assert.deepEqual(difference(before, await calls.totals()), [1, 1, 3, 1, 1, 1, 1, 1, 1]);
  });

  const conflicts: Readonly<Record<string, SeedUnit>> = {
    "with another text": { ...unitOf(manifest, 2, "enacted"), sha256: "0".repeat(64) },
    "and is retired": unitOf(manifest, 2, "retired"),
  };
  for (const [what, unit] of Object.entries(conflicts)) {
    test(`${name}: where the last unit exists ${what}, none is created`, async () => {
      const calls = callsOf(await start([unit], manifest), cut);
      await calls.preWriteBackup();
      const before = await calls.totals();
      assert.equal(await refusalOf(calls.cutLegA), "UNIT_CONFLICT");
      assert.deepEqual(await calls.totals(), before);
      assert.notEqual(await refusalOf(calls.legBRecord), undefined, "the next step is not to be had");
    });
  }

  test(`${name}: a step out of its turn is refused and changes nothing`, async () => {
    for (let done = 0; done <= STEPS.length; done += 1) {
      const calls = callsOf(await start([], manifest), cut);
      for (const step of STEPS.slice(0, done)) await calls[step]();
      const before = await calls.totals();
      for (const step of STEPS.filter((_, index) => index !== done))
        assert.equal(await refusalOf(calls[step]), "STEP_REFUSED", `${step} after ${done} steps`);
      assert.deepEqual(await calls.totals(), before);
      const due = STEPS[done];
      if (due !== undefined)
        assert.equal(await refusalOf(calls[due]), undefined, `${due} is still to be had`);
    }
  });

  test(`${name}: a source that is not what was cut creates nothing`, async () => {
    const changed = source.slice();
    changed[0] = 0x61;
    const calls = callsOf(await start([], manifest), { source: changed, manifest });
    await calls.preWriteBackup();
    const before = await calls.totals();
    assert.equal(await refusalOf(calls.cutLegA), "UNIT_CONFLICT");
    assert.deepEqual(await calls.totals(), before);
  });

  test(`${name}: another run, another change set and other rows are refused`, async () => {
    const actuator = await start([], manifest);
    const context = contextOf(cut);
    const { cut: rows, changeSet, enact } = requestsOf(manifest);
    assert.equal(
      await refusalOf(() => actuator.preWriteBackup({ ...context, run: "charter-ba9876543210" })),
      "STEP_REFUSED",
    );
    await actuator.preWriteBackup(context);
    for (const cutplanRows of [
      [],
      rows.cutplanRows.slice(1),
      rows.cutplanRows.toReversed(),
      [...rows.cutplanRows, ...rows.cutplanRows],
    ])
      assert.equal(
        await refusalOf(() => actuator.cutLegA(context, { ...rows, cutplanRows })),
        "STEP_REFUSED",
      );
    await actuator.cutLegA(context, { ...rows, cutplanRows: structuredClone(rows.cutplanRows) });
    assert.equal(
      await refusalOf(() => actuator.legBRecord(context, { changeSetId: "cs-other" })),
      "STEP_REFUSED",
    );
    await actuator.legBRecord(context, changeSet);
    assert.equal(await actuator.verifyResultCountFor(context, { changeSetId: "cs-other" }), 0);
    await actuator.writeVerify(context, changeSet);
    assert.equal(
      await refusalOf(() =>
        actuator.lifecycleEnact(context, { ...enact, addresses: enact.addresses.slice(1) }),
      ),
      "STEP_REFUSED",
    );
    assert.equal((await actuator.lifecycleEnact(context, enact)).results.length, 3);
  });

  test(`${name}: what it answers cannot be changed`, async () => {
    const calls = callsOf(await start([], manifest), cut);
    const answers: unknown[] = [];
    for (const step of STEPS) answers.push(await calls[step]());
    answers.push(await calls.totals());
    for (const answer of answers) assertFrozen(answer);
  });
}

function assertFrozen(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  assert.ok(Object.isFrozen(value), JSON.stringify(value));
  for (const part of Object.values(value)) assertFrozen(part);
}
