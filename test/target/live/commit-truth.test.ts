// What became of a COMMIT that nobody heard the answer to, and of one that a process before this one has left behind: found
// out by asking, and never by doing it once more.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import type { ActuatorContext } from "../../../src/model/effect.ts";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { TornEffect } from "../../../src/model/torn-effect.ts";
import { carryPhase } from "../../../src/target/live/carry-phase.ts";
import type { KeptTransaction } from "../../../src/target/live/live-wiring.ts";
import { LIVE_LIMITS, type Connect } from "../../../src/target/live/phase-session.ts";
import { startFaultWire, type WireFault } from "../../../src/target/sandbox/fault-wire.ts";
import {
  assertNothingDone,
  carryCut,
  connectAs,
  contextFor,
  cutOf,
  endOf,
  limits,
  meansOn,
  refusedWith,
  startLiveGround,
  unitsIn,
  type NotedMeans,
} from "./live-ground.ts";

const ground = await startLiveGround();
const wire = await startFaultWire(
  mkdtempSync(path.join(ground.server.folder, "wire-")),
  ground.server.settings("postgres"),
);
const byWire: Connect = (role, name) => connectAs(wire.through(ground.server.settings(role)), name);

after(async () => {
  await wire.stop();
  await ground.stop();
});

/** Means whose wire fails at that boundary of the first try. */
function failingAt(boundary: "before_commit" | "commit_sent" | "mid_batch", fault: WireFault): NotedMeans {
  let planted = false;
  return meansOn(ground, {
    connect: byWire,
    // In the order of the usual ones: the server ends what stands still before this side gives up on it.
    limits: limits(fault.kind === "half_open" ? { idleTimeoutMs: 1_000, answerTimeoutMs: 2_000 } : {}),
    onBoundary: (at) => {
      if (at !== boundary || planted) return;
      planted = true;
      wire.faults.plant(fault);
    },
  });
}

async function tornWith(call: Promise<unknown>): Promise<TornEffect["findings"]> {
  const end = await endOf(call);
  assert.ok(end instanceof TornEffect, String(end));
  return end.findings;
}

test("the answer to COMMIT is lost: it was committed, and that is the answer", async () => {
  const context = await contextFor(ground, "lost");
  const means = failingAt("commit_sent", { kind: "swallow" });
  const work = await cutOf(context);
  assert.equal(await carryPhase(means, work), work.promised);
  assert.equal(await unitsIn(ground, context), 3);
  assert.deepEqual(means.retries, []);
  assert.equal(means.reached.filter((at) => at === "commit_sent").length, 1);
});

test("the answer is lost and nobody can be asked: torn, with the transaction's number", async () => {
  const context = await contextFor(ground, "dark");
  const means = failingAt("commit_sent", { kind: "refuse" });
  const findings = await tornWith(carryCut(means, context));
  wire.faults.heal();
  const { transaction } = means.kept.get(context.run) as KeptTransaction;
  assert.deepEqual(findings, { reason: "OUTCOME_UNKNOWN", seen: null, transaction });
});

for (const boundary of ["commit_sent", "after_commit"] as const) {
  test(`a step that comes to its end at ${boundary} is neither refused nor done, and its successor finds out`, async () => {
    const context = await contextFor(ground, `ended-${boundary.replace("_", "-")}`);
    const fault = new Refusal("STEP_REFUSED", { message: "planted", expected: "", todo: "" });
    const means = meansOn(ground, {
      onBoundary: (at) => {
        if (at === boundary) throw fault;
      },
    });
    await assert.rejects(carryCut(means, context), (error) => !(error instanceof Refusal));
    const next = afterwards(means, { limits: LIVE_LIMITS });
    assert.equal((await carryCut(next, context)).length, 3);
    assert.equal(await unitsIn(ground, context), 3);
  });
}

