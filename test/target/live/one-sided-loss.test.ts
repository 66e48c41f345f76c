// A connection that is gone for this side only, or gone at the very moment when it is asked what became of a transaction.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { TornEffect } from "../../../src/model/torn-effect.ts";
import type { Connect } from "../../../src/target/live/phase-session.ts";
import type { Parameter, Statement } from "../../../src/target/postgres/database-client.ts";
import { DatabaseError } from "../../../src/target/postgres/database-error.ts";
import {
  assertNothingDone,
  carryCut,
  connectAs,
  contextFor,
  endOf,
  limits,
  meansOn,
  refusedWith,
  startLiveGround,
  unitsIn,
} from "./live-ground.ts";

const ground = await startLiveGround();
after(() => ground.stop());

/** Sessions that are lost to this side with such a statement, unsent; the server is told nothing, and their end is up to it. */
function losing(isLostWith: (statement: Statement) => boolean): Connect {
  return async (role, name) => {
    const client = await connectAs(ground.server.settings(role), name);
    let isLost = false;
    return {
      query: (statement) => {
        isLost ||= isLostWith(statement);
        return isLost ? Promise.reject(new DatabaseError(undefined)) : client.query(statement);
      },
      close: () => (isLost ? Promise.resolve() : client.close()),
    };
  };
}

/** The server is asked for another limit on standing still than this side goes by. */
function standingStill(connect: Connect, askedMs: number, givenMs: number): Connect {
  return async (role, name) => {
    const client = await connect(role, name);
    const given = (value: Parameter): Parameter => (value === String(askedMs) ? String(givenMs) : value);
    return {
      close: () => client.close(),
      query: (statement) => client.query({ ...statement, values: (statement.values ?? []).map(given) }),
    };
  };
}

const unheard = losing(({ text }) => text === "COMMIT");

test("a COMMIT that never reached the server is waited out until the server has let go: not done, and not torn", async () => {
  const context = await contextFor(ground, "unheard");
  const means = meansOn(ground, {
    connect: standingStill(unheard, 5_001, 500),
    limits: limits({ idleTimeoutMs: 5_001 }),
  });
  const { message } = await refusedWith(carryCut(means, context), "TARGET_UNREACHABLE");
  assert.match(message, /was rolled back/);
  assert.deepEqual(means.retries, []);
  assert.equal(means.reached.filter((at) => at === "commit_sent").length, 1);
  await assertNothingDone(ground, context);
});

test("a COMMIT whose transaction stands still for longer than any may: torn, with its number", async () => {
  const context = await contextFor(ground, "lasting");
  const means = meansOn(ground, {
    connect: standingStill(unheard, 51, 60_000),
    limits: limits({ idleTimeoutMs: 51 }),
  });
  const end = await endOf(carryCut(means, context));
  assert.ok(end instanceof TornEffect, end.message);
  const transaction = means.kept.get(context.run)?.transaction ?? "";
  assert.deepEqual(end.findings, { reason: "OUTCOME_UNKNOWN", seen: null, transaction });
  await ground.ask(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction'",
  );
});

/** What is asked of a transaction that another process has left, statement by statement. */
const QUESTIONS: Readonly<Record<string, RegExp>> = {
  "what became of it": /pg_xact_status/,
  "what of it is there": /FROM public\.unit_version/,
};
for (const [what, question] of Object.entries(QUESTIONS)) {
  test(`the connection is lost at the question ${what} of another process: refused and not torn, for it can be asked again`, async () => {
    const context = await contextFor(ground, `left-${question.source.length}`);
    const means = meansOn(ground);
    await carryCut(means, context);
    const next = meansOn(ground, {
      connect: losing(({ text }) => question.test(text)),
      journal: means.journal,
    });
    await refusedWith(carryCut(next, context), "TARGET_UNREACHABLE");
    assert.deepEqual(next.reached, []);
    const later = meansOn(ground, { journal: means.journal });
    assert.equal((await carryCut(later, context)).length, 3);
    assert.equal(await unitsIn(ground, context), 3);
  });
}
