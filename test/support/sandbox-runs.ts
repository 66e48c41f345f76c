// LIVE runs in a sandbox, from nothing to closeout, with approvals given as they are waited for; and what its nine tables
// must hold afterwards.
import assert from "node:assert/strict";
import { cutSource } from "../../src/cutting/cut-source.ts";
import { parseFacts } from "../../src/model/facts-file.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import type { Edges } from "../../src/reconcile/edges.ts";
import type { PlanOutcome } from "../../src/reconcile/plan-outcome.ts";
import { buildLiveAdapter, openActuatorSource } from "../../src/target/actuator.ts";
import { GOVERNED_TABLES } from "../../src/target/governed-columns.ts";
import { predictRows, rowsAfter } from "../../src/target/predict-rows.ts";
import type { Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { seedRows } from "../../src/target/seed-rows.ts";
import { manyPlans } from "./many-plans.ts";
import { reconcileOnce, withReconciliation } from "./open-edges.ts";
import { decisionFor } from "./planted-live.ts";
import type { Files, TestRepository } from "./repository.ts";

export interface LiveCase {
  readonly units: number;
  readonly seed: readonly SeedUnit[];
}

/** A plan of that many units, one of which is there already, and units of others. `variant` makes another plan of it. */
export function liveCase(variant: number): LiveCase {
  const units = 3 + variant;
  const known = `Section 2\nText of plan-00000, section 2.\n`;
  return {
    units,
    seed: [
      {
        address: "PLAN-00000/S2",
        sha256: sha256Hex(known),
        lifecycle: variant % 2 === 0 ? "draft" : "enacted",
      },
      { address: "OTHER/U1", sha256: sha256Hex(`other ${variant}`), lifecycle: "retired" },
    ],
  };
}

/** The documents: the plan asks for LIVE, and its target is embedded. */
export function liveFiles({ units, seed }: LiveCase): Files {
  const files = manyPlans(1, units);
  const plan = "plans/plan-00000/plan.yaml";
  return {
    ...files,
    [plan]: String(files[plan]).replace("mode: DRYRUN", "mode: LIVE"),
    "plans/_targets/scratch.yaml": `apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: embedded, seed: ${JSON.stringify(seed)}}\n`,
  };
}

/** The edges of a build that carries LIVE out, and can do so in this sandbox only. */
export function sandboxEdges(sandbox: Sandbox): Partial<Edges> {
  const { killSwitch } = sandbox;
  return {
    modes: ["DRYRUN", "LIVE"],
    killSwitch,
    actuators: openActuatorSource({ killSwitch, live: buildLiveAdapter(sandbox) }),
    facts: sandbox,
  };
}

/** Reconciles and approves what it waits for, until it waits for nothing or at SG_3. */
export async function carryInSandbox(
  { directory, commit }: Pick<TestRepository, "directory" | "commit">,
  edges: Partial<Edges>,
): Promise<PlanOutcome> {
  for (;;) {
    const [outcome] = await reconcileOnce(directory, edges);
    assert.ok(outcome !== undefined);
    if (outcome.gate === undefined || outcome.gate.gate === "SG_3") return outcome;
    commit(await decisionFor(directory, edges));
  }
}

/** Every row of the nine tables after the whole run, as predicted from its pinned facts, against what the sandbox holds. */
export async function assertRowsAsPredicted(
  directory: string,
  sandbox: Sandbox,
  seed: readonly SeedUnit[],
): Promise<void> {
  const found = await sandbox.readRows();
  const predicted = await predictedRows(directory, seed);
  for (const table of GOVERNED_TABLES) assert.deepEqual(found[table], [...predicted(table)], table);
}

type TableRows = ReturnType<typeof predictRows>;

function predictedRows(directory: string, seed: readonly SeedUnit[]): Promise<TableRows> {
  return withReconciliation(
    directory,
    { modes: ["DRYRUN", "LIVE"], killSwitch: () => true },
    (_edges, { cases }) => {
      const [found] = cases;
      assert.ok(found?.kind === "work");
      const { work } = found;
      const run = work.recorded.find(({ state }) => state.id === work.difference.run);
      const facts = parseFacts(run?.files.facts ?? new Uint8Array());
      assert.ok(run !== undefined && facts !== undefined);
      const { source, cut } = work.document.spec;
      const cutting = cutSource({ file: source.path, cut, source: work.source.bytes });
      assert.ok(cutting.kind === "cut");
      const predicted = predictRows({
        facts,
        done: ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"],
        run: run.state.id,
        documentId: source.documentId,
        prefix: cut.prefix,
        source: work.source.bytes,
        manifest: cutting.manifest,
        changeSetId: `cs-${run.state.id}`,
        reviewDecisionId: `rd-${run.state.id}`,
      });
      const before = seedRows(seed);
      return Promise.resolve((table) => rowsAfter(table, before(table), predicted(table)));
    },
  );
}
