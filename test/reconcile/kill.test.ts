// SIGKILL at random moments of a reconcile of many plans: after one more undisturbed run there are the same bytes on disk
// as where nobody was ever disturbed. The moments come from a fixed seed; how far each run got by then is the machine's.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import type { GateName } from "../../src/model/phase.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type TestRepository,
} from "../support/repository.ts";
import { cleanEnvironment, MAIN_FILE, runReconcile } from "../support/run-reconcile.ts";

const PLANS = 50;
const KILLS = 4;
const ARGS = ["--quiet", "--now", "2026-11-21T10:00:00Z"];

/** A small generator with a fixed seed (Park and Miller, 1988), so that a failure can be run again. */
function* randoms(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

function readRuns(folder: string): ReadonlyMap<string, string> {
  const root = path.join(folder, "runs");
  if (!existsSync(root)) return new Map();
  const names = readdirSync(root, { recursive: true, encoding: "utf8", withFileTypes: true });
  const files = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.sort().map((file) => [path.relative(root, file), readRunFile(file)]));
}

/** The clones have keys of their own, and ECDSA never signs twice alike: of a signature counts what it is over. */
function readRunFile(file: string): string {
  const text = readFileSync(file, "utf8");
  if (!file.endsWith("attestations.jsonl")) return text;
  const bundles = text.trimEnd().split("\n");
  return bundles
    .map((line) => (JSON.parse(line) as { dsseEnvelope: { payload: string } }).dsseEnvelope.payload)
    .join("\n");
}

/** Starts a reconcile and kills it after a while; answers whether it was still running. */
async function killAfter(folder: string, delayMs: number): Promise<boolean> {
  const child = spawn(process.execPath, [MAIN_FILE, ...ARGS], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: "ignore",
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.once("exit", (_code, signal) => resolve(signal)),
  );
  await wait(delayMs);
  child.kill("SIGKILL");
  return (await ended) === "SIGKILL";
}

/** An undisturbed reconcile, and how long it took. */
function settle(repository: TestRepository): number {
  const startedMs = performance.now();
  const { exit, stderr } = runReconcile(repository.directory, ARGS);
  assert.equal(exit, 0, stderr);
  return performance.now() - startedMs;
}

async function disturb(
  repository: TestRepository,
  moments: Iterator<number, never>,
  wholeMs: number,
): Promise<number> {
  let killed = 0;
  // Most moments are while it runs; where every one came too late, earlier and earlier ones are tried.
  for (let round = 0; round < KILLS || (killed === 0 && round < 30); round += 1) {
    const share = round < KILLS ? 0.7 : 1 / (round + 1);
    if (await killAfter(repository.directory, moments.next().value * wholeMs * share)) killed += 1;
  }
  return killed;
}

test("a reconcile that is killed again and again ends in the bytes of one that never was", async (context: TestContext) => {
  const original = makeRepository(context);
  original.commit(manyPlans(PLANS, 4));
  const copy = makeFolder(context);
  cpSync(original.directory, copy, { recursive: true });
  const calm = openTestRepository(original.directory);
  const disturbed = openTestRepository(copy);
  const moments = randoms(20261121);
  for (const gate of [undefined, "SG_1", "SG_2"] satisfies (GateName | undefined)[]) {
    if (gate !== undefined) {
      const approvals = approvalsFor(calm.directory, gate);
      assert.equal(Object.keys(approvals).length, PLANS);
      assert.equal(
        calm.commit(approvals, gate),
        disturbed.commit(approvals, gate),
        "both are at the same commit",
      );
    }
    const wholeMs = settle(calm);
    const killed = await disturb(disturbed, moments, wholeMs);
    settle(disturbed);
    context.diagnostic(`${gate ?? "begin"}: killed ${killed} times`);
    assert.ok(killed > 0, "at least one reconcile was killed while it ran");
    assert.deepEqual(readRuns(disturbed.directory), readRuns(calm.directory));
  }
  assert.equal(runReconcile(disturbed.directory, ["verify", ...ARGS]).exit, 0, "every signature holds");
  const closed = [...readRuns(calm.directory).values()].filter((text) =>
    text.includes('"phase":"closeout"'),
  ).length;
  assert.equal(closed, PLANS, "every plan was closed");
});
