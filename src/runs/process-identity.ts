// Who a process is, so that another can tell later whether it still runs: number, machine, boot and moment of its start.
// On Linux all of it comes from /proc; elsewhere the number and the machine's name have to do.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname, uptime } from "node:os";

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** The kernel's name for this boot; null where it has none. */
  readonly bootId: string | null;
  /** The space in which the number counts (containers have their own); null where there are none. */
  readonly pidSpace: string | null;
  /** Clock ticks from the boot to the start of the process; null where that is not known. */
  readonly startTicks: string | null;
}

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    bootId: tryRead(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    pidSpace: tryRead(() => readlinkSync("/proc/self/ns/pid")),
    startTicks: startOf(process.pid)?.ticks ?? null,
  };
}

/**
 * Whether the process may still be running. It is not when its machine has booted since, or nothing runs under its
 * number, or something does that started at another moment. Of another machine or container nothing can be told: true.
 */
export function mayRun(other: ProcessIdentity, own: ProcessIdentity): boolean {
  const isSameBoot = other.bootId === own.bootId;
  if (other.host === own.host && !isSameBoot) return false;
  if (other.host !== own.host && (!isSameBoot || own.bootId === null)) return true;
  if (other.pidSpace !== own.pidSpace) return true;
  if (!hasProcess(other.pid)) return false;
  const start = startOf(other.pid);
  if (start === undefined) return true;
  return !start.isOver && (other.startTicks === null || other.startTicks === start.ticks);
}

/** When this machine was started, in milliseconds since 1970. */
export function bootedAtMs(): number {
  return Date.now() - uptime() * 1000;
}

function hasProcess(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)), after the name in brackets, which may hold anything; state Z or X is dead. */
function startOf(pid: number): { readonly ticks: string; readonly isOver: boolean } | undefined {
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields?.[0];
  const ticks = fields?.[19];
  if (state === undefined || ticks === undefined) return undefined;
  return { ticks, isOver: state === "Z" || state === "X" };
}

function tryRead(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
