// Hostile hands on the locks of LIVE: each lock must hold alone, and half an answer is a no.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { MutatingPhase } from "../../src/model/phase.ts";
import type { KillSwitch } from "../../src/model/kill-switch.ts";
import { shippedKillSwitch } from "../../src/model/kill-switch.ts";
import { buildLiveAdapter, chooseActuator } from "../../src/target/actuator.ts";
import { PostgresLiveAdapter } from "../../src/target/live/postgres-live-adapter.ts";
import { simulator, watchAdapter } from "../target/live-sample.ts";
import { callsOf, CHANGE_SET, contextOf, cutOf, refusalOf, RUN } from "../target/sample.ts";

const throwing = (): never => {
  throw new Error("the switch is broken");
};

// A switch that answers with something that is merely not false, as a careless JSON or environment reader would.
const HALF_ANSWERS: Readonly<Record<string, unknown>> = {
  "the text true": "true",
  "the number 1": 1,
  "an object": {},
  "a promise of true": Promise.resolve(true),
  "a boxed true": Object(true) as unknown,
  nothing: undefined,
  null: null,
};
for (const [what, answer] of Object.entries(HALF_ANSWERS)) {
  test(`a switch that answers with ${what} is off for the runner, and no adapter takes it`, async () => {
    const killSwitch = (() => answer) as KillSwitch;
    const { adapter, asked } = watchAdapter({ killSwitch });
    assert.equal(
      await refusalOf(() =>
        chooseActuator({ mode: "LIVE", killSwitch, live: adapter, simulator: simulator() }),
      ),
      "LIVE_DISABLED",
    );
    for (const call of Object.values(callsOf(adapter, cutOf(1), { mode: "LIVE" })))
      assert.equal(await refusalOf(call), "LIVE_DISABLED");
    assert.deepEqual(asked, []);
  });
}

// An exception in a guard is a no with its own reason, not a way past the guard.
test("a switch that throws is off, and the exception is kept as the cause", async () => {
  const { adapter, asked } = watchAdapter({ killSwitch: throwing });
  const attempt = (): unknown =>
    chooseActuator({ mode: "LIVE", killSwitch: throwing, live: adapter, simulator: simulator() });
  assert.equal(await refusalOf(attempt), "LIVE_DISABLED");
  assert.throws(attempt, (error: Error) => (error.cause as Error).message === "the switch is broken");
  assert.deepEqual(asked, []);
});

// The runner's and the phase's locks are gone: the adapter's own holds.
test("the adapter's lock holds alone, every lock before it answering yes", async () => {
  const { adapter, asked } = watchAdapter();
  const chosen = chooseActuator({
    mode: "LIVE",
    killSwitch: () => true,
    live: adapter,
    simulator: simulator(),
  });
  for (const [name, call] of Object.entries(callsOf(chosen, cutOf(1), { mode: "LIVE" })))
    assert.equal(await refusalOf(call), "LIVE_DISABLED", name);
  assert.deepEqual(asked, []);
});

// TypeScript's `protected` is gone at run time: calling what lies behind a method gets no further than the method.
test("the steps behind the public methods reach no connection either", async () => {
  const { adapter, asked } = watchAdapter();
  const bare = adapter as unknown as Readonly<
    Record<string, (...args: readonly unknown[]) => Promise<unknown>>
  >;
  const steps = [
    "performBackup",
    "performCut",
    "performRecord",
    "performVerifyCount",
    "performVerify",
    "performEnact",
    "connect",
    "runBackup",
  ];
  const cut = cutOf(1);
  const request = {
    changeSetId: CHANGE_SET,
    cutplanRows: cut.manifest.rows,
    addresses: cut.manifest.rows.map(({ address }) => address),
    reviewDecisionId: `rd-${RUN}`,
  };
  const done: Readonly<Record<string, readonly MutatingPhase[]>> = {
    performCut: ["pre_write_backup"],
    performRecord: ["pre_write_backup", "cut_leg_a"],
    performVerify: ["pre_write_backup", "cut_leg_a", "leg_b_record"],
    performEnact: ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify"],
  };
  for (const step of steps) {
    const context = contextOf(cut, { mode: "LIVE", done: done[step] ?? [] });
    assert.equal(await refusalOf(() => bare[step]?.call(adapter, context, request)), "LIVE_DISABLED", step);
  }
  assert.deepEqual(asked, []);
});

// The adapter's methods borrowed for another object: no brand, no work.
test("a locked method does not work on a stranger", async () => {
  const stranger = simulator();
  const borrowed: unknown = Reflect.get(PostgresLiveAdapter.prototype, "cutLegA");
  assert.ok(typeof borrowed === "function");
  await assert.rejects(Reflect.apply(borrowed, stranger, [{}, {}]) as Promise<unknown>, TypeError);
});

// Whatever the environment says: the shipped switch reads no variable, flag or file.
test("nothing in the environment or on the command line turns the switch on", async () => {
  const names = [
    "LIVE",
    "CUTPLAN_LIVE",
    "LIVE_EXECUTION_ENABLED",
    "CUTPLAN_LIVE_EXECUTION_ENABLED",
    "KILL_SWITCH",
    "CUTPLAN_KILL_SWITCH",
    "NODE_ENV",
  ];
  const before = { ...process.env };
  try {
    for (const name of names) process.env[name] = "true";
    process.argv.push("--live", "--enable-live", "--force");
    assert.equal(shippedKillSwitch(), false);
    assert.equal(
      await refusalOf(() =>
        chooseActuator({
          mode: "LIVE",
          killSwitch: shippedKillSwitch,
          live: buildLiveAdapter(),
          simulator: simulator(),
        }),
      ),
      "LIVE_DISABLED",
    );
  } finally {
    process.argv.splice(-3);
    for (const name of names)
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
  }
});

// A polluted prototype: an option that nobody set must not come from Object.prototype.
test("a kill-switch that is planted on Object.prototype opens nothing of a dry wiring", async () => {
  const planted = Object.prototype as unknown as { killSwitch?: KillSwitch };
  planted.killSwitch = () => true;
  try {
    assert.equal(
      await refusalOf(callsOf(buildLiveAdapter(), cutOf(1), { mode: "LIVE" }).cutLegA),
      "LIVE_DISABLED",
    );
    assert.equal(
      await refusalOf(callsOf(new PostgresLiveAdapter(), cutOf(1), { mode: "LIVE" }).cutLegA),
      "LIVE_DISABLED",
    );
  } finally {
    delete planted.killSwitch;
  }
});
