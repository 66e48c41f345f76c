// One phase, one transaction, on a real server: what it asks before it writes, and every way in which it can end without
// having written anything.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { carryPhase } from "../../../src/target/live/carry-phase.ts";
import { BOUNDARIES } from "../../../src/target/live/live-wiring.ts";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import type { DatabaseClient } from "../../../src/target/postgres/database-client.ts";
import {
  assertNothingDone,
  carryCut,
  changeSetOf,
  connectAs,
  contextFor,
  cutOf,
  meansOn,
  noting,
  refusedWith,
  startLiveGround,
  unitsIn,
} from "./live-ground.ts";

const ground = await startLiveGround([{ address: "OTHER/U1", sha256: "a".repeat(64), lifecycle: "enacted" }]);
after(() => ground.stop());

test("it is one serializable transaction of the phase's role, with limits, answered when it is on disk, its number kept before COMMIT", async () => {
  const context = await contextFor(ground, "plain");
  let keptAtCommit: string | undefined;
  const seen: (string | null)[] = [];
  const means = meansOn(ground, {
    connect: noting(
      (role, name) => connectAs(ground.server.settings(role), name),
      (client) => void (own = client),
    ),
    onBoundary: async (at) => {
      if (at !== "before_commit") return;
      keptAtCommit = means.kept.get(context.run)?.transaction;
      seen.push(...((await own?.query({ text: SETTINGS }))?.rows[0] ?? []));
    },
  });
  let own: DatabaseClient | undefined;
  const work = await cutOf(context, () => means.reach("mid_batch"));
  assert.equal(await carryPhase(means, work), work.promised);
  assert.deepEqual(means.reached, BOUNDARIES);
  assert.deepEqual(seen, [
    "cutter_exec",
    "serializable",
    "pg_catalog",
    "500ms",
    "2min",
    "2s",
    "1min",
    "on",
    "reconcile:456789ab:cut_leg_a",
    keptAtCommit,
  ]);
  assert.deepEqual(await ground.ask("SELECT pg_xact_status($1::text::xid8)", [keptAtCommit ?? ""]), [
    ["committed"],
  ]);
  assert.equal(await unitsIn(ground, context), 3);
  const sessions = await ground.ask("SELECT FROM pg_stat_activity WHERE application_name LIKE 'reconcile:%'");
  assert.equal(sessions.length, 0);
});

const SETTINGS = `SELECT current_user, current_setting('transaction_isolation'), current_setting('search_path'),
  current_setting('client_connection_check_interval'), current_setting('statement_timeout'),
  current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'),
  current_setting('synchronous_commit'), current_setting('application_name'), pg_current_xact_id_if_assigned()`;

/** Two sessions of which the statements go to one after the other, as behind a pooler. */
async function pooled(user: "cutter_exec"): Promise<DatabaseClient> {
  const backends = [
    await connectAs(ground.server.settings(user), "one"),
    await connectAs(ground.server.settings(user), "other"),
  ];
  return {
    query: (statement) => {
      backends.reverse();
      return (backends[0] as DatabaseClient).query(statement);
    },
    close: async () => {
      await Promise.all(backends.map((backend) => backend.close()));
    },
  };
}

const STRANGERS: Readonly<Record<string, () => Promise<DatabaseClient>>> = {
  "another role": () => connectAs(ground.server.settings("cutter_verify"), "test"),
  "a superuser": () => connectAs(ground.server.settings("postgres", "governed"), "test"),
  "a superuser who has put on the role": async () => {
    const client = await connectAs(ground.server.settings("postgres", "governed"), "test");
    await client.query({ text: "SET ROLE cutter_exec" });
    return client;
  },
  "a pooler": () => pooled("cutter_exec"),
};
for (const [what, open] of Object.entries(STRANGERS)) {
  test(`the session of ${what} is refused before anything is begun`, async () => {
    const context = await contextFor(ground, "strange");
    const means = meansOn(ground, { connect: open });
    await refusedWith(carryCut(means, context), "TARGET_UNSAFE");
    assert.deepEqual(means.reached, ["before_begin"]);
    await assertNothingDone(ground, context);
  });
}

test("a role that row-level security does not hold is refused", async () => {
  const context = await contextFor(ground, "bypass");
  await ground.ask("ALTER ROLE cutter_exec BYPASSRLS");
  try {
    await refusedWith(carryCut(meansOn(ground), context), "TARGET_UNSAFE");
  } finally {
    await ground.ask("ALTER ROLE cutter_exec NOBYPASSRLS");
  }
});

test("a server that is not there is a refusal, with nothing begun", async () => {
  const context = await contextFor(ground, "absent");
  const settings = { ...ground.server.settings("cutter_exec"), host: ground.server.folder };
  const means = meansOn(ground, { connect: (_role, name) => connectAs(settings, name) });
  await refusedWith(carryCut(means, context), "TARGET_UNREACHABLE");
});