/** Faults with which COMMIT never reaches the server whole. */
const UNSENT: readonly (readonly ["mid_batch" | "before_commit", WireFault])[] = [
  ["mid_batch", { kind: "reset" }],
  ["mid_batch", { kind: "half_open" }],
  ["before_commit", { kind: "reset" }],
  ["before_commit", { kind: "cut", afterBytes: 7 }],
  ["before_commit", { kind: "half_open" }],
];
for (const [boundary, fault] of UNSENT) {
  test(`${fault.kind} at ${boundary}: nothing was done, it is said so, and the next try does it`, async () => {
    const context = await contextFor(
      ground,
      `unsent-${boundary.slice(0, 3)}-${fault.kind.slice(0, 4).replace("_", "")}`,
    );
    const means = failingAt(boundary, fault);
    const work = await cutOf(context, () => means.reach("mid_batch"));
    await refusedWith(carryPhase(means, work), "TARGET_UNREACHABLE");
    await assertNothingDone(ground, context);
    assert.equal(await carryPhase(means, work), work.promised);
    assert.equal(await unitsIn(ground, context), 3);
  });
}

/** The means of the next process: it has the journal, and nothing else. */
function afterwards({ kept }: NotedMeans, changes: Parameters<typeof meansOn>[1] = {}): NotedMeans {
  const next = meansOn(ground, { limits: limits(), ...changes });
  for (const entry of kept.values()) next.kept.set(entry.run, entry);
  return next;
}

test("the server gives up on a session that stands still before this side does", () => {
  const { statementTimeoutMs, idleTimeoutMs, lockTimeoutMs, answerTimeoutMs } = LIVE_LIMITS;
  assert.ok(answerTimeoutMs > Math.max(statementTimeoutMs, idleTimeoutMs, lockTimeoutMs));
});

/** A run whose process has ended between COMMIT and its record. */
async function leftBehind(name: string): Promise<{ context: ActuatorContext; means: NotedMeans }> {
  const context = await contextFor(ground, name);
  const means = meansOn(ground);
  await carryCut(means, context);
  return { context, means };
}

test("what another process has committed is answered, and nothing is sent", async () => {
  const { context, means } = await leftBehind("resumed");
  const next = afterwards(means);
  const work = await cutOf(context);
  assert.equal(await carryPhase(next, work), work.promised);
  assert.deepEqual(next.reached, []);
  assert.equal(await unitsIn(ground, context), 3);
});

test("what another process has begun and not committed is done anew", async () => {
  const context = await contextFor(ground, "undone");
  const means = meansOn(ground, {
    onBoundary: (at) => {
      if (at === "before_commit") throw new Error("the process ends");
    },
  });
  await assert.rejects(carryCut(means, context), /the process ends/);
  await assertNothingDone(ground, context);
  await carryCut(afterwards(means), context);
  assert.equal(await unitsIn(ground, context), 3);
});

test("a number of another phase says nothing", async () => {
  const { context, means } = await leftBehind("elsewhere");
  const kept = means.kept.get(context.run) as KeptTransaction;
  const next = afterwards(means);
  next.kept.set(context.run, { ...kept, phase: "verify" });
  await refusedWith(carryCut(next, context), "FACTS_MOVED");
});

test("while another process is still at it: refused, with who it is, and not torn", async () => {
  const context = await contextFor(ground, "slow");
  let end: Awaited<ReturnType<typeof endOf>> | undefined;
  const means = meansOn(ground, {
    onBoundary: async (at) => {
      if (at === "before_commit") end = await endOf(carryCut(afterwards(means), context));
    },
  });
  await carryCut(means, context);
  assert.match(end?.message ?? "", /backend \d+ \("reconcile:456789ab:cut_leg_a"\) since \d{4}-/);
  assert.equal(end !== undefined && "code" in end && end.code, "RUN_LOCKED");
});

