// Several processes at one lock, some of them killed. Why each: see the line above each test.
import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { setImmediate as nextTurn, setTimeout as wait } from "node:timers/promises";
import { acquireLock } from "../../src/runs/lock.ts";
import { ownIdentity } from "../../src/runs/process-identity.ts";
import { makeFolder } from "../runs/sample-tree.ts";

const HOLDER = join(import.meta.dirname, "../runs/hold-lock.ts");

interface Contender {
  readonly child: ChildProcessWithoutNullStreams;
  /** The lines it has said so far. */
  readonly said: () => readonly string[];
}

function contend(context: TestContext, ...args: readonly string[]): Contender {
  const child = spawn(process.execPath, [HOLDER, ...args]);
  context.after(() => child.kill("SIGKILL"));
  child.stderr.pipe(process.stderr);
  let text = "";
  child.stdout.on("data", (chunk: Buffer) => (text += chunk.toString()));
  return { child, said: () => text.split("\n").slice(0, -1) };
}

async function firstWord(contender: Contender): Promise<string> {
  for (let tries = 0; tries < 2000; tries += 1) {
    const [word] = contender.said();
    if (word !== undefined) return word;
    await wait(5);
  }
  throw new Error("the process said nothing");
}

async function end(contender: Contender, how: "kill" | "close"): Promise<void> {
  if (contender.child.exitCode !== null || contender.child.signalCode !== null) return;
  const closed = once(contender.child, "close");
  if (how === "kill") contender.child.kill("SIGKILL");
  else contender.child.stdin.end();
  await closed;
}

// The ordinary case: someone has reconcile running in another window.
test("a living process holds the lock until it gives it back", { timeout: 60_000 }, async (context) => {
  const folder = makeFolder(context);
  const holder = contend(context, folder);
  holder.child.stdin.write("go\n");
  assert.equal(await firstWord(holder), "held");
  await assert.rejects(
    acquireLock(folder, { command: "reconcile run" }),
    (error: Error & { code?: unknown }) => {
      assert.equal(error.code, "LOCK_HELD");
      assert.ok(error.message.includes(String(holder.child.pid)));
      return true;
    },
  );
  await end(holder, "close");
  await (await acquireLock(folder, { command: "reconcile run" })).release();
});

// A lock whose owner is dead is the moment when everyone who waited comes at once.
test(
  "of many that come for a dead one's lock exactly one gets it, the others name it",
  { timeout: 60_000 },
  async (context) => {
    const folder = makeFolder(context);
    const dead = contend(context, folder);
    dead.child.stdin.write("go\n");
    assert.equal(await firstWord(dead), "held");
    await end(dead, "kill");
    assert.equal(readdirSync(folder).length, 1, "it left its claim behind");
    const contenders = Array.from({ length: 8 }, () => contend(context, folder));
    await Promise.all(contenders.map(({ child }) => once(child, "spawn")));
    await wait(300);
    for (const { child } of contenders) child.stdin.write("go\n");
    const words = await Promise.all(contenders.map(firstWord));
    const winners = contenders.filter((_, index) => words[index] === "held");
    assert.equal(winners.length, 1, words.join("\n"));
    for (const word of words.filter((text) => text !== "held")) {
      const refusal = JSON.parse(word) as { code: string; message: string };
      assert.equal(refusal.code, "LOCK_HELD");
      assert.ok(refusal.message.includes(String(winners[0]?.child.pid)), refusal.message);
    }
    for (const contender of contenders) await end(contender, "close");
    assert.deepEqual(readdirSync(folder), []);
  },
);

// A process that looked before the lock was given back, and claims after someone else took it under another number.
test(
  "a claim that came up between our look and our own claim makes us take back ours",
  { timeout: 60_000 },
  async (context) => {
    const folder = makeFolder(context);
    const dead = contend(context, folder);
    dead.child.stdin.write("go\n");
    assert.equal(await firstWord(dead), "held");
    await end(dead, "kill");
    const [name = ""] = readdirSync(folder);
    const own = { ...ownIdentity(), since: "2026-11-21T10:00:00Z", command: "the other" };
    let isPlanted = false;
    const taking = acquireLock(folder, { command: "reconcile run" }).finally(() => (isPlanted = true));
    const rejected = assert.rejects(taking, /the other/);
    // Our draft is written after the first look and before the claim: the moment is seen, not guessed.
    while (!isPlanted) {
      if (readdirSync(folder).some((entry) => entry.startsWith("draft-"))) {
        writeFileSync(join(folder, "holder-9.json"), JSON.stringify(own));
        isPlanted = true;
      }
      await nextTurn();
    }
    await rejected;
    assert.deepEqual(readdirSync(folder).sort(), [name, "holder-9.json"].sort());
  },
);

// Taking, giving back and dying at random reaches the orders of events that nobody thinks of.
test(
  "whatever is killed when, no two hold the lock at once and it is always taken up again",
  { timeout: 60_000 },
  async (context) => {
    const folder = makeFolder(context);
    const marker = makeFolder(context);
    const start = (): Contender => contend(context, folder, "cycle", marker);
    const contenders = Array.from({ length: 4 }, start);
    const everyone = [...contenders];
    await Promise.all(contenders.map(firstWord));
    for (let kill = 0; kill < 8; kill += 1) {
      await wait(40 + ((kill * 37) % 60));
      const [victim] = contenders.splice(kill % contenders.length, 1);
      assert.ok(victim);
      await end(victim, "kill");
      const next = start();
      contenders.push(next);
      everyone.push(next);
      const before = contenders.map(({ said }) => said().length).reduce((a, b) => a + b);
      for (let tries = 0; tries < 1000; tries += 1) {
        if (contenders.map(({ said }) => said().length).reduce((a, b) => a + b) > before) break;
        await wait(5);
      }
      assert.ok(
        contenders.map(({ said }) => said().length).reduce((a, b) => a + b) > before,
        "nobody could go on",
      );
    }
    for (const contender of contenders) await end(contender, "kill");
    const said = everyone.flatMap((contender) => contender.said());
    assert.deepEqual(
      said.filter((word) => word !== "held"),
      [],
    );
    // Four began, and after each of the eight kills somebody went on: no count of what a fast machine would reach.
    assert.ok(said.length >= 12, `only ${said.length} times`);
    await (await acquireLock(folder, { command: "reconcile run" })).release();
    assert.deepEqual(readdirSync(folder), []);
  },
);
