// SIGKILL at every place of every mutating phase of a LIVE run in a sandbox: whoever carries the run on afterwards ends with
// exactly the predicted rows, one chain of evidence, and no step done twice. KILL_SEEDS says how many plans go through it (3).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { STEPS } from "../../src/phases/graph.ts";
import { Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { KILL_PLACES, reaches, type KillPlace } from "../support/kill-places.ts";
import { recordedRuns } from "../support/planted-live.ts";
import { makeFolder, makeRepository, type TestRepository } from "../support/repository.ts";
import { cleanEnvironment } from "../support/run-reconcile.ts";
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

const CHILD = path.join(import.meta.dirname, "../support/sandbox-child.ts");
const SEEDS = Number(process.env["KILL_SEEDS"] ?? 3);

interface Scene {
  readonly repository: TestRepository;
  /** Holds the folder of the sandbox, once there is one. */
  readonly noteFile: string;
  readonly variant: number;
}

/** A child carries the run on until it dies there; answers how it ended. */
async function killAt(
  { repository, noteFile, variant }: Scene,
  phase: MutatingPhase,
  place: KillPlace,
): Promise<string> {
  const args = [CHILD, repository.directory, noteFile, String(variant), phase, place];
  const child = spawn(process.execPath, args, {
    env: cleanEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once("close", (...end) => {
      resolve(end);
    }),
  );
  return signal ?? `exit ${String(code)}: ${said}`;
}

function phasesOnRecord({ repository }: Scene): readonly string[] {
  return [...recordedRuns(repository.directory).values()].flatMap(phasesOf);
}

async function playRow(context: TestContext, place: KillPlace, variant: number): Promise<void> {
  const repository = makeRepository(context);
  repository.commit(liveFiles(liveCase(variant)));
  const scene = { repository, variant, noteFile: path.join(makeFolder(context), "sandbox") };
  for (const phase of MUTATING.filter((one) => reaches(one, place))) {
    assert.equal(await killAt(scene, phase, place), "SIGKILL", `${phase} at ${place}`);
    assert.equal(phasesOnRecord(scene).includes(phase), place === "after_evidence", `${phase} at ${place}`);
  }
  const sandbox = await Sandbox.resume(readFileSync(scene.noteFile, "utf8"));
  try {
    const outcome = await carryInSandbox(repository, sandboxEdges(sandbox));
    assert.equal(outcome.state, "closed", `${outcome.text} ${outcome.todo ?? ""}`);
    assert.deepEqual(phasesOnRecord(scene), STEPS, "one chain, each step once");
    await assertRowsAsPredicted(repository.directory, sandbox, liveCase(variant).seed);
  } finally {
    await sandbox.stop();
  }
}

/** PHASE at PLACE → how many plans came out exactly as predicted. */
const exact = new Map<string, number>();

function note(place: KillPlace): void {
  for (const phase of MUTATING.filter((one) => reaches(one, place))) {
    const cell = `${phase} at ${place}`;
    exact.set(cell, (exact.get(cell) ?? 0) + 1);
  }
}

for (const [index, place] of KILL_PLACES.entries()) {
  for (let seed = 0; seed < SEEDS; seed += 1) {
    test(`killed at ${place} in every phase: exactly the predicted rows, one chain (plan ${seed + 1})`, async (context) => {
      if (skipWithoutDump(context)) return;
      await playRow(context, place, index + 2 * seed);
      note(place);
    });
  }
}

test("what came of each kill is what docs/reliability.md says", async (context) => {
  if (skipWithoutDump(context)) return;
  const cellOf = (place: KillPlace, phase: MutatingPhase): string => {
    if (!reaches(phase, place)) return "–";
    return exact.get(`${phase} at ${place}`) === SEEDS ? "exact" : "NOT EXACT";
  };
  const head = ["killed", ...MUTATING.map((phase) => `\`${phase}\``)];
  const rows = KILL_PLACES.map((place) => [`\`${place}\``, ...MUTATING.map((phase) => cellOf(place, phase))]);
  await publishTable("kills", [head, ...rows]);
});
