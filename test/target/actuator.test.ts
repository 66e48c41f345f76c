import assert from "node:assert/strict";
import { test } from "node:test";
import { shippedKillSwitch } from "../../src/model/kill-switch.ts";
import type { Mode } from "../../src/model/phase.ts";
import {
  buildLiveAdapter,
  chooseActuator,
  openActuatorSource,
  requireLiveAdapter,
} from "../../src/target/actuator.ts";
import { PostgresLiveAdapter } from "../../src/target/live/postgres-live-adapter.ts";
import { impostors, simulator, watchAdapter } from "./live-sample.ts";
import { callsOf, cutOf, refusalOf, seedOf } from "./sample.ts";

const on = (): boolean => true;
const off = (): boolean => false;
const neverAsked = (): boolean => assert.fail("the switch was asked");

test("DRYRUN is the simulator, whatever is wired, and the switch is not asked", () => {
  const own = simulator();
  for (const live of [undefined, null, "adapter", buildLiveAdapter(), simulator()])
    assert.equal(chooseActuator({ mode: "DRYRUN", killSwitch: neverAsked, live, simulator: own }), own);
});

test("LIVE with the switch off is refused before anything that is wired is looked at", async () => {
  const tripwire = new Proxy(
    {},
    {
      get: () => assert.fail("touched"),
      has: () => assert.fail("touched"),
      getPrototypeOf: () => assert.fail("touched"),
    },
  );
  for (const live of [undefined, null, tripwire, simulator(), buildLiveAdapter()])
    for (const killSwitch of [off, shippedKillSwitch])
      assert.equal(
        await refusalOf(() => chooseActuator({ mode: "LIVE", killSwitch, live, simulator: simulator() })),
        "LIVE_DISABLED",
      );
});

test("LIVE with the switch on and nothing wired is refused", async () => {
  assert.equal(
    await refusalOf(() =>
      chooseActuator({ mode: "LIVE", killSwitch: on, live: undefined, simulator: simulator() }),
    ),
    "LIVE_ADAPTER_MISSING",
  );
});

test("LIVE with the switch on is a real live adapter, itself, with no method called", () => {
  const { adapter, asked } = watchAdapter({ killSwitch: on });
  assert.equal(
    chooseActuator({ mode: "LIVE", killSwitch: on, live: adapter, simulator: simulator() }),
    adapter,
  );
  assert.deepEqual(asked, []);
});

for (const [what, live] of Object.entries(impostors())) {
  test(`LIVE refuses ${what}`, async () => {
    assert.equal(
      await refusalOf(() => chooseActuator({ mode: "LIVE", killSwitch: on, live, simulator: simulator() })),
      "LIVE_ADAPTER_REFUSED",
    );
    assert.equal(await refusalOf(() => requireLiveAdapter(live)), "LIVE_ADAPTER_REFUSED");
  });
}

test("an unknown mode is refused, and is no dry run", async () => {
  for (const mode of [
    "",
    "live",
    "Dryrun",
    "DRYRUN ",
    "DRY_RUN",
    "toString",
    undefined,
    null,
    0,
    ["DRYRUN"],
    {},
  ]) {
    const choice = { mode: mode as Mode, killSwitch: on, live: buildLiveAdapter(), simulator: simulator() };
    assert.equal(await refusalOf(() => chooseActuator(choice)), "MODE_UNKNOWN", JSON.stringify(mode));
    assert.equal(
      await refusalOf(() => openActuatorSource(choice).choose(choice.mode)),
      "MODE_UNKNOWN",
      JSON.stringify(mode),
    );
  }
});

test("the switch is asked anew at every choice", async () => {
  let enabled = true;
  const choice = {
    mode: "LIVE",
    killSwitch: () => enabled,
    live: buildLiveAdapter(),
    simulator: simulator(),
  } as const;
  assert.equal(await refusalOf(() => chooseActuator(choice)), undefined);
  enabled = false;
  assert.equal(await refusalOf(() => chooseActuator(choice)), "LIVE_DISABLED");
});

test("the source starts a simulator of its own for every seed of a dry run", async () => {
  const cut = cutOf(2);
  const start = openActuatorSource({ killSwitch: neverAsked, live: undefined }).choose("DRYRUN");
  const [one, other] = [
    start(seedOf(cut.manifest)),
    start(seedOf(cut.manifest, { recorded: ["pre_write_backup"] })),
  ];
  assert.notEqual(one, other);
  assert.equal(await refusalOf(callsOf(other, cut).cutLegA), undefined);
  assert.equal(await refusalOf(callsOf(one, cut).cutLegA), "STEP_REFUSED");
});

test("the source takes the lock when it is asked for LIVE, not when it is opened", async () => {
  const { adapter, asked } = watchAdapter({ killSwitch: on });
  const source = openActuatorSource({ killSwitch: off, live: adapter });
  assert.equal(await refusalOf(() => source.choose("LIVE")), "LIVE_DISABLED");
  const start = openActuatorSource({ killSwitch: on, live: adapter }).choose("LIVE");
  assert.equal(start(seedOf(cutOf(1).manifest)), adapter);
  assert.deepEqual(asked, []);
});

test("the first lock holds alone: adapter wide open, switch of the runner off", async () => {
  const { adapter, asked } = watchAdapter({ killSwitch: on });
  assert.equal(
    await refusalOf(() =>
      chooseActuator({ mode: "LIVE", killSwitch: off, live: adapter, simulator: simulator() }),
    ),
    "LIVE_DISABLED",
  );
  assert.deepEqual(asked, []);
});

test("the adapter of this build is a real one on the shipped switch", async () => {
  const adapter = buildLiveAdapter();
  assert.ok(adapter instanceof PostgresLiveAdapter);
  assert.equal(requireLiveAdapter(adapter), adapter);
  for (const [name, call] of Object.entries(callsOf(adapter, cutOf(1), { mode: "LIVE" })))
    assert.equal(await refusalOf(call), "LIVE_DISABLED", name);
});
