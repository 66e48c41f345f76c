import assert from "node:assert/strict";
import { test } from "node:test";
import { LiveExecutionAdapter, UnbuiltLiveAdapter } from "../../src/target/live-adapter.ts";
import { refuseBackup, refuseConnection } from "../../src/target/live-wiring.ts";
import { SelfSufficient, Unlocked, watchAdapter } from "./live-sample.ts";
import { callsOf, cutOf, refusalOf, RUN } from "./sample.ts";

const on = (): boolean => true;
const METHODS = [
  "preWriteBackup",
  "cutLegA",
  "legBRecord",
  "verifyResultCountFor",
  "writeVerify",
  "lifecycleEnact",
  "totals",
] as const;

/** What each method asks of the outside before it refuses. */
const ASKS = {
  preWriteBackup: [`backup of ${RUN}`],
  cutLegA: ["cutter_exec", "closed"],
  legBRecord: ["cutter_exec", "closed"],
  verifyResultCountFor: ["cutter_verify", "closed"],
  writeVerify: ["cutter_verify", "closed"],
  lifecycleEnact: ["cutter_exec", "closed"],
  totals: ["cutter_verify", "closed"],
} as const;

test("building an adapter asks for nothing", () => {
  const { asked } = watchAdapter({ killSwitch: () => assert.fail("the switch was asked") });
  assert.deepEqual(asked, []);
});

for (const method of METHODS) {
  test(`${method} is refused before anything is asked for, on the shipped switch and on one that is off`, async () => {
    for (const wiring of [{}, { killSwitch: () => false }]) {
      const { adapter, asked } = watchAdapter(wiring);
      for (const mode of ["LIVE", "DRYRUN"] as const)
        assert.equal(await refusalOf(callsOf(adapter, cutOf(1), { mode })[method]), "LIVE_DISABLED");
      assert.deepEqual(asked, []);
    }
  });

  test(`${method} with the switch on asks for what it needs, gives it back, and is not built`, async () => {
    const { adapter, asked } = watchAdapter({ killSwitch: on });
    assert.equal(await refusalOf(callsOf(adapter, cutOf(1), { mode: "LIVE" })[method]), "LIVE_NOT_BUILT");
    assert.deepEqual(asked, ASKS[method]);
  });

  test(`${method} of an adapter that nobody has wired is refused by the defaults`, async () => {
    const adapter = new UnbuiltLiveAdapter({ killSwitch: on });
    const code = method === "preWriteBackup" ? "BACKUP_REFUSED" : "CONNECTION_REFUSED";
    assert.equal(await refusalOf(callsOf(adapter, cutOf(1), { mode: "LIVE" })[method]), code);
  });
}

test("the lock stands before every step, also where the step would need nothing from outside", async () => {
  const shut = new SelfSufficient();
  for (const [name, call] of Object.entries(callsOf(shut, cutOf(1), { mode: "LIVE" })))
    assert.equal(await refusalOf(call), "LIVE_DISABLED", name);
  assert.deepEqual(shut.done, []);
  const open = new SelfSufficient({ killSwitch: on });
  for (const call of Object.values(callsOf(open, cutOf(1), { mode: "LIVE" })))
    await assert.rejects(call(), /reached/);
  assert.deepEqual(open.done, METHODS);
});

test("the switch is asked at every call", async () => {
  let enabled = true;
  const { adapter } = watchAdapter({ killSwitch: () => enabled });
  const calls = callsOf(adapter, cutOf(1), { mode: "LIVE" });
  assert.equal(await refusalOf(calls.cutLegA), "LIVE_NOT_BUILT");
  enabled = false;
  assert.equal(await refusalOf(calls.cutLegA), "LIVE_DISABLED");
});

test("a switch that is turned off in the midst of a method keeps the connection shut", async () => {
  const answers = [true, false];
  const { adapter, asked } = watchAdapter({ killSwitch: () => answers.shift() ?? false });
  assert.equal(await refusalOf(callsOf(adapter, cutOf(1), { mode: "LIVE" }).cutLegA), "LIVE_DISABLED");
  assert.deepEqual(asked, []);
});

test("a refusal is a rejection, never thrown at the caller", async () => {
  for (const call of Object.values(callsOf(new UnbuiltLiveAdapter(), cutOf(1)))) await assert.rejects(call());
});

test("what the outside rejects with comes through as it is", async () => {
  const fault = new Error("the network is gone");
  const adapter = new UnbuiltLiveAdapter({ killSwitch: on, connectionProvider: () => Promise.reject(fault) });
  await assert.rejects(callsOf(adapter, cutOf(1)).cutLegA(), fault);
});

test("the defaults refuse for every role and run", async () => {
  assert.equal(await refusalOf(() => refuseConnection("cutter_exec")), "CONNECTION_REFUSED");
  assert.equal(await refusalOf(() => refuseConnection("cutter_verify")), "CONNECTION_REFUSED");
  assert.equal(await refusalOf(() => refuseBackup({ run: RUN })), "BACKUP_REFUSED");
});

test("only what was built as an adapter, with its locks in place, is one", () => {
  assert.ok(LiveExecutionAdapter.isLive(new UnbuiltLiveAdapter()));
  assert.ok(!LiveExecutionAdapter.isLive(new Unlocked()));
});
