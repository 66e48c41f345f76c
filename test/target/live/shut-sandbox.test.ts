// The switch of a sandbox turned off while the adapter is at work, with everything done but COMMIT: nothing is written, and
// nothing more is asked of any connection.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { buildLiveAdapter } from "../../../src/target/actuator.ts";
import type { Boundary } from "../../../src/target/live/live-wiring.ts";
import { groundsOf, Sandbox } from "../../../src/target/sandbox/sandbox.ts";
import { callsOf, contextOf, cutOf, PREFIX, refusalOf, requestsOf, targetOf } from "../sample.ts";

const cut = cutOf(3);
const reached: Boundary[] = [];
const sandbox = await Sandbox.start({
  seed: [],
  onBoundary: ({ boundary }) => {
    reached.push(boundary);
    if (boundary === "before_commit") sandbox.shut();
  },
});
after(() => sandbox.stop());

test("the switch goes off between the last statement and COMMIT: nothing is written, and no lock opens any more", async () => {
  const facts = await sandbox.readFacts(targetOf([], { driver: "embedded" }), {
    prefix: PREFIX,
    reader: "test",
  });
  const context = contextOf(cut, { mode: "LIVE", facts, done: ["pre_write_backup"] });
  const before = await sandbox.readRows();
  const adapter = buildLiveAdapter(sandbox);
  assert.equal(
    await refusalOf(() => adapter.cutLegA(context, requestsOf(cut.manifest).cut)),
    "LIVE_DISABLED",
  );
  assert.deepEqual(reached, ["before_begin", "after_lock", "mid_batch", "before_commit"]);
  assert.deepEqual(await sandbox.readRows(), before);
  assert.deepEqual(adapter.retries(), []);

  assert.equal(sandbox.killSwitch(), false);
  assert.equal(groundsOf(sandbox)?.killSwitch(), false);
  for (const call of Object.values(callsOf(buildLiveAdapter(sandbox), cut, { ...context })))
    assert.equal(await refusalOf(call), "LIVE_DISABLED");
  assert.deepEqual(reached.length, 4, "nothing was begun");
});
