// Takes the backup that a LIVE run starts from, and believes nothing of it: the dump is of the very snapshot whose facts the
// run is pinned to, is read to its last byte, restored elsewhere and compared row by row before it gets its name.
// Writes nothing to the source.
import path from "node:path";
import type { Contract } from "../../model/contract.ts";
import type { BackupResult } from "../../model/effect.ts";
import type { Facts, Totals } from "../../model/generated/facts.ts";
import { discover } from "../facts/discover.ts";
import { withReadOnlySession, type ReadOnlySession } from "../facts/read-only-session.ts";
import type { BackupSpec } from "../live/live-wiring.ts";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { atStage, backupRefused } from "./backup-refusal.ts";
import { checkSameFacts } from "./compare-facts.ts";
import { compareWithSource } from "./compare-with-source.ts";
import { writeConnectionEnvironment } from "./connection-environment.ts";
import { digestGovernedTables, type TableDigests } from "./digest-rows.ts";
import { dumpGovernedTables } from "./dump-governed-tables.ts";
import { findPgDump, searchFolders, type BackupTools } from "./find-pg-dump.ts";
import { keepDump } from "./keep-dump.ts";
import { readDumpWhole, restoreToScratch, type DumpPlace } from "./restore-to-scratch.ts";
import { withScratch, type ScratchMaker } from "./scratch-database.ts";
import { withWorkingFolder } from "./working-folder.ts";

export interface BackupMeans {
  /** Of the reading role. */
  readonly settings: ConnectionSettings;
  readonly contract: Contract;
  readonly target: { readonly name: string; readonly driver: Facts["driver"] };
  /** Private: where the file goes, as `<run>.dump`. */
  readonly folder: string;
  /** Makes an empty database, as its owner. */
  readonly scratch: ScratchMaker;
  /** Its PATH is where pg_dump is looked for first; nothing else of it is used. */
  readonly environment: NodeJS.ProcessEnv;
  readonly limits?: BackupLimits;
}

export interface BackupLimits {
  /** How long pg_dump waits for a lock that another session holds. */
  readonly lockWaitMs: number;
  /** How long one run of pg_dump or pg_restore may take. */
  readonly toolMs: number;
}

const LIMITS: BackupLimits = { lockWaitMs: 10_000, toolMs: 2 * 60 * 60 * 1000 };

/**
 * Leaves `<run>.dump` (mode 0600) in the folder; its totals are counted in the restored copy. Rejects with a Refusal
 * BACKUP_REFUSED whatever is wrong, and then leaves nothing: no file, no password, no session, no scratch database.
 */
export async function takeBackup(spec: BackupSpec, means: BackupMeans): Promise<BackupResult> {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(spec.run)) throw backupRefused("the run's name is no name for a file");
  return atStage("the folder for backups", () =>
    withWorkingFolder({ folder: means.folder, run: spec.run }, (folder) => backUp({ spec, means, folder })),
  );
}

interface Job {
  readonly spec: BackupSpec;
  readonly means: BackupMeans;
  /** The working folder: private, and gone afterwards. */
  readonly folder: string;
}

const FILE = "governed.dump";

async function backUp(job: Job): Promise<BackupResult> {
  const { spec, means, folder } = job;
  const source = await atStage("the source", () => readSource(job));
  const dump = { folder, file: FILE, limitMs: limitsOf(means).toolMs };
  await atStage("reading the backup back", () => readDumpWhole(source.tools, dump));
  const totals = await atStage("the scratch database", () => proveRestore(job, { source, dump }));
  const kept = await atStage("keeping the file", () =>
    keepDump(path.join(folder, FILE), { folder: means.folder, run: spec.run }),
  );
  return Object.freeze({
    kind: "pg_dump",
    totals: Object.freeze(totals),
    sha256: kept.sha256,
    file: Object.freeze({
      bytes: kept.bytes,
      serverVersion: source.serverVersion,
      toolVersion: source.tools.version,
    }),
  });
}

function limitsOf({ limits = LIMITS }: BackupMeans): BackupLimits {
  return limits;
}

interface SourceRead {
  readonly tools: BackupTools;
  readonly serverVersion: string;
  readonly digests: TableDigests;
}

/** All that is wanted of the source, in one session and one snapshot, which end with this. */
async function readSource({ spec, means, folder }: Job): Promise<SourceRead> {
  const { settings, contract, target } = means;
  const environment = await writeConnectionEnvironment(settings, {
    folder,
    name: "source",
    applicationName: applicationNameOf(spec),
  });
  const { lockWaitMs, toolMs } = limitsOf(means);
  // While pg_dump works the session may have nothing more to ask, and must not be ended for that.
  const wish = { reader: spec.run, contract, target: target.name, idleTimeoutMs: toolMs };
  return withReadOnlySession(settings, wish, async (session) => {
    const major = Math.floor(session.serverVersionNum / 10_000);
    const tools = await findPgDump(major, await searchFolders(means.environment));
    const question = { ...target, target: target.name, prefix: spec.prefix, contract };
    checkSameFacts(
      spec.facts,
      await discover(session.select, { ...question, serverVersionNum: session.serverVersionNum }),
    );
    const digests = await dumpAndDigest(session, (snapshot, signal) =>
      dumpGovernedTables(tools, {
        snapshot,
        signal,
        folder,
        file: FILE,
        environment,
        lockWaitMs,
        limitMs: toolMs,
      }),
    );
    return { tools, serverVersion: `${major}.${session.serverVersionNum % 10_000}`, digests };
  });
}

/** PostgreSQL keeps 63 characters. */
function applicationNameOf({ run }: BackupSpec): string {
  return `cutplan backup ${run}`.slice(0, 63);
}

/** Hashes the rows while pg_dump writes them, in the one snapshot. Where hashing fails, pg_dump is stopped. */
async function dumpAndDigest(
  session: ReadOnlySession,
  dump: (snapshot: string, signal: AbortSignal) => Promise<void>,
): Promise<TableDigests> {
  const snapshot = await session.exportSnapshot();
  const stop = new AbortController();
  const digesting = digestGovernedTables(session.select);
  digesting.catch(() => stop.abort());
  try {
    await dump(snapshot, stop.signal);
  } catch (fault) {
    // The fault that came first is the reason.
    if (stop.signal.aborted) await digesting;
    throw fault;
  }
  return digesting;
}

async function proveRestore(
  { spec, means, folder }: Job,
  { source, dump }: { readonly source: SourceRead; readonly dump: DumpPlace },
): Promise<Totals> {
  return withScratch(
    { make: means.scratch, folder, applicationName: applicationNameOf(spec) },
    async (scratch) => {
      await restoreToScratch(source.tools, dump, scratch);
      return compareWithSource(source.digests, await digestGovernedTables(scratch.select));
    },
  );
}
