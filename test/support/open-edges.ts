// The reconciler's edges over a test repository, as the CLI builds them, with any of them replaced by another value.
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { SHIPPED_MODES } from "../../src/model/carried-modes.ts";
import { shippedKillSwitch } from "../../src/model/kill-switch.ts";
import { carryPlan } from "../../src/reconcile/carry-plan.ts";
import type { Edges } from "../../src/reconcile/edges.ts";
import { openReconciliation, type WholeReconciliation } from "../../src/reconcile/open-reconciliation.ts";
import type { PlanOutcome } from "../../src/reconcile/plan-outcome.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import { buildLiveAdapter, openActuatorSource } from "../../src/target/actuator.ts";
import { openFactsReader } from "../../src/target/facts-reader.ts";

export const NOW = "2026-11-21T10:00:00Z";

/** Edges other than the CLI's, and the plans asked for where not all are. */
type Change = Partial<Edges> & { readonly plans?: readonly string[] };

/** Opens a reconciliation of HEAD and hands it to `use`; everything is closed afterwards. */
export async function withReconciliation<Answer>(
  directory: string,
  { plans = [], ...change }: Change,
  use: (edges: Edges, reconciliation: WholeReconciliation) => Promise<Answer>,
): Promise<Answer> {
  const repository = await openRepository(directory);
  const objects = await startObjectStore(repository);
  try {
    const pin = await resolveCommit(repository, "HEAD");
    const { files } = await objects.listFolder(pin.tree, "runs");
    const edges: Edges = {
      objects,
      store: openRunStore({ mode: "record", workTree: directory, committed: { files, objects } }),
      facts: openFactsReader({ environment: {} }),
      actuators: openActuatorSource({ killSwitch: shippedKillSwitch, live: buildLiveAdapter() }),
      killSwitch: shippedKillSwitch,
      modes: SHIPPED_MODES,
      signer: undefined,
      now: () => NOW,
      machine: { tool: "cutplan 0.1.0", node: "24.0.0", git: "2.39.5", host: "test" },
      ...change,
    };
    const request = { pins: { plans: pin, trust: pin }, plans, readsFacts: true };
    return await use(edges, await openReconciliation(edges, request));
  } finally {
    await objects.stop();
  }
}

/** Carries every plan that can be carried, and answers with the outcomes. */
export async function reconcileOnce(directory: string, change: Change = {}): Promise<readonly PlanOutcome[]> {
  return withReconciliation(directory, change, async (edges, { cases }) => {
    const outcomes: PlanOutcome[] = [];
    for (const found of cases)
      if (found.kind === "work") outcomes.push(await carryPlan(edges, found.work, () => undefined));
    return outcomes;
  });
}
