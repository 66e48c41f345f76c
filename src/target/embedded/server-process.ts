// The process of a server, found by its folder and ended: by whoever started it, took it over or clears up after a dead
// owner. Never signals a process that is not shown to be the server of that very folder.
import { spawnSync } from "node:child_process";
import { closeSync, constants, existsSync, openSync, readFileSync, readSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { dataOf } from "./server-folder.ts";
import { runs } from "./server-identity.ts";

const STEP_MS = 5;
const STOP_LIMIT_MS = 10_000;
const NOW_LIMIT_MS = 3_000;

/** What the server writes into its lock file (PostgreSQL manual, "Database File Layout"); undefined where there is none. */
export function readLockFile(
  folder: string,
): { readonly pid: number; readonly isReady: boolean } | undefined {
  const lines = readHead(lockFile(folder))?.split("\n") ?? [];
  const pid = /^[1-9][0-9]{0,9}$/.test(lines[0] ?? "") ? Number(lines[0]) : undefined;
  return pid === undefined ? undefined : { pid, isReady: lines[7]?.trim() === "ready" };
}

/** The number of the server that runs on this folder's data; undefined where none can be shown to. */
export function findServer(folder: string): number | undefined {
  const pid = readLockFile(folder)?.pid;
  return pid !== undefined && runs(pid) && commandLine(pid).includes(dataOf(folder)) ? pid : undefined;
}

/** Ends it as a "fast shutdown" and waits; one that does not end in ten seconds is killed. */
export async function stopServer(folder: string, pid: number): Promise<void> {
  signal(pid, "SIGINT");
  for (let waitedMs = 0; !isOver(folder, pid); waitedMs += STEP_MS) {
    if (waitedMs === STOP_LIMIT_MS) signal(pid, "SIGKILL");
    await wait(STEP_MS);
  }
}

/** Ends it as an "immediate shutdown", for a process that has no time left; blocks until it is over. */
export function stopServerNow(folder: string, pid: number): void {
  signal(pid, "SIGQUIT");
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let waitedMs = 0; waitedMs < NOW_LIMIT_MS; waitedMs += STEP_MS) {
    if (isOver(folder, pid)) return;
    Atomics.wait(pause, 0, 0, STEP_MS);
  }
  signal(pid, "SIGKILL");
}

/** Removing its lock file is the last that a server does; of one that was killed the number is free again. */
function isOver(folder: string, pid: number): boolean {
  return !existsSync(lockFile(folder)) || !runs(pid);
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It was faster.
  }
}

function lockFile(folder: string): string {
  return path.join(dataOf(folder), "postmaster.pid");
}

/** Another user may own what lies in data/: no link is followed, and nothing waits for the other end of a pipe. */
function readHead(file: string): string | undefined {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  let handle: number;
  try {
    handle = openSync(file, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  } catch {
    return undefined;
  }
  try {
    const bytes = new Uint8Array(4096);
    return Buffer.from(bytes.subarray(0, readSync(handle, bytes))).toString("latin1");
  } catch {
    return undefined;
  } finally {
    closeSync(handle);
  }
}

/** Its arguments, or, where there is no /proc, all of them and their parts; none on Windows, where nobody is ended so. */
function commandLine(pid: number): readonly string[] {
  if (process.platform === "linux") return (tryReadText(`/proc/${pid}/cmdline`) ?? "").split("\0");
  if (process.platform === "win32") return [];
  const { stdout } = spawnSync("/bin/ps", ["-o", "command=", "-ww", "-p", String(pid)], { encoding: "utf8" });
  return stdout.split(/\s+/);
}

function tryReadText(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
