// Proves that a dump can be read: to its last byte, and into an empty database. A list of its contents proves nothing, for
// pg_restore lists a file that was cut off without a word.
import { devNull } from "node:os";
import { GOVERNED_TABLES } from "../../model/governed-tables.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { backupRefused } from "./backup-refusal.ts";
import type { BackupTools } from "./find-pg-dump.ts";
import { runBackupTool, type ToolEnd } from "./run-backup-tool.ts";
import { reduceToolReason } from "./tool-reason.ts";

export interface DumpPlace {
  readonly folder: string;
  /** The dump's name in it. */
  readonly file: string;
  readonly limitMs: number;
}

/** Reads and unpacks the whole file, to nowhere. Rejects with a Refusal BACKUP_REFUSED. */
export async function readDumpWhole(tools: BackupTools, dump: DumpPlace): Promise<void> {
  const end = await runBackupTool({
    program: tools.restore,
    args: [`--file=${devNull}`, "--", dump.file],
    environment: {},
    folder: dump.folder,
    limitMs: dump.limitMs,
  });
  const reason = reduceToolReason(end);
  if (reason !== undefined) throw backupRefused(`the backup cannot be read back: ${reason}`);
}

export interface Scratch {
  readonly client: DatabaseClient;
  /** Of the same database, for pg_restore. */
  readonly environment: Readonly<Record<string, string>>;
  readonly serverMajor: number;
}

/** Tables and rows of the dump, in a database that has none of them yet. Rejects with a Refusal BACKUP_REFUSED or a DatabaseError. */
export async function restoreToScratch(tools: BackupTools, dump: DumpPlace, scratch: Scratch): Promise<void> {
  await prepare(scratch.client);
  const tolerant = tools.major >= 17 && scratch.serverMajor < 17;
  const end = await runBackupTool({
    program: tools.restore,
    args: [
      // Empty: the name is in PGDATABASE, where nothing takes it for a connection string.
      "--dbname=",
      "--no-password",
      "--section=pre-data",
      "--section=data",
      "--no-owner",
      "--no-privileges",
      "--no-comments",
      "--no-security-labels",
      "--no-tablespaces",
      "--no-table-access-method",
      ...(tolerant ? [] : ["--exit-on-error"]),
      "--",
      dump.file,
    ],
    environment: scratch.environment,
    folder: dump.folder,
    limitMs: dump.limitMs,
  });
  const reason = reduceToolReason(end);
  if (reason === undefined || (tolerant && isTimeoutSettingOnly(end))) return;
  throw backupRefused(`the backup cannot be restored: ${reason}`);
}

/**
 * pg_restore from 17 on sets transaction_timeout, which a server before 17 does not know; that alone is no fault of the dump.
 * What was restored is compared row by row in any case.
 */
export function isTimeoutSettingOnly(end: ToolEnd): boolean {
  const faults = end.stderr.split("\n").filter((line) => line.startsWith("pg_restore: error:"));
  return end.exitCode === 1 && faults.length === 1 && faults[0]?.includes('"transaction_timeout"') === true;
}

/** A database that has one of the tables already is not scratch: nothing is restored over what somebody has. */
async function prepare(client: DatabaseClient): Promise<void> {
  const { rows } = await client.query({
    text: "SELECT t.name FROM pg_catalog.unnest($1::text[]) AS t (name) WHERE pg_catalog.to_regclass(t.name) IS NOT NULL LIMIT 1",
    values: [GOVERNED_TABLES],
  });
  const [there] = rows[0] ?? [];
  if (there !== undefined) throw backupRefused(`the scratch database is not empty: it has "${there ?? ""}"`);
  for (const schema of new Set(GOVERNED_TABLES.map((table) => table.slice(0, table.indexOf("."))))) {
    await client.query({ text: `CREATE SCHEMA IF NOT EXISTS ${schema}` });
  }
}
