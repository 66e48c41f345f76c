// The dry run tells the truth: what the simulator says of a run is what the real functions do in the sandbox, row for row.
// One server for all cases; each has a prefix of its own, and its totals are compared from where the case before left them.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Refusal, type RefusalCode } from "../../src/diagnostics/refusal.ts";
import type { ActuatorContext, CutLegARequest, IuCreateResult } from "../../src/model/effect.ts";
import { unitsByAddress } from "../../src/model/unit-changes.ts";
import { buildLiveAdapter } from "../../src/target/actuator.ts";
import { GOVERNED_TABLES } from "../../src/target/governed-columns.ts";
import { cutLegA } from "../../src/target/live/cut-leg-a.ts";
import { DatabaseError } from "../../src/target/postgres/database-error.ts";
import { groundsOf, Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { seedRows } from "../../src/target/seed-rows.ts";
import { sabotagedRuns, sampleRuns, type ArbitraryRun } from "./arbitrary-run.ts";
import { requireParity, type RealTarget } from "./parity-check.ts";
import { targetOf } from "./sample.ts";

const SAMPLE = 20;
const runs = [...sampleRuns(SAMPLE, 20261121), ...sabotagedRuns(SAMPLE, 4)];
const seed = runs.flatMap((run) => run.seed);
const sandbox = await Sandbox.start({ seed });
after(() => sandbox.stop());

const target = targetOf([], { driver: "embedded" });
const real: RealTarget = {
  actuator: buildLiveAdapter(sandbox),
  readFacts: (prefix) => sandbox.readFacts(target, { prefix, reader: "parity" }),
  readRows: () => sandbox.readRows(),
  tryCut,
};

test("a sandbox holds exactly the rows that its seed is said to be", async () => {
  const rows = await sandbox.readRows();
  for (const table of GOVERNED_TABLES) assert.deepEqual([...rows[table]], [...seedRows(seed)(table)], table);
});

test("the simulator and the real functions say and leave the same, whatever the plan, the source and the target", async () => {
  const ends = new Set<string>();
  for (const run of runs) {
    const { done, refusal } = await parityOf(run);
    ends.add(refusal ?? `${done.length} steps`);
  }
  // The cases are worth their time only while they come to every end.
  assert.deepEqual([...ends].sort(), [
    "2 steps",
    "3 steps",
    "4 steps",
    "5 steps",
    "DATABASE_REFUSED",
    "UNIT_CONFLICT",
  ]);
});

async function parityOf(run: ArbitraryRun): ReturnType<typeof requireParity> {
  try {
    return await requireParity(run, real);
  } catch (error) {
    const { prefix, sabotage, manifest } = run;
    throw new Error(`case ${prefix} of ${manifest.rows.length} units, sabotage ${sabotage}`, {
      cause: error,
    });
  }
}

/** Leg A as the adapter sends it, without the simulation before it: what is promised follows from the facts alone. */
async function tryCut(context: ActuatorContext, request: CutLegARequest): Promise<string | undefined> {
  const found = unitsByAddress(context.facts);
  const promised = Array.from(request.cutplanRows, ({ ord, address }): IuCreateResult => ({
    ord,
    address,
    status: found.has(address) ? "unchanged" : "created",
  }));
  const client = await groundsOf(sandbox)?.connectionProvider("cutter_exec", "parity");
  assert.ok(client !== undefined);
  try {
    await client.query({ text: "BEGIN" });
    await cutLegA({ client, context, request, promised, reachMidBatch: () => Promise.resolve() });
    // What the transaction's end would find: the keys of parents are looked at here.
    await client.query({ text: "SET CONSTRAINTS ALL IMMEDIATE" });
    return undefined;
  } catch (error) {
    if (error instanceof DatabaseError) return "DATABASE_REFUSED" satisfies RefusalCode;
    if (error instanceof Refusal) return error.code;
    throw error;
  } finally {
    await client.close();
  }
}
