// Processes that start servers of their own, in a folder for temporary files of the test's own, and what became of them.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export const CHILD = path.join(import.meta.dirname, "server-child.ts");

/** What a child says of itself. */
export interface Child {
  readonly folder: string;
  readonly version: string;
  /** The number of its server's process. */
  readonly server: number;
  readonly uid?: number;
}

/** Makes a TMPDIR that other users may enter, for this process and its children; `remove` puts the old one back. */
export function enterOwnTmpdir(): { readonly folder: string; readonly remove: () => void } {
  const outer = process.env["TMPDIR"];
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "cutplan-test-"));
  chmodSync(folder, 0o1777);
  process.env["TMPDIR"] = folder;
  return {
    folder,
    remove: () => {
      if (outer === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = outer;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const said = new Map<ChildProcess, Promise<Child>>();

/** Starts a child that ends as the first word has it. */
export function launch(
  args: readonly string[],
  user: { readonly uid?: number; readonly gid?: number } = {},
): ChildProcess {
  const child = spawn(process.execPath, [CHILD, ...args], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"] },
    stdio: ["ignore", "pipe", "ignore"],
    ...user,
  });
  // From the first moment, else what a child says right before its end is thrown away.
  const starting = read(child);
  starting.catch(() => undefined);
  said.set(child, starting);
  return child;
}

/** What the child says once its server is there. */
export async function started(child: ChildProcess): Promise<Child> {
  const starting = said.get(child);
  assert.ok(starting);
  return starting;
}

async function read(child: ChildProcess): Promise<Child> {
  assert.ok(child.stdout);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    return JSON.parse(chunk.toString()) as Child;
  }
  throw new Error("the child ended and had no server");
}

export function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/** Its exit code, or the signal that it died of. */
export async function ended(child: ChildProcess): Promise<number | string | null> {
  if (isRunning(child)) await once(child, "exit");
  return child.exitCode ?? child.signalCode;
}

/** Kills every child that still runs. */
export async function endChildren(): Promise<void> {
  for (const child of said.keys()) {
    child.kill("SIGKILL");
    await ended(child);
  }
}

/** The number of the server that runs in the folder. */
export function serverOf(folder: string): number {
  return Number(readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n", 1)[0]);
}

/** A process that is dead and not yet waited for is over, too. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, "utf8") : "";
    return !/\) [ZX] /.test(stat);
  } catch {
    return false;
  }
}

/** The server's last act is to remove its lock file; its number is free a moment later. */
export async function isGone({ folder, server }: Pick<Child, "folder" | "server">): Promise<void> {
  assert.ok(!existsSync(folder), "the folder is gone");
  await becomesTrue(() => !runs(server));
}

/** Fails where it does not within half a minute. */
export async function becomesTrue(condition: () => boolean): Promise<void> {
  const limit = Date.now() + 30_000;
  while (Date.now() < limit && !condition()) await wait(5);
  assert.ok(condition());
}
