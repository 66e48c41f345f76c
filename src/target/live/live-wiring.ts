// What a live adapter is given from outside: connections by role, a way to take a backup, and a place to keep transaction
// numbers. The defaults of each refuse, so that an adapter nobody has wired reaches nothing. A kill-switch is not among
// them: an enabled one exists in a sandbox only, together with connections to nothing but that sandbox.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { BackupResult } from "../../model/effect.ts";
import type { Facts } from "../../model/generated/facts.ts";
import type { KillSwitch } from "../../model/kill-switch.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";

/** cutter_exec cuts, records and enacts; cutter_verify reads back and writes the verification. */
export type LiveRole = "cutter_exec" | "cutter_verify";

/** Opens a dedicated connection as that role. Rejects with a Refusal (CONNECTION_REFUSED) or a DatabaseError. */
export type ConnectionProvider = (role: LiveRole, applicationName: string) => Promise<DatabaseClient>;

export interface BackupSpec {
  readonly run: string;
  readonly prefix: string;
  /** The facts that the backup has to be of: another state of the target is refused. */
  readonly facts: Facts;
}

/** Takes a backup before the first write, and reads it back. Rejects with a Refusal: BACKUP_REFUSED. */
export type BackupRunner = (spec: BackupSpec) => Promise<BackupResult>;

/** A transaction that was about to be committed when it was kept. */
export interface KeptTransaction {
  readonly run: string;
  readonly phase: MutatingPhase;
  /** pg_current_xact_id(), in decimal digits. */
  readonly transaction: string;
  /** The cluster that the number belongs to: pg_control_system().system_identifier. */
  readonly cluster: string;
}

/** Keeps the number of the newest transaction of each run, so that whoever comes after a crash can ask what became of it. */
export interface TransactionJournal {
  read(run: string): Promise<KeptTransaction | undefined>;
  /** On disk when this resolves. Rejects with a Refusal DISK_REFUSED. */
  keep(entry: KeptTransaction): Promise<void>;
}

export interface LiveWiring {
  readonly connectionProvider?: ConnectionProvider;
  readonly backupRunner?: BackupRunner;
  readonly journal?: TransactionJournal;
}

/** The places in a phase's transaction where a process may die or a connection be cut; a sandbox can plant a fault in each. */
export const BOUNDARIES = [
  "before_begin",
  "after_lock",
  "mid_batch",
  "before_commit",
  "commit_sent",
  "after_commit",
] as const;
export type Boundary = (typeof BOUNDARIES)[number];

/** What only a sandbox has: a switch that is on, and with it everything it can reach, all of its own making. */
export interface SandboxGrounds extends Required<LiveWiring> {
  readonly killSwitch: KillSwitch;
  /** Told of every boundary that is reached, before anything else happens there; a planted fault rejects, or never resolves. */
  readonly reach: (phase: MutatingPhase, boundary: Boundary) => Promise<void>;
}

export const refuseConnection: ConnectionProvider = (role) =>
  Promise.reject(
    new Refusal("CONNECTION_REFUSED", {
      message: `a connection as role "${role}" was asked for, and no connection provider was given`,
      expected: "an adapter that was wired with a connection provider",
      todo: "run in DRYRUN, which needs no connection that can write",
    }),
  );

export const refuseBackup: BackupRunner = ({ run }) =>
  Promise.reject(
    new Refusal("BACKUP_REFUSED", {
      message: `a backup was asked for by run "${run}", and no backup runner was given`,
      expected: "an adapter that was wired with a backup runner",
      todo: "run in DRYRUN, which has nothing to back up; no flag skips the backup of a LIVE run",
    }),
  );

const noJournal = (): Promise<never> =>
  Promise.reject(
    new Refusal("DISK_REFUSED", {
      message: "the number of a transaction was to be kept, and no journal was given",
      expected: "an adapter that was wired with a journal",
      todo: "run in DRYRUN, which has no transaction to keep",
    }),
  );

export const refuseJournal: TransactionJournal = { read: noJournal, keep: noJournal };
