// What a live adapter is given from outside: connections by role, and a way to take a backup. The defaults of each
// refuse, so that an adapter nobody has wired reaches nothing.
import { Refusal } from "../diagnostics/refusal.ts";
import type { BackupResult } from "../model/effect.ts";
import type { KillSwitch } from "../model/kill-switch.ts";

/** cutter_exec cuts, records and enacts; cutter_verify reads back and writes the verification. */
export type LiveRole = "cutter_exec" | "cutter_verify";

/** An open connection. What can be asked of it is the adapter's business. */
export interface LiveConnection {
  close(): Promise<void>;
}

/** Opens a connection as that role. Rejects with a Refusal: CONNECTION_REFUSED. */
export type ConnectionProvider = (role: LiveRole) => Promise<LiveConnection>;

export interface BackupSpec {
  readonly run: string;
}

/** Takes a backup before the first write. Rejects with a Refusal: BACKUP_REFUSED. */
export type BackupRunner = (spec: BackupSpec) => Promise<BackupResult>;

export interface LiveWiring {
  readonly connectionProvider?: ConnectionProvider;
  readonly backupRunner?: BackupRunner;
  readonly killSwitch?: KillSwitch;
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
