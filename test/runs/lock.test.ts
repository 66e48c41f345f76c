// One holder at a time, by name; what the dead leave behind holds nobody up.
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import { acquireLock } from "../../src/runs/lock.ts";
import { ownIdentity } from "../../src/runs/process-identity.ts";
import { makeFolder } from "./sample-tree.ts";

const HOLDER = { ...ownIdentity(), since: "2026-11-21T10:00:00Z", command: "reconcile run" };
const DEAD = { ...HOLDER, pid: 2 ** 30 };

function refused(code: RefusalCode, ...says: readonly string[]) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Error && "code" in error && "todo" in error, String(error));
    assert.equal(error.code, code);
    for (const text of says)
      assert.ok(`${error.message} ${String(error.todo)}`.includes(text), error.message);
    return true;
  };
}

function claim(folder: string, number: number, content: unknown): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `holder-${number}.json`);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

test("a lock names its holder, refuses the second one, and leaves nothing behind", async (context) => {
  const folder = join(makeFolder(context), "cutplan", "lock");
  const lock = await acquireLock(folder, { command: "reconcile run handbook" });
  const [name = ""] = readdirSync(folder);
  const noted = JSON.parse(readFileSync(join(folder, name), "utf8")) as Record<string, unknown>;
  assert.deepEqual(
    [noted["pid"], noted["host"], noted["command"]],
    [process.pid, HOLDER.host, "reconcile run handbook"],
  );
  assert.match(String(noted["since"]), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const says = ["reconcile run handbook", String(process.pid), HOLDER.host, name];
  await assert.rejects(acquireLock(folder, { command: "reconcile run" }), refused("LOCK_HELD", ...says));
  assert.equal(readdirSync(folder).length, 1);
  await lock.release();
  await lock.release();
  assert.deepEqual(readdirSync(folder), []);
  await (await acquireLock(folder, { command: "reconcile run" })).release();
});

test("a second release does not give back the lock of whoever took it since", async (context) => {
  const folder = makeFolder(context);
  const first = await acquireLock(folder, { command: "first" });
  await first.release();
  const second = await acquireLock(folder, { command: "second" });
  await first.release();
  await assert.rejects(acquireLock(folder, { command: "third" }), refused("LOCK_HELD", "second"));
  await second.release();
});

test("a holder whose claim a person cleared away does not give back another's lock", async (context) => {
  const folder = makeFolder(context);
  const lock = await acquireLock(folder, { command: "reconcile run" });
  const path = claim(folder, 1, { ...HOLDER, pid: 1, startTicks: null });
  await lock.release();
  assert.ok(existsSync(path));
});

test("claims of the dead, and what they left half made, are taken over and cleared away", async (context) => {
  const folder = makeFolder(context);
  claim(folder, 3, DEAD);
  claim(folder, 7, { ...DEAD, bootId: "another boot", pid: process.pid });
  writeFileSync(join(folder, `draft-${DEAD.pid}-0a.json`), "{");
  writeFileSync(join(folder, `draft-${process.pid}-0b.json`), "{");
  const lock = await acquireLock(folder, { command: "reconcile run" });
  assert.deepEqual(readdirSync(folder).sort(), [`draft-${process.pid}-0b.json`, "holder-8.json"]);
  await lock.release();
});

test("a living claim holds the lock whatever its number among dead ones", async (context) => {
  for (const number of [1, 9]) {
    const folder = makeFolder(context);
    claim(folder, 5, DEAD);
    claim(folder, number, HOLDER);
    await assert.rejects(
      acquireLock(folder, { command: "reconcile run" }),
      refused("LOCK_HELD", `holder-${number}.json`),
    );
    assert.equal(readdirSync(folder).length, 2);
  }
});

test("a holder on another machine is believed to live, and the text says how to clear it away", async (context) => {
  const folder = makeFolder(context);
  const path = claim(folder, 1, { ...DEAD, host: "elsewhere", bootId: "other", pidSpace: null });
  await assert.rejects(
    acquireLock(folder, { command: "reconcile run" }),
    refused("LOCK_HELD", "elsewhere", path),
  );
  assert.ok(existsSync(path));
});

test("a claim that cannot be read holds the lock, unless it is older than this boot", async (context) => {
  for (const content of [
    "",
    "{",
    "null",
    "[]",
    JSON.stringify({ ...HOLDER, pid: "1" }),
    JSON.stringify({ ...HOLDER, pid: -1 }),
  ]) {
    const folder = makeFolder(context);
    const path = claim(folder, 1, content);
    await assert.rejects(acquireLock(folder, { command: "reconcile run" }), refused("LOCK_HELD", path));
    utimesSync(path, 1, 1);
    await (await acquireLock(folder, { command: "reconcile run" })).release();
  }
});

test("names in a claim are shown, not obeyed", async (context) => {
  const folder = makeFolder(context);
  claim(folder, 1, { ...HOLDER, command: "\u001b[31m\n::error::x", host: HOLDER.host });
  await assert.rejects(acquireLock(folder, { command: "reconcile run" }), (error: Error) => {
    assert.ok(!error.message.includes("\u001b") && !error.message.includes("\n"));
    return true;
  });
});

test("a folder that cannot be made is told with its path", async (context) => {
  const root = makeFolder(context);
  writeFileSync(join(root, "file"), "");
  symlinkSync(join(root, "nowhere"), join(root, "link"));
  for (const place of ["file", "file/lock", "link"]) {
    const folder = join(root, place);
    await assert.rejects(acquireLock(folder, { command: "reconcile run" }), refused("DISK_REFUSED", folder));
  }
});
