// Runs torn in LIVE at a phase, made once for each and copied for each test, and the ways to carry them on.
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { after } from "node:test";
import type { Statement } from "../../src/model/generated/statement.ts";
import type { MutatingPhase, RecordName, Resolution } from "../../src/model/phase.ts";
import { TornEffect } from "../../src/model/torn-effect.ts";
import type { PlanOutcome } from "../../src/reconcile/plan-outcome.ts";
import { reconcileOnce } from "./open-edges.ts";
import {
  decisionFor,
  livePlan,
  plantedBuild,
  plantedTarget,
  recordedRuns,
  type PlantedTarget,
} from "./planted-live.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type Ending,
  type TestRepository,
} from "./repository.ts";

export const MUTATING = [
  "pre_write_backup",
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "lifecycle_enact",
] as const;
export const DARK = new TornEffect({ reason: "OUTCOME_UNKNOWN", seen: null, transaction: "7301" });

export interface Torn {
  readonly repository: TestRepository;
  readonly target: PlantedTarget;
  readonly outcome: PlanOutcome;
}

/** Reconciles and approves what it waits for, until it waits for nothing or at SG_3. */
export async function carryOn(
  { directory, commit }: TestRepository,
  target: PlantedTarget,
): Promise<PlanOutcome> {
  for (;;) {
    const [outcome] = await reconcileOnce(directory, plantedBuild(target));
    assert.ok(outcome !== undefined);
    if (outcome.gate === undefined || outcome.gate.gate === "SG_3") return outcome;
    commit(await decisionFor(directory, plantedBuild(target)));
  }
}

/** Runs torn at each phase, made once: what a test does to its copy stays there. */
const PREPARED = new Map<MutatingPhase, Promise<Torn>>();
after(() => Promise.all([...PREPARED.values()].map(async (torn) => removeFolder((await torn).repository))));

async function prepare(phase: MutatingPhase): Promise<Torn> {
  const repository = makeRepository({ after: () => undefined });
  repository.commit(livePlan());
  const target = plantedTarget({ [phase]: DARK });
  return { repository, target, outcome: await carryOn(repository, target) };
}

export async function tornAt(ending: Ending, phase: MutatingPhase): Promise<Torn> {
  const made = PREPARED.get(phase) ?? prepare(phase);
  PREPARED.set(phase, made);
  const { repository, target, outcome } = await made;
  const directory = makeFolder(ending);
  cpSync(repository.directory, directory, { recursive: true });
  const { asked, moved, readings } = target;
  const copy = { ...plantedTarget(), asked: [...asked], moved, readings };
  return { repository: openTestRepository(directory), target: copy, outcome };
}

function removeFolder({ directory }: TestRepository): void {
  rmSync(directory, { recursive: true, force: true });
}

export async function resolve({ repository, target }: Torn, resolution: Resolution): Promise<PlanOutcome> {
  repository.commit(await decisionFor(repository.directory, plantedBuild(target), { resolution }));
  return carryOn(repository, target);
}

export function statementsOf({ repository }: Torn): readonly Statement[] {
  const [statements = [], ...others] = recordedRuns(repository.directory).values();
  assert.deepEqual(others, [], "there is one run");
  return statements;
}

export function phasesOf(statements: readonly Statement[]): readonly RecordName[] {
  return statements.map(({ predicate }) => predicate.phase);
}

export function kindsOf({ concerns }: PlanOutcome): readonly string[] {
  return concerns.map(({ kind }) => kind);
}

export function reportOf({ directory }: TestRepository): string {
  const folder = path.join(directory, "runs/plan-00000");
  return readFileSync(path.join(folder, readdirSync(folder)[0] ?? "", "report.md"), "utf8");
}
