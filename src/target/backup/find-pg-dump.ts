// Which pg_dump takes the backup: the first on PATH, then in the places where distributions put it, that can read the server
// and has its pg_restore beside it. Says what was found where none fits; never takes one that does not.
import { constants } from "node:fs";
import { access, readdir, realpath } from "node:fs/promises";
import path from "node:path";
import { backupRefused } from "./backup-refusal.ts";
import { runBackupTool } from "./run-backup-tool.ts";
import type { Refusal } from "../../diagnostics/refusal.ts";

export interface BackupTools {
  /** Absolute paths. */
  readonly dump: string;
  readonly restore: string;
  /** Of both: "15.18". */
  readonly version: string;
  readonly major: number;
}

/** Older ones do not know every option that is used here. */
const OLDEST_MAJOR = 15;

/**
 * The first pair of tools in these folders that can read a server of this major.
 * Rejects with a Refusal BACKUP_REFUSED that lists what was found.
 */
export async function findPgDump(serverMajor: number, folders: readonly string[]): Promise<BackupTools> {
  const needed = Math.max(serverMajor, OLDEST_MAJOR);
  const found: string[] = [];
  const seen = new Set<string>();
  for (const folder of folders) {
    const dump = await findProgram(folder, "pg_dump");
    if (dump === undefined || seen.has(dump)) continue;
    seen.add(dump);
    const version = await readVersion(dump);
    if (version === undefined) continue;
    const restore = await findProgram(path.dirname(dump), "pg_restore");
    const isPair = restore !== undefined && (await readVersion(restore)) === version;
    found.push(`${version} in "${path.dirname(dump)}"${isPair ? "" : " without its pg_restore"}`);
    const major = Number.parseInt(version, 10);
    if (restore !== undefined && isPair && major >= needed) return { dump, restore, version, major };
  }
  throw noneFits(serverMajor, { needed, found });
}

/** PATH of the environment, then the usual places, newest first: Debian's, the PostgreSQL project's, Homebrew's. */
export async function searchFolders(environment: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const onPath = (environment["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  const usual = [
    await listNewestFirst("/usr/lib/postgresql", /^\d+$/),
    await listNewestFirst("/usr", /^pgsql-\d+$/),
    await listNewestFirst("/opt/homebrew/opt", /^(libpq|postgresql(@\d+)?)$/),
    await listNewestFirst("/usr/local/opt", /^(libpq|postgresql(@\d+)?)$/),
  ];
  return [...onPath, ...usual.flat().map((folder) => path.join(folder, "bin"))];
}

async function listNewestFirst(parent: string, pattern: RegExp): Promise<readonly string[]> {
  const names = await readdir(parent).catch(() => []);
  return names
    .filter((name) => pattern.test(name))
    .sort((one, other) => numberIn(other) - numberIn(one))
    .map((name) => path.join(parent, name));
}

/** Homebrew's unnumbered names stand for the newest. */
function numberIn(name: string): number {
  return Number(/\d+/.exec(name)?.[0] ?? Infinity);
}

/** The program itself, behind all links. Debian's pg_wrapper is none: which version it starts is its own choice, each time. */
async function findProgram(folder: string, name: string): Promise<string | undefined> {
  try {
    const program = await realpath(path.join(folder, name));
    await access(program, constants.X_OK);
    return path.basename(program) === name ? program : undefined;
  } catch {
    return undefined;
  }
}

/** "15.18", "18beta1"; undefined for what does not say so. */
async function readVersion(program: string): Promise<string | undefined> {
  try {
    const folder = path.dirname(program);
    const end = await runBackupTool({
      program,
      args: ["--version"],
      environment: {},
      folder,
      limitMs: 10_000,
    });
    return /^pg_(?:dump|restore) \(PostgreSQL\) (\d+[\w.]*)/.exec(end.stdout)?.[1];
  } catch {
    return undefined;
  }
}

function noneFits(
  serverMajor: number,
  { needed, found }: { readonly needed: number; readonly found: readonly string[] },
): Refusal {
  const list = found.length === 0 ? "none was found" : `found were ${found.join(", ")}`;
  return backupRefused(`no pg_dump can take the backup of a server of version ${serverMajor}: ${list}`, {
    expected: `pg_dump and pg_restore of one version, ${needed} or later, on PATH or where the system puts them`,
    todo: `install the client programs of PostgreSQL ${needed} or later; no flag skips the backup`,
  });
}
