// The adapter in a sandbox: it answers what the simulator promises, goes on where another one has ended, and reaches that
// sandbox only, whoever is put in front of it.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { Actuator, ActuatorContext } from "../../../src/model/effect.ts";
import type { ManifestRow } from "../../../src/model/generated/manifest-row.ts";
import { buildLiveAdapter, requireLiveAdapter } from "../../../src/target/actuator.ts";
import { LiveExecutionAdapter } from "../../../src/target/live/live-adapter.ts";
import { PostgresLiveAdapter } from "../../../src/target/live/postgres-live-adapter.ts";
import type { ConnectionProvider, LiveWiring } from "../../../src/target/live/live-wiring.ts";
import { predictFacts } from "../../../src/target/predict-facts.ts";
import { Sandbox, type Reached } from "../../../src/target/sandbox/sandbox.ts";
import { startSimulator } from "../../../src/target/simulator.ts";
import { SelfSufficient } from "../live-sample.ts";
import { contextOf, cutOf, PREFIX, refusalOf, requestsOf, RUN, targetOf, unitOf } from "../sample.ts";

const cut = cutOf(4);
const requests = requestsOf(cut.manifest);
const reached: Reached[] = [];
let onBoundary: (at: Reached) => Promise<void> = () => Promise.resolve();
const sandbox = await Sandbox.start({
  seed: [unitOf(cut.manifest, 1, "draft"), unitOf(cut.manifest, 2, "enacted")],
  onBoundary: async (at) => {
    reached.push(at);
    await onBoundary(at);
  },
});
after(() => sandbox.stop());

const facts = await sandbox.readFacts(targetOf([], { driver: "embedded" }), {
  prefix: PREFIX,
  reader: "test",
});
const context = (...done: ActuatorContext["done"]): ActuatorContext =>
  contextOf(cut, { mode: "LIVE", facts, done: ["pre_write_backup", ...done] });

type Step = "cutLegA" | "legBRecord" | "writeVerify" | "lifecycleEnact";
const STEPS: readonly (readonly [Step, ActuatorContext])[] = [
  ["cutLegA", context()],
  ["legBRecord", context("cut_leg_a")],
  ["writeVerify", context("cut_leg_a", "leg_b_record")],
  ["lifecycleEnact", context("cut_leg_a", "leg_b_record", "verify")],
];

const CALLS: Readonly<Record<Step, (actuator: Actuator, at: ActuatorContext) => Promise<unknown>>> = {
  cutLegA: (actuator, at) => actuator.cutLegA(at, requests.cut),
  legBRecord: (actuator, at) => actuator.legBRecord(at, requests.changeSet),
  writeVerify: (actuator, at) => actuator.writeVerify(at, requests.changeSet),
  lifecycleEnact: (actuator, at) => actuator.lifecycleEnact(at, requests.enact),
};

/** Whether everything in it is frozen. */
function isFrozen(value: unknown): boolean {
  return (
    typeof value !== "object" ||
    value === null ||
    (Object.isFrozen(value) && Object.values(value).every(isFrozen))
  );
}

test("what cannot be is refused before anything is opened", async () => {
  const adapter = buildLiveAdapter(sandbox);
  const [first, ...others] = cut.manifest.rows;
  assert.ok(first !== undefined);
  for (const [title, code] of [
    ["lone \ud800", "STEP_REFUSED"],
    ["NUL \u0000", "DATABASE_REFUSED"],
  ] as const) {
    const rows: readonly ManifestRow[] = [{ ...first, title }, ...others];
    const strange = { ...context(), manifest: { ...cut.manifest, rows } };
    const request = { ...requests.cut, cutplanRows: rows };
    assert.equal(await refusalOf(() => adapter.cutLegA(strange, request)), code);
  }
  for (const [step, at] of STEPS) {
    assert.equal(
      await refusalOf(() => CALLS[step](adapter, { ...at, mode: "DRYRUN" })),
      "LIVE_ADAPTER_REFUSED",
      step,
    );
    assert.equal(await refusalOf(() => CALLS[step](adapter, { ...at, done: [] })), "STEP_REFUSED", step);
  }
  assert.deepEqual(reached, []);
});

test("two adapters on one run: the second is refused, and the first ends as if it had been alone", async () => {
  let second: Promise<string | undefined> | undefined;
  onBoundary = async ({ boundary }) => {
    if (boundary !== "mid_batch" || second !== undefined) return;
    second = refusalOf(() => buildLiveAdapter(sandbox).cutLegA(context(), requests.cut));
    assert.equal(await second, "RUN_LOCKED");
    throw new Error("and here it ends");
  };
  await assert.rejects(buildLiveAdapter(sandbox).cutLegA(context(), requests.cut), /and here it ends/);
  onBoundary = () => Promise.resolve();
});

