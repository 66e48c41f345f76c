// One run of pg_dump: the nine governed tables, as they are in a snapshot that a session of ours holds open.
import { open } from "node:fs/promises";
import path from "node:path";
import { GOVERNED_TABLES } from "../../model/governed-tables.ts";
import { backupRefused } from "./backup-refusal.ts";
import type { BackupTools } from "./find-pg-dump.ts";
import { runBackupTool } from "./run-backup-tool.ts";
import { reduceToolReason } from "./tool-reason.ts";

export interface DumpCall {
  /** As pg_export_snapshot() gave it. */
  readonly snapshot: string;
  /** Where the file goes, and its name there. */
  readonly folder: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  /** How long pg_dump waits for another session's lock on a table. */
  readonly lockWaitMs: number;
  readonly limitMs: number;
  readonly signal: AbortSignal;
}

/** Quoted as a pattern, in which nothing stands for anything but itself: `"public"."unit_version"`. */
const TABLE_PATTERNS = GOVERNED_TABLES.map((table) => `"${table.replace(".", '"."')}"`);

/** The file is complete when this resolves, as far as pg_dump can tell. Rejects with a Refusal BACKUP_REFUSED. */
export async function dumpGovernedTables(tools: BackupTools, call: DumpCall): Promise<void> {
  if (!/^[0-9A-F]+-[0-9A-F]+-[0-9]+$/.test(call.snapshot)) {
    throw backupRefused("the database's name for its snapshot is none that can be handed to pg_dump");
  }
  // Made here, so that it is nobody else's to read from its first byte on.
  await (await open(path.join(call.folder, call.file), "wx", 0o600)).close();
  const end = await runBackupTool({
    program: tools.dump,
    args: [
      "--format=custom",
      `--snapshot=${call.snapshot}`,
      // The usual level takes ten times as long, for a tenth of the size; any level brings a checksum of the rows along.
      "--compress=1",
      "--strict-names",
      "--no-password",
      `--lock-wait-timeout=${call.lockWaitMs}`,
      `--file=${call.file}`,
      ...TABLE_PATTERNS.map((pattern) => `--table=${pattern}`),
    ],
    environment: call.environment,
    folder: call.folder,
    limitMs: call.limitMs,
    signal: call.signal,
  });
  const reason = reduceToolReason(end);
  if (reason !== undefined) throw backupRefused(`pg_dump ${tools.version} did not finish: ${reason}`);
}
