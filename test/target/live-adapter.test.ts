import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveExecutionAdapter } from "../../src/target/live/live-adapter.ts";
import { PostgresLiveAdapter } from "../../src/target/live/postgres-live-adapter.ts";
import { refuseBackup, refuseConnection } from "../../src/target/live/live-wiring.ts";
import { SelfSufficient, Unlocked, watchAdapter } from "./live-sample.ts";
import { callsOf, cutOf, factsOf, PREFIX, refusalOf, RUN } from "./sample.ts";

const METHODS = [
  "preWriteBackup",
  "cutLegA",
  "legBRecord",
  "verifyResultCountFor",
  "writeVerify",
  "lifecycleEnact",
  "totals",
] as const;

test("building an adapter asks for nothing", () => {
  const { asked } = watchAdapter({ killSwitch: () => assert.fail("the switch was asked") });
  assert.deepEqual(asked, []);
});

for (const method of METHODS) {
  test(`${method} is refused before anything is asked for, whatever switch is slipped in`, async () => {
    for (const more of [{}, { killSwitch: () => true }, { reach: () => Promise.resolve() }]) {
      const { adapter, asked } = watchAdapter(more);
      for (const mode of ["LIVE", "DRYRUN"] as const)
        assert.equal(await refusalOf(callsOf(adapter, cutOf(1), { mode })[method]), "LIVE_DISABLED");
      assert.deepEqual(asked, []);
    }
  });
}

test("the lock stands before every step, also where the step would need nothing from outside", async () => {
  const shut = new SelfSufficient();
  for (const [name, call] of Object.entries(callsOf(shut, cutOf(1), { mode: "LIVE" })))
    assert.equal(await refusalOf(call), "LIVE_DISABLED", name);
  assert.deepEqual(shut.done, []);
});

test("a refusal is a rejection, never thrown at the caller", async () => {
  for (const call of Object.values(callsOf(new PostgresLiveAdapter(), cutOf(1))))
    await assert.rejects(call());
});

test("the defaults refuse for every role and run", async () => {
  assert.equal(await refusalOf(() => refuseConnection("cutter_exec", "test")), "CONNECTION_REFUSED");
  assert.equal(await refusalOf(() => refuseConnection("cutter_verify", "test")), "CONNECTION_REFUSED");
  assert.equal(
    await refusalOf(() => refuseBackup({ run: RUN, prefix: PREFIX, facts: factsOf([]) })),
    "BACKUP_REFUSED",
  );
});

test("only what was built as an adapter, with its locks in place, is one", () => {
  assert.ok(LiveExecutionAdapter.isLive(new PostgresLiveAdapter()));
  assert.ok(!LiveExecutionAdapter.isLive(new Unlocked()));
});
