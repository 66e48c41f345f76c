// The connection cut at every boundary of every mutating phase of a LIVE run in a sandbox. The step is done, or it is not and
// is done by the next reconcile, or nobody can know and the run stands at SG_3; the rows say the same in the end.
import assert from "node:assert/strict";
import { suite, test, type TestContext } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { STEPS } from "../../src/phases/graph.ts";
import type { PlanOutcome } from "../../src/reconcile/plan-outcome.ts";
import { BOUNDARIES, type Boundary } from "../../src/target/live/live-wiring.ts";
import type { WireFault } from "../../src/target/sandbox/fault-wire.ts";
import { Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { reaches } from "../support/kill-places.ts";
import { recordedRuns } from "../support/planted-live.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import {
  assertRowsAsPredicted,
  carryInSandbox,
  liveCase,
  liveFiles,
  sandboxEdges,
} from "../support/sandbox-runs.ts";
import { skipWithoutDump } from "../support/skip-without-dump.ts";
import { MUTATING, phasesOf } from "../support/torn-runs.ts";
import { publishTable } from "./published-table.ts";

/** The backup writes no row, and goes by connections of its own. */
const WRITING = MUTATING.filter((phase) => phase !== "pre_write_backup");

const RESET: WireFault = { kind: "reset" };
const CUT: WireFault = { kind: "cut", afterBytes: 20 };
const SWALLOW: WireFault = { kind: "swallow" };
const REFUSE: WireFault = { kind: "refuse" };

/** What comes of it in every phase that has the boundary. */
type Fate = "done" | "not done" | "torn";

const CASES: readonly (readonly [Boundary, WireFault, Fate])[] = [
  ["after_lock", RESET, "not done"],
  ["after_lock", CUT, "not done"],
  ["mid_batch", RESET, "not done"],
  ["mid_batch", SWALLOW, "not done"],
  ["before_commit", RESET, "not done"],
  ["before_commit", CUT, "not done"],
  ["commit_sent", SWALLOW, "done"],
  ["commit_sent", REFUSE, "torn"],
  ["after_commit", RESET, "done"],
];

test("every boundary at which a connection is open has its case", () => {
  const open = BOUNDARIES.filter((boundary) => boundary !== "before_begin");
  assert.deepEqual([...new Set(CASES.map(([boundary]) => boundary))], open);
});

interface Scene {
  readonly repository: TestRepository;
  readonly sandbox: Sandbox;
  /** The phases at whose boundary the fault is still to be planted, once each. */
  readonly pending: Set<MutatingPhase>;
}

async function openScene(
  context: TestContext,
  [boundary, fault]: readonly [Boundary, WireFault],
): Promise<Scene> {
  const repository = makeRepository(context);
  const plan = liveCase(1);
  repository.commit(liveFiles(plan));
  const pending = new Set<MutatingPhase>();
  const sandbox = await Sandbox.start({
    seed: plan.seed,
    faultWire: true,
    onBoundary: ({ phase, boundary: reached, wire }) => {
      if (reached === boundary && pending.delete(phase)) wire?.plant(fault);
    },
  });
  context.after(() => sandbox.stop());
  return { repository, sandbox, pending };
}

/** Carries the run until it ends, waits at SG_3, or an edge refuses; a refusal is answered with its code. */
async function carry({ repository, sandbox }: Scene): Promise<PlanOutcome | string> {
  try {
    return await carryInSandbox(repository, sandboxEdges(sandbox));
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function countOf({ repository }: Scene, phase: MutatingPhase): number {
  const phases = [...recordedRuns(repository.directory).values()].flatMap(phasesOf);
  return phases.filter((one) => one === phase).length;
}

/** The fault, planted in that phase, ends the reconcile with a refusal, and the phase is not on record. */
async function refuseOnce(scene: Scene, phase: MutatingPhase): Promise<void> {
  scene.pending.add(phase);
  const outcome = await carry(scene);
  assert.deepEqual([...scene.pending], [], `${phase}: the fault was planted`);
  assert.ok(typeof outcome === "string", `${phase}: a refusal, not ${JSON.stringify(outcome)}`);
  assert.equal(countOf(scene, phase), 0, `${phase} is not on record`);
}

/** PHASE, fault and boundary → what came of it. */
const seen = new Map<string, Fate>();

function keyOf(phase: MutatingPhase, boundary: Boundary, { kind }: WireFault): string {
  return `${phase} ${kind} ${boundary}`;
}

for (const [boundary, fault, fate] of CASES) {
  if (fate === "torn") continue;
  test(`${fault.kind} at ${boundary}: ${fate}, in every phase, and the run closes with the predicted rows`, async (context) => {
    if (skipWithoutDump(context)) return;
    const scene = await openScene(context, [boundary, fault]);
    const phases = WRITING.filter((one) => reaches(one, boundary));
    if (fate === "done") for (const phase of phases) scene.pending.add(phase);
    else for (const phase of phases) await refuseOnce(scene, phase);
    const outcome = await carry(scene);
    assert.ok(typeof outcome !== "string" && outcome.state === "closed", JSON.stringify(outcome));
    assert.deepEqual([...scene.pending], [], "every fault was planted");
    const onRecord = [...recordedRuns(scene.repository.directory).values()].flatMap(phasesOf);
    assert.deepEqual(onRecord, STEPS, "one chain, each step once");
    await assertRowsAsPredicted(scene.repository.directory, scene.sandbox, liveCase(1).seed);
    for (const phase of phases) seen.set(keyOf(phase, boundary, fault), fate);
  });
}

suite("COMMIT is not answered, and there is no other connection", { concurrency: true }, () => {
  for (const phase of WRITING) {
    test(`${phase}: the run stands at SG_3, and is not tried again`, async (context) => {
      if (skipWithoutDump(context)) return;
      const scene = await openScene(context, ["commit_sent", REFUSE]);
      scene.pending.add(phase);
      const outcome = await carry(scene);
      assert.ok(typeof outcome !== "string", JSON.stringify(outcome));
      assert.equal(outcome.gate?.gate, "SG_3");
      assert.match(outcome.text, new RegExp(`^${phase} is torn`));
      scene.sandbox.wire?.heal();
      const again = await carry(scene);
      assert.ok(typeof again !== "string" && again.gate?.gate === "SG_3");
      assert.equal(countOf(scene, phase), 1);
      seen.set(keyOf(phase, "commit_sent", REFUSE), "torn");
    });
  }
});

const WORDS = { done: "done", "not done": "not done, then done", torn: "SG_3" } as const;
const FAULT_WORDS = {
  reset: "cut at both ends",
  cut: "cut after 20 bytes",
  swallow: "answer lost",
  refuse: "answer lost, and no other connection",
  half_open: "silent",
} as const satisfies Record<WireFault["kind"], string>;

test("what came of each cut is what docs/reliability.md says", async (context) => {
  if (skipWithoutDump(context)) return;
  const head = ["connection", "at", ...WRITING.map((phase) => `\`${phase}\``)];
  const rows = CASES.map(([boundary, fault]) => [
    FAULT_WORDS[fault.kind],
    `\`${boundary}\``,
    ...WRITING.map((phase) => {
      const fate = seen.get(keyOf(phase, boundary, fault));
      return fate === undefined ? "–" : WORDS[fate];
    }),
  ]);
  await publishTable("cuts", [head, ...rows]);
});