test("a process that knows nothing of the other is refused too, and finds its work once it has ended", async () => {
  const context = await contextFor(ground, "twice");
  let end: Awaited<ReturnType<typeof endOf>> | undefined;
  const means = meansOn(ground, {
    onBoundary: async (at) => {
      if (at === "before_commit") end = await endOf(carryCut(meansOn(ground), context));
    },
  });
  await carryCut(means, context);
  assert.equal(end !== undefined && "code" in end && end.code, "RUN_LOCKED");
  await refusedWith(carryCut(meansOn(ground), context), "FACTS_MOVED");
  assert.equal(await unitsIn(ground, context), 3);
});

test("who gets the lock as the other ends sees what the other did", async () => {
  const context = await contextFor(ground, "handed");
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let arrived = (): void => undefined;
  const waiting = new Promise<void>((resolve) => (arrived = resolve));
  const first = carryCut(
    meansOn(ground, {
      onBoundary: async (at) => {
        if (at !== "before_commit") return;
        arrived();
        await released;
      },
    }),
    context,
  );
  await waiting;
  // The other one ends as soon as this one has been told for the first time that the lock is taken.
  const connect: Connect = async (role, name) => {
    const client = await connectAs(ground.server.settings(role), name);
    return {
      close: () => client.close(),
      query: async (statement) => {
        const answer = await client.query(statement);
        if (statement.text.includes("pg_try_advisory") && answer.rows[0]?.[0] === "f") {
          release();
          await first;
        }
        return answer;
      },
    };
  };
  const means = meansOn(ground, { connect });
  await refusedWith(carryCut(means, context), "FACTS_MOVED");
  assert.deepEqual(means.retries, [], "it saw the other's work at once");
});

/** What a journal may say that nobody can answer. */
const UNANSWERABLE: Readonly<Record<string, (kept: KeptTransaction) => KeptTransaction>> = {
  "another cluster": (kept) => ({ ...kept, cluster: "7000000000000000000" }),
  "a number that was not given yet": (kept) => ({ ...kept, transaction: "99999999999" }),
};
for (const [what, change] of Object.entries(UNANSWERABLE)) {
  test(`${what}: torn, and nothing is sent`, async () => {
    const { context, means } = await leftBehind(`unknown-${what.length}`);
    const kept = change(means.kept.get(context.run) as KeptTransaction);
    const next = afterwards(means);
    next.kept.set(context.run, kept);
    const { transaction } = kept;
    assert.deepEqual(await tornWith(carryCut(next, context)), {
      reason: "OUTCOME_UNKNOWN",
      seen: null,
      transaction,
    });
    assert.deepEqual(next.reached, []);
  });
}

test("nobody can be asked now: refused, as whoever comes later can ask again", async () => {
  const { context, means } = await leftBehind("later");
  const absent: Connect = (role, name) =>
    connectAs({ ...ground.server.settings(role), host: ground.server.folder }, name);
  await refusedWith(carryCut(afterwards(means, { connect: absent }), context), "TARGET_UNREACHABLE");
  assert.equal((await carryCut(afterwards(means), context)).length, 3);
});

/** What somebody may do to rows that were committed, and how many are found then. */
const LOSSES: readonly (readonly [what: string, statements: readonly string[], seen: number])[] = [
  [
    "a version is gone",
    [
      "ALTER TABLE unit_version DISABLE TRIGGER append_only",
      "DELETE FROM unit_version WHERE address LIKE $1 || '/U00002'",
      "ALTER TABLE unit_version ENABLE TRIGGER append_only",
    ],
    2,
  ],
  [
    "its change set is of another run",
    ["UPDATE cutter_governance.cut_change_set SET run_id = 'another' WHERE prefix = $1"],
    3,
  ],
];
for (const [what, statements, seen] of LOSSES) {
  test(`committed, and ${what}: torn, with what is there`, async () => {
    const { context, means } = await leftBehind(`partly-${seen}`);
    for (const text of statements) await ground.ask(text, text.includes("$1") ? [context.prefix] : []);
    const findings = await tornWith(carryCut(afterwards(means), context));
    const { transaction } = means.kept.get(context.run) as KeptTransaction;
    assert.deepEqual(findings, { reason: "PARTLY_RECORDED", seen, transaction });
  });
}