test("every step answers what the simulator promises, frozen, without a retry; a second adapter answers the same, and writes nothing", async () => {
  for (const [step, at] of STEPS) {
    const adapter = buildLiveAdapter(sandbox);
    const promised = await CALLS[step](
      startSimulator({ facts, manifest: cut.manifest, run: RUN, recorded: at.done }),
      { ...at, mode: "DRYRUN" },
    );
    if (step === "writeVerify") assert.equal(await adapter.verifyResultCountFor(at, requests.changeSet), 0);
    const answer = await CALLS[step](adapter, at);
    assert.deepEqual(answer, promised, step);
    assert.ok(isFrozen(answer), step);
    assert.deepEqual(adapter.retries(), []);
    const rows = await sandbox.readRows();
    reached.length = 0;
    const successor = buildLiveAdapter(sandbox);
    if (step === "writeVerify") assert.equal(await successor.verifyResultCountFor(at, requests.changeSet), 0);
    assert.deepEqual(await CALLS[step](successor, at), promised, step);
    assert.deepEqual(reached, [], "nothing was begun");
    assert.deepEqual(await sandbox.readRows(), rows, step);
  }
  const done = context("cut_leg_a", "leg_b_record", "verify");
  assert.equal(await buildLiveAdapter(sandbox).verifyResultCountFor(done, requests.changeSet), 1);
});

test("totals are what the steps on record would leave, whatever the target holds", async () => {
  const adapter = buildLiveAdapter(sandbox);
  for (const [, at] of STEPS)
    assert.deepEqual(
      await adapter.totals(at),
      predictFacts({ facts, manifest: cut.manifest, done: at.done }).totals,
    );
});

test("a step that is on record by another name is not done again: the tables are not as they would be", async () => {
  const other = { ...context(), run: "charter-ba9876543210" };
  assert.equal(
    await refusalOf(() =>
      buildLiveAdapter(sandbox).cutLegA(other, { ...requests.cut, changeSetId: "cs-other" }),
    ),
    "FACTS_MOVED",
  );
});

/** What somebody puts in front of the adapter to have it write elsewhere with the sandbox's switch. */
function intruders(provider: ConnectionProvider): Readonly<Record<string, () => Actuator>> {
  class Diverted extends PostgresLiveAdapter {
    protected override connect = provider;
  }
  class Undone extends PostgresLiveAdapter {
    override cutLegA(...given: Parameters<Actuator["cutLegA"]>): ReturnType<Actuator["cutLegA"]> {
      return super.performCut(...given);
    }
  }
  const set = (name: string): Actuator => {
    const adapter = buildLiveAdapter(sandbox);
    assert.equal(Reflect.set(adapter, name, provider), false, name);
    assert.equal(Reflect.defineProperty(adapter, name, { value: provider }), false, name);
    for (const prototype of [PostgresLiveAdapter.prototype, LiveExecutionAdapter.prototype])
      assert.equal(Reflect.defineProperty(prototype, name, { value: provider }), false, name);
    assert.equal(Reflect.setPrototypeOf(adapter, { [name]: provider }), false, name);
    return buildLiveAdapter({ connectionProvider: provider });
  };
  return {
    "a subclass with another connection": () => new Diverted(sandbox),
    "a subclass without the lock": () => new Undone(sandbox),
    "the class called for another one": () =>
      Reflect.construct(PostgresLiveAdapter, [sandbox], class extends Diverted {}),
    "another connection set on it": () => set("connect"),
    "another step set on it": () => set("performCut"),
    "another lock set on it": () => set("askSwitchAgain"),
    "grounds of its own beside the sandbox": () =>
      buildLiveAdapter(Object.assign(Object.create(sandbox) as LiveWiring, { connectionProvider: provider })),
    "a proxy of the sandbox": () =>
      buildLiveAdapter(
        new Proxy(sandbox, {
          get: (_, name) => (name === "connectionProvider" ? provider : () => true),
        }),
      ),
  };
}

let asked = 0;
const elsewhere: ConnectionProvider = () => {
  asked += 1;
  return Promise.reject(new Error("reached"));
};
for (const [what, build] of Object.entries(intruders(elsewhere))) {
  test(`${what}: locked, and nothing is asked of it`, async () => {
    const adapter = build();
    assert.equal(await refusalOf(() => adapter.cutLegA(context(), requests.cut)), "LIVE_DISABLED");
    assert.equal(await refusalOf(() => adapter.preWriteBackup(context())), "LIVE_DISABLED");
    assert.equal(asked, 0);
  });
}

test("another adapter with a sandbox is not taken for this one", async () => {
  assert.ok(LiveExecutionAdapter.isLive(new SelfSufficient()));
  assert.equal(
    await refusalOf(() => requireLiveAdapter(new SelfSufficient(sandbox))),
    "LIVE_ADAPTER_REFUSED",
  );
});
