// A build that carries LIVE out, over a target that is nothing but a value: the simulator's answers, with a fault planted
// in one step. No build that is shipped can be made like this: its modes, its switch and its actuators are all replaced.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { approvalPath } from "../../src/approvals/approval-file.ts";
import { draftApproval, type ApprovalDraft } from "../../src/approvals/draft-approval.ts";
import type { Actuator, ActuatorContext } from "../../src/model/effect.ts";
import type { Totals } from "../../src/model/generated/facts.ts";
import type { Statement } from "../../src/model/generated/statement.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { expectationOf } from "../../src/reconcile/judge-run.ts";
import type { Edges } from "../../src/reconcile/edges.ts";
import { openFactsReader } from "../../src/target/facts-reader.ts";
import { startSimulator } from "../../src/target/simulator.ts";
import { manyPlans } from "./many-plans.ts";
import { withReconciliation } from "./open-edges.ts";
import type { Files } from "./repository.ts";

export const UNITS = 3;

/** What the target holds once a run of `UNITS` new units is done. */
const DONE: Totals = {
  "public.information_unit": UNITS,
  "public.unit_version": UNITS,
  "public.iu_lifecycle_log": 2 * UNITS,
  "cutter_governance.cut_change_set": 1,
  "cutter_governance.cut_change_set_affected_row": UNITS,
  "cutter_governance.manifest_envelope": 1,
  "cutter_governance.review_decision": 1,
  "cutter_governance.verify_result": 1,
  "cutter_governance.dot_pair_signature": 1,
};

export interface PlantedTarget {
  /** What the step answers instead of its result; each only once. */
  readonly faults: Map<MutatingPhase, Error>;
  /** The mutating steps that were asked for, in order. */
  readonly asked: MutatingPhase[];
  /** Whether the facts read as after the run. */
  moved: boolean;
  /** How often the facts were read. */
  readings: number;
}

export function plantedTarget(faults: Partial<Record<MutatingPhase, Error>> = {}): PlantedTarget {
  const entries = Object.entries(faults) as [MutatingPhase, Error][];
  return { faults: new Map(entries), asked: [], moved: false, readings: 0 };
}

/** The edges of a build that carries LIVE out over that target. */
export function plantedBuild(target: PlantedTarget): Partial<Edges> {
  const honest = openFactsReader({ environment: {} });
  return {
    modes: ["DRYRUN", "LIVE"],
    killSwitch: () => true,
    actuators: { choose: () => (seed) => actuatorOver(target, startSimulator(seed)) },
    facts: {
      readFacts: async (document, prefix) => {
        target.readings += 1;
        const facts = await honest.readFacts(document, prefix);
        return target.moved ? { ...facts, totals: DONE } : facts;
      },
    },
  };
}

function actuatorOver(target: PlantedTarget, simulator: Actuator): Actuator {
  const dry = (context: ActuatorContext): ActuatorContext => ({ ...context, mode: "DRYRUN" });
  const take = async <Result>(phase: MutatingPhase, work: () => Promise<Result>): Promise<Result> => {
    target.asked.push(phase);
    // The change may be in the target or not: the last one is, so that the run can end as promised.
    if (phase === "lifecycle_enact") target.moved = true;
    const fault = target.faults.get(phase);
    target.faults.delete(phase);
    if (fault !== undefined) throw fault;
    return work();
  };
  return {
    preWriteBackup: (context) => take("pre_write_backup", () => simulator.preWriteBackup(dry(context))),
    cutLegA: (context, request) => take("cut_leg_a", () => simulator.cutLegA(dry(context), request)),
    legBRecord: (context, request) => take("leg_b_record", () => simulator.legBRecord(dry(context), request)),
    verifyResultCountFor: (context, request) => simulator.verifyResultCountFor(dry(context), request),
    writeVerify: (context, request) => take("verify", () => simulator.writeVerify(dry(context), request)),
    lifecycleEnact: (context, request) =>
      take("lifecycle_enact", () => simulator.lifecycleEnact(dry(context), request)),
    totals: (context) => simulator.totals(dry(context)),
    retries: () => simulator.retries(),
  };
}

/** One plan that asks for LIVE, with its target and its policy. */
export function livePlan(): Files {
  const files = manyPlans(1, UNITS);
  const plan = "plans/plan-00000/plan.yaml";
  return { ...files, [plan]: String(files[plan]).replace("mode: DRYRUN", "mode: LIVE") };
}

/** Bob's decision at the gate where the run of the one plan stands, with every binding filled in. */
export function decisionFor(
  directory: string,
  change: Partial<Edges>,
  draft: Partial<ApprovalDraft> = {},
): Promise<Files> {
  return withReconciliation(directory, change, (_edges, { cases }) => {
    const [found] = cases;
    if (found?.kind !== "work" || found.work.gate === undefined) throw new Error("the run stands at no gate");
    const { work } = found;
    const run = work.recorded.find(({ state }) => state.id === work.difference.run);
    if (run === undefined) throw new Error("no run is on record");
    const { gate } = found.work.gate;
    const text = draftApproval(expectationOf(work, run.state), {
      gate,
      decision: "approve",
      approver: "bob",
      notBefore: "2026-11-21T00:00:00Z",
      expiresAt: "2030-01-01T00:00:00Z",
      nonce: "0".repeat(32),
      reason: "tested",
      ...draft,
    });
    return Promise.resolve({ [approvalPath(work.plan, gate, "bob")]: text });
  });
}

/** The statements of every run of the one plan, by run. */
export function recordedRuns(directory: string): ReadonlyMap<string, readonly Statement[]> {
  const folder = path.join(directory, "runs/plan-00000");
  return new Map(
    readdirSync(folder).map((run) => {
      const text = readFileSync(path.join(folder, run, "evidence.jsonl"), "utf8");
      return [
        run,
        text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line) as Statement),
      ];
    }),
  );
}