/** What other people do to a target between two looks at it, what the refusal has to name, and what has to be put back. */
const MOVES: Readonly<Record<string, readonly [move: string, named: RegExp, undo?: string]>> = {
  "units more under the prefix": [
    `WITH u AS (INSERT INTO information_unit (address, document_id, title)
        VALUES ('MOVED/X', 'D', 'SECRET TITLE'), ('MOVED/Y', 'D', 't') RETURNING address)
      INSERT INTO unit_version (address, version, body, sha256) SELECT address, 1, 'SECRET', sha256('SECRET') FROM u`,
    /are units "MOVED\/X", "MOVED\/Y"; numbers of rows: public\.information_unit \d+ in place of \d+, public\.unit_version \d+ in place of \d+$/,
  ],
  "a unit under the prefix retired": [
    "UPDATE information_unit SET lifecycle = 'retired' WHERE address = 'MOVED/X'",
    /is unit "MOVED\/X"$/,
  ],
  "a row more in a table": [
    "INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units) VALUES ('x', 'x', 'SECRET', 'x', 1)",
    /numbers of rows: cutter_governance\.cut_change_set \d+ in place of \d+$/,
  ],
  "a grant more": [
    "GRANT EXECUTE ON FUNCTION public.fn_iu_enact(text, text, text) TO PUBLIC",
    /grants: .*no_public_execute_leak.*snapshot_sha$/,
    "REVOKE EXECUTE ON FUNCTION public.fn_iu_enact(text, text, text) FROM PUBLIC",
  ],
};
for (const [what, [move, named, undo = "SELECT"]] of Object.entries(MOVES)) {
  test(`${what} since the facts were read: refused, named, and nothing written`, async () => {
    const context = await contextFor(ground, "moved");
    const means = meansOn(ground, {
      onBoundary: async (at) => at === "before_begin" && (await ground.ask(move)),
    });
    try {
      const { message, expected, todo } = await refusedWith(carryCut(means, context), "FACTS_MOVED");
      assert.match(message, named);
      assert.doesNotMatch(message + expected + todo, /SECRET/);
      assert.deepEqual(means.reached, ["before_begin", "after_lock"]);
    } finally {
      await ground.ask(undo);
    }
    const sets = "SELECT FROM cutter_governance.cut_change_set WHERE run_id = $1";
    assert.deepEqual(await ground.ask(sets, [context.run]), []);
  });
}

/** When somebody changes their mind: before the work, during it, and with all of it done and the number kept. */
const MOMENTS = ["after_lock", "mid_batch", "before_commit"] as const;
for (const moment of MOMENTS) {
  test(`the switch turned off at ${moment}: nothing is written`, async () => {
    const context = await contextFor(ground, "switched");
    let on = true;
    const means = meansOn(ground, {
      onBoundary: (at) => void (on &&= at !== moment),
      askSwitch: () => {
        if (!on) throw new Refusal("LIVE_DISABLED", { message: "off", expected: "", todo: "" });
      },
    });
    await refusedWith(
      carryPhase(means, await cutOf(context, () => means.reach("mid_batch"))),
      "LIVE_DISABLED",
    );
    assert.ok(!means.reached.includes("commit_sent"));
    await assertNothingDone(ground, context);
  });

  test(`the consent withdrawn at ${moment}: nothing is written`, async () => {
    let reasons: readonly string[] = [];
    const context = { ...(await contextFor(ground, "consent")), consent: () => reasons };
    const means = meansOn(ground, {
      onBoundary: (at) => {
        if (at === moment) reasons = ["DENIED"];
      },
    });
    const call = carryPhase(means, await cutOf(context, () => means.reach("mid_batch")));
    assert.match((await refusedWith(call, "CONSENT_GONE")).message, /DENIED/);
    assert.ok(!means.reached.includes("commit_sent"));
    await assertNothingDone(ground, context);
  });
}

test("COMMIT of a transaction that has failed answers ROLLBACK, and that is no success", async () => {
  const context = await contextFor(ground, "rolled");
  let own: DatabaseClient | undefined;
  const means = meansOn(ground, {
    connect: noting(
      (role, name) => connectAs(ground.server.settings(role), name),
      (client) => void (own = client),
    ),
    onBoundary: async (at) => {
      if (at === "before_commit") await own?.query({ text: "SELECT 1 / 0" }).catch(() => undefined);
    },
  });
  assert.match((await refusedWith(carryCut(means, context), "DATABASE_REFUSED")).message, /25P02/);
  assert.deepEqual(means.reached.slice(-2), ["before_commit", "commit_sent"]);
  await assertNothingDone(ground, context);
});

test("a constraint that is looked at only at COMMIT rolls all of it back", async () => {
  const context = await contextFor(ground, "orphan");
  const work = await cutOf(context);
  const call = carryPhase(meansOn(ground), {
    ...work,
    work: async (session) => {
      const result = await work.work(session);
      await session.client.query({
        text: `SELECT public.fn_iu_create('ORPHAN/X', 'D', 'SECRET/PARENT', 't', ''::bytea, sha256(''::bytea), $1)`,
        values: [changeSetOf(context)],
      });
      return result;
    },
  });
  const { message, expected, todo } = await refusedWith(call, "DATABASE_REFUSED");
  assert.match(message, /23503.*"information_unit".*"information_unit_parent_fkey"/);
  assert.doesNotMatch(message + expected + todo, /SECRET/);
  await assertNothingDone(ground, context);
});
