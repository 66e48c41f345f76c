// What is tried again and what is not: the whole phase, a bounded number of times, and only for what the database calls off
// for no fault of ours. Whatever it says beside its code goes no further.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ActuatorContext } from "../../../src/model/effect.ts";
import { carryPhase } from "../../../src/target/live/carry-phase.ts";
import type { DatabaseClient } from "../../../src/target/postgres/database-client.ts";
import {
  assertNothingDone,
  carryCut,
  changeSetOf,
  connectAs,
  contextFor,
  cutOf,
  limits,
  meansOn,
  plainTexts,
  refusedWith,
  startLiveGround,
  unitsIn,
} from "./live-ground.ts";

const ground = await startLiveGround();
after(() => ground.stop());

/** Raised with a row's text in each place that PostgreSQL has for words. */
function raising(sqlstate: string): string {
  return `DO $do$ BEGIN RAISE EXCEPTION 'CANARY-MESSAGE' USING ERRCODE = '${sqlstate}', DETAIL = 'CANARY-DETAIL', HINT = 'CANARY-HINT'; END $do$`;
}

for (const sqlstate of ["23505", "23514", "42501", "22P02", "57014", "53100", "XX000"]) {
  test(`${sqlstate} fails at the first try, and nothing of what the database says goes on but the code`, async () => {
    const context = await contextFor(ground, "failing");
    const work = await cutOf(context);
    const means = meansOn(ground);
    const call = carryPhase(means, {
      ...work,
      work: async (session) => {
        await work.work(session);
        await session.client.query({ text: raising(sqlstate) });
        return work.promised;
      },
    });
    const refusal = await refusedWith(call, "DATABASE_REFUSED");
    const said = [refusal, refusal.cause].map(
      (error) => `${(error as Error).stack ?? ""}${JSON.stringify(error)}`,
    );
    assert.match(refusal.message, new RegExp(sqlstate));
    assert.doesNotMatch(said.join(), /CANARY/);
    assert.deepEqual(means.retries, []);
    await assertNothingDone(ground, context);
  });
}

for (const sqlstate of ["55P03", "40P01", "40001"]) {
  test(`${sqlstate} is tried again as a whole on another session, and the tries are told`, async () => {
    const context = await contextFor(ground, `again-${sqlstate.toLowerCase()}`);
    const work = await cutOf(context);
    const backends = new Set<unknown>();
    const means = meansOn(ground);
    let faults = 2;
    await carryPhase(means, {
      ...work,
      work: async (session) => {
        backends.add((await session.client.query({ text: "SELECT pg_backend_pid()" })).rows[0]?.[0]);
        const result = await work.work(session);
        if ((faults -= 1) >= 0) await session.client.query({ text: raising(sqlstate) });
        return result;
      },
    });
    assert.deepEqual(
      means.retries.map((retry) => retry.sqlstate),
      [sqlstate, sqlstate],
    );
    assert.ok(
      means.retries.every(({ waitedMs }, index) => waitedMs > (means.retries[index - 1]?.waitedMs ?? 0)),
    );
    assert.equal(backends.size, 3);
    assert.equal(await unitsIn(ground, context), 3);
  });
}

test("a lock that another has is waited for, then tried for again, and had once it is let go", async () => {
  const context = await contextFor(ground, "waiting");
  const holder = await holdChangeSet(context);
  const means = meansOn(ground, {
    limits: limits(),
    onBoundary: async (at) => {
      if (at === "before_begin" && means.retries.length === 1) await holder.close();
    },
  });
  await carryCut(means, context);
  assert.deepEqual(
    means.retries.map(({ sqlstate }) => sqlstate),
    ["55P03"],
  );
  assert.equal(await unitsIn(ground, context), 3);
});

test("a lock that is never let go ends in a refusal after five tries", async () => {
  const context = await contextFor(ground, "starved");
  const holder = await holdChangeSet(context);
  const means = meansOn(ground, { limits: limits() });
  try {
    assert.match((await refusedWith(carryCut(means, context), "DATABASE_REFUSED")).message, /5 tries.*55P03/);
  } finally {
    await holder.close();
  }
  assert.equal(means.retries.length, 4);
  await assertNothingDone(ground, context);
});

/** Somebody who has written the same key, and not said yet whether it stands. */
async function holdChangeSet(context: ActuatorContext): Promise<DatabaseClient> {
  const holder = await connectAs(ground.server.settings("cutter_exec"), "holder");
  await holder.query({ text: "BEGIN" });
  await holder.query({
    text: "INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units) VALUES ($1, 'held', 'D', 'P', 1)",
    values: [changeSetOf(context)],
  });
  return holder;
}

test("of two runs that write at once one is called off at its end, and then sees what the other did", async () => {
  const [one, other] = [await contextFor(ground, "twin-a"), await contextFor(ground, "twin-b")];
  const means = meansOn(ground, {
    onBoundary: async (at) => {
      if (at === "before_commit" && means.retries.length === 0) await carryCut(meansOn(ground), other);
    },
  });
  await refusedWith(carryCut(means, one), "FACTS_MOVED");
  assert.deepEqual(
    means.retries.map(({ sqlstate }) => sqlstate),
    ["40001"],
  );
  await assertNothingDone(ground, one);
  assert.equal(await unitsIn(ground, other), 3);
});

test("a backend that is ended in the middle of it leaves nothing", async () => {
  const context = await contextFor(ground, "ended", { texts: plainTexts(5) });
  const end = (): Promise<unknown> =>
    ground.ask(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'reconcile:456789ab:cut_leg_a'",
    );
  const work = await cutOf(context, async () => {
    await end();
  });
  await refusedWith(carryPhase(meansOn(ground), work), "TARGET_UNREACHABLE");
  await assertNothingDone(ground, context);
});
