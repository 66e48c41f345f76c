// A process that takes a lock: says `held` or the refusal's code and text as JSON, and holds it until its input ends.
// With "cycle" it takes and gives back again and again, and says `violation` when it was not alone. Started by tests.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { acquireLock } from "../../src/runs/lock.ts";

const [folder = "", what = "once", marker = ""] = process.argv.slice(2);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function once(): Promise<void> {
  await waitForInput("go");
  try {
    const lock = await acquireLock(folder, { command: "reconcile run" });
    say("held");
    await waitForInput(undefined);
    await lock.release();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(JSON.stringify({ code: error.code, message: error.message }));
  }
}

/** Resolves at that line of the input, or at its end. */
async function waitForInput(expected: string | undefined): Promise<void> {
  for await (const chunk of process.stdin.iterator({ destroyOnReturn: false })) {
    if (expected !== undefined && String(chunk).includes(expected)) return;
  }
}

async function cycle(): Promise<void> {
  for (;;) {
    try {
      const lock = await acquireLock(folder, { command: "reconcile run" });
      await beAlone();
      await lock.release();
      say("held");
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "LOCK_HELD") throw error;
    }
    await wait(Math.random() * 3);
  }
}

/** The marker is this process's alone while it holds the lock; one that was left by a killed process does not count. */
async function beAlone(): Promise<void> {
  const path = join(marker, "inside");
  const other = readMarker(path);
  if (other !== undefined && other > 0 && isRunning(other)) say(`violation ${other}`);
  writeFileSync(path, String(process.pid));
  await wait(Math.random() * 2);
  if (readMarker(path) !== process.pid) say("violation: the marker was taken");
  rmSync(path);
}

function readMarker(path: string): number | undefined {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

await (what === "cycle" ? cycle() : once());
