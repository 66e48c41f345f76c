// Who a process is, so that another can tell later whether it still runs. Small on purpose, and only for the owners of
// embedded servers: on Linux from /proc, elsewhere the number has to do.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Of this boot, of the space in which the number counts, and of the start of the process; null where not known. */
  readonly bootId: string | null;
  readonly pidSpace: string | null;
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

/** Undefined for text that is no identity. */
export function parseIdentity(text: string): ProcessIdentity | undefined {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const isSound =
      value !== null &&
      Number.isSafeInteger(value["pid"]) &&
      Number(value["pid"]) > 0 &&
      typeof value["host"] === "string" &&
      ["bootId", "pidSpace", "startTicks"].every(
        (name) => value[name] === null || typeof value[name] === "string",
      );
    return isSound ? (value as unknown as ProcessIdentity) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process may still run. Of another machine or container nothing can be told: true. */
export function mayRun(other: ProcessIdentity): boolean {
  const own = ownIdentity();
  if (other.bootId !== own.bootId) return other.host !== own.host;
  if (other.pidSpace !== own.pidSpace || (own.bootId === null && other.host !== own.host)) return true;
  return runs(other.pid, other.startTicks);
}

/** Whether something runs under this number, and, where the moment is given, has run since then. */
export function runs(pid: number, startTicks: string | null = null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there and belongs to someone else.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  const start = startOf(pid);
  if (start === undefined) return true;
  return !start.isOver && (startTicks === null || startTicks === start.ticks);
}

/** Field 22 of /proc/<pid>/stat (proc(5)), after the name in brackets, which may hold anything; state Z or X is dead. */
function startOf(pid: number): { readonly ticks: string; readonly isOver: boolean } | undefined {
  const stat = tryRead(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  const state = fields?.[0];
  const ticks = fields?.[19];
  return state === undefined || ticks === undefined
    ? undefined
    : { ticks, isOver: state === "Z" || state === "X" };
}

function tryRead(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
