// Runs the programs of PostgreSQL: initdb to its end, the server until it is told to stop. They get an environment of our
// own making and nothing of ours, and no secret in their arguments.
import { spawn, type ChildProcess, type SpawnOptions } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Binaries } from "./binaries.ts";
import { embeddedFailed, systemCode } from "./embedded-refusal.ts";
import { dataOf, logOf, runOf } from "./server-folder.ts";
import { readLockFile } from "./server-process.ts";
import type { ServerUser } from "./server-user.ts";

export interface Ground {
  readonly folder: string;
  readonly binaries: Binaries;
  readonly user: ServerUser | undefined;
  /** Of the socket's name; on Windows, where there is no socket, on loopback. */
  readonly port: number;
}

const STEP_MS = 5;
const START_LIMIT_MS = 60_000;

/** Fast because all of it is thrown away: after a loss of power there is nothing to be found again. */
const THROW_AWAY = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  checkpoint_timeout: "1h",
  autovacuum: "off",
  shared_buffers: "32MB",
  max_connections: "50",
  jit: "off",
  // In the folder, so that nothing is left in /dev/shm.
  dynamic_shared_memory_type: "mmap",
} as const;

/**
 * Makes the cluster, with this verifier for the superuser. `onStart` gets the process, for whoever has to end it early.
 * Rejects with a Refusal EMBEDDED_FAILED.
 */
export async function runInitdb(
  ground: Ground,
  verifier: string,
  onStart: (initdb: ChildProcess) => void,
): Promise<void> {
  const { folder, binaries, user } = ground;
  // Beside data/ and run/, where nobody but us could put something else in its place.
  const secret = path.join(folder, "verifier");
  writeFileSync(secret, `${verifier}\n`, { mode: 0o600, flag: "wx" });
  if (user !== undefined) chownSync(secret, user.uid, user.gid);
  const args = [
    ...["-D", dataOf(folder), "-U", "postgres", "--pwfile", secret, "--auth=scram-sha-256"],
    ...["--encoding=UTF8", "--locale=C", "--wal-segsize=1", "--no-sync", "--no-instructions"],
  ];
  const runOnce = (): Promise<number | string> => {
    const initdb = spawnQuietly(ground, binaries.initdb, args);
    onStart(initdb);
    // Not spawn's own limit, whose clock runs on where the program could not even be started.
    const limit = setTimeout(() => initdb.kill("SIGKILL"), START_LIMIT_MS);
    return endOf(initdb).finally(() => {
      clearTimeout(limit);
    });
  };
  const first = await runOnce();
  // It was not yet in a session of its own when Ctrl-C came, which is ours to answer, and it had done nothing.
  const code = first === "SIGINT" ? await runOnce() : first;
  rmSync(secret, { force: true });
  if (code !== 0) throw embeddedFailed(`initdb ended with ${code}${lastWords(folder)}`);
}

/** Starts the server and waits until it takes connections. Rejects with a Refusal EMBEDDED_FAILED. */
export async function runServer(
  ground: Ground,
  settings: Readonly<Record<string, string>>,
  onStart: (server: ChildProcess) => void,
): Promise<void> {
  const { folder, binaries, port } = ground;
  const all = { ...THROW_AWAY, ...placeOf(folder), ...settings };
  const given = Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", dataOf(folder), "-p", String(port), ...given];
  const server = spawnQuietly(ground, binaries.postgres, args);
  // A process that forgot its server ends all the same, and takes it along.
  server.unref();
  onStart(server);
  const waiting = new AbortController();
  try {
    await Promise.race([whenReady(folder, waiting.signal), failAtEnd(server, folder)]);
  } finally {
    waiting.abort();
  }
}

async function whenReady(folder: string, signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; readLockFile(folder)?.isReady !== true; waitedMs += STEP_MS) {
    if (signal.aborted) return;
    if (waitedMs > START_LIMIT_MS)
      throw embeddedFailed(`the server was not ready in time${lastWords(folder)}`);
    await wait(STEP_MS);
  }
}

async function failAtEnd(server: ChildProcess, folder: string): Promise<never> {
  const code = await endOf(server);
  throw embeddedFailed(`the server ended with ${code}${lastWords(folder)}`);
}

/** A socket in the private folder and nothing on the network; Windows has no sockets that pg can reach. */
function placeOf(folder: string): Readonly<Record<string, string>> {
  if (process.platform === "win32") return { listen_addresses: "127.0.0.1" };
  const quoted = `"${runOf(folder).replaceAll('"', '""')}"`;
  return { listen_addresses: "", unix_socket_directories: quoted, unix_socket_permissions: "0600" };
}

/** Its own session, so that Ctrl-C in the terminal reaches us and not it: we end it in order. */
function spawnQuietly({ folder, user }: Ground, program: string, args: readonly string[]): ChildProcess {
  const log = openSync(logOf(folder), "a", 0o600);
  const options: SpawnOptions = {
    cwd: runOf(folder),
    env: ownEnvironment(),
    stdio: ["ignore", log, log],
    detached: process.platform !== "win32",
    windowsHide: true,
    ...user,
  };
  try {
    return spawn(program, args, options);
  } finally {
    closeSync(log);
  }
}

/** TZ keeps initdb from looking for the machine's time zone. Windows starts no program without SystemRoot. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const own = { LC_ALL: "C", LC_MESSAGES: "C", TZ: "UTC" };
  if (process.platform !== "win32") return { ...own, PATH: "/usr/bin:/bin" };
  return { ...own, PATH: process.env["PATH"], SystemRoot: process.env["SystemRoot"] };
}

/** Its exit code, or the signal that ended it. Rejects with a Refusal EMBEDDED_FAILED where it cannot be run. */
function endOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.on("error", (error) => {
      reject(embeddedFailed(`its programs cannot be run here (${systemCode(error)})`, error));
    });
    child.on("exit", (code, signal) => {
      resolve(code ?? signal ?? "no code");
    });
  });
}

/** The last line that tells what went wrong. Nothing is in the log at this time but what the programs say of themselves. */
function lastWords(folder: string): string {
  // Gone with its folder where the server ended because it was stopped, which nobody waits for any more.
  if (!existsSync(logOf(folder))) return "";
  const lines = readFileSync(logOf(folder), "utf8").split("\n");
  const line =
    lines.findLast((text) => /error|FATAL|PANIC/.test(text)) ?? lines.findLast((text) => text !== "");
  return line === undefined ? "" : `: ${line.trim()}`;
}
