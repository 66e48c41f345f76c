// What the backup's tests stand on: a real server with rows in all nine tables, whose reading role has a password that must
// never be seen again, and folders of tools that are the machine's own with one fault planted in front.
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { inspect } from "node:util";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import type { Contract } from "../../../src/model/contract.ts";
import type { Facts } from "../../../src/model/generated/facts.ts";
import { findPgDump, searchFolders, type BackupTools } from "../../../src/target/backup/find-pg-dump.ts";
import { takeBackup, type BackupMeans } from "../../../src/target/backup/take-backup.ts";
import { startEmbeddedServer, type EmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { discover } from "../../../src/target/facts/discover.ts";
import { withReadOnlySession } from "../../../src/target/facts/read-only-session.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";
import { connectDatabase } from "../../../src/target/postgres/database-client.ts";

export const RUN = "charter-0123456789ab";
export const CANARY = "C4NARY%2F@#";
const READER = "context_pack_readonly";

const CONTRACT: Contract = {
  functions: { create: "public.fn_iu_create", enact: "public.fn_iu_enact" },
  roles: { execute: "cutter_exec", verify: "cutter_verify", review: "directus", read: READER },
};
const TARGET = { name: "here", driver: "embedded" } as const;

/** The machine's own tools; without them the test is skipped, or fails where CI says that they are there. */
export async function toolsHere(t: TestContext): Promise<BackupTools | undefined> {
  try {
    return await findPgDump(15, await searchFolders(process.env));
  } catch (error) {
    if (process.env["CI"] === "true" || !(error instanceof Refusal)) throw error;
    t.skip(error.message);
    return undefined;
  }
}

export interface Ground {
  readonly server: EmbeddedServer;
  readonly facts: Facts;
  readonly means: BackupMeans;
  /** Runs one statement as the superuser, and answers with its first value. */
  ask(text: string, values?: readonly (string | Uint8Array)[]): Promise<string | null | undefined>;
  /** What the server has logged, where it was asked to. */
  readLog(): Promise<string>;
}

/** Ends with the test. */
export async function startGround(t: TestContext): Promise<Ground> {
  const folder = await mkdtemp(path.join(tmpdir(), "cutplan-backup-"));
  const logs = path.join(folder, "log");
  await mkdir(logs);
  // The server may run as somebody else.
  await chmod(folder, 0o755);
  await chmod(logs, 0o777);
  const server = await startEmbeddedServer({ seed: [], serverSettings: logSettings(logs) });
  t.after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const ask: Ground["ask"] = (text, values = []) => askOnce(server.settings("postgres"), { text, values });
  for (const text of ROWS) await ask(text);
  await ask(`ALTER ROLE ${READER} PASSWORD '${CANARY}'`);
  const settings = { ...server.settings(READER), password: CANARY };
  const means: BackupMeans = {
    settings,
    contract: CONTRACT,
    target: TARGET,
    folder: path.join(folder, "backups"),
    scratch: () => makeScratch(server),
    environment: { PATH: "/nowhere", SECRET: CANARY },
    limits: { lockWaitMs: 5_000, toolMs: 60_000 },
  };
  const readLog = async (): Promise<string> => readFile(path.join(logs, "log"), "utf8");
  return { server, means, ask, readLog, facts: await readFacts(settings) };
}

function logSettings(folder: string): Readonly<Record<string, string>> {
  return {
    logging_collector: "on",
    log_directory: folder,
    log_filename: "log",
    log_file_mode: "0644",
    log_statement: "all",
    log_line_prefix: "%u@%d ",
  };
}

/** Every governed table has rows, and two are nobody's business. Among the rows are values that a dump could get wrong. */
const ROWS = [
  "CREATE TABLE public.somebody_elses (secret text)",
  "CREATE TABLE cutter_governance.verify_result_too (secret text)",
  `INSERT INTO public.information_unit (address, document_id, parent, title, lifecycle)
   SELECT CASE n WHEN 1 THEN 'handbook' ELSE 'handbook/part-' || n END, 'doc', CASE n WHEN 1 THEN NULL ELSE 'handbook' END,
     CASE n % 4 WHEN 0 THEN E'tab\\t"quote" \\\\. line\\nend' WHEN 1 THEN 'žluťoučký 🐎' WHEN 2 THEN '' ELSE '\\N' END,
     CASE n % 3 WHEN 0 THEN 'draft' WHEN 1 THEN 'enacted' ELSE 'retired' END
   FROM generate_series(1, 40) n`,
  `INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units)
   VALUES ('set-1', 'run-1', 'doc', 'handbook', 40)`,
  `INSERT INTO public.unit_version (address, version, body, sha256, change_set_id)
   SELECT address, 1, convert_to(title || address, 'UTF8'), sha256(convert_to(title || address, 'UTF8')), 'set-1'
   FROM public.information_unit`,
  `INSERT INTO public.iu_lifecycle_log (address, entry, to_lifecycle, change_set_id)
   SELECT address, 1, 'draft', 'set-1' FROM public.information_unit`,
  `INSERT INTO cutter_governance.cut_change_set_affected_row (change_set_id, ord, address, sha256)
   SELECT 'set-1', row_number() OVER (), address, sha256 FROM public.unit_version`,
  `INSERT INTO cutter_governance.review_decision VALUES ('review-1', 'set-1', 'approved', 40, '2026-11-21 10:00:00.123456+07')`,
  `INSERT INTO cutter_governance.manifest_envelope VALUES ('set-1', sha256('a'), sha256('b'), 40)`,
  `INSERT INTO cutter_governance.verify_result VALUES ('set-1', 40, 40, 0)`,
  `INSERT INTO cutter_governance.dot_pair_signature
   VALUES ('set-1', sha256('a'), sha256('b'), sha256(sha256('a') || sha256('b')))`,
];

export async function askOnce(
  settings: ConnectionSettings,
  statement: { readonly text: string; readonly values?: readonly (string | Uint8Array)[] },
): Promise<string | null | undefined> {
  const client = await connectDatabase(settings, {
    applicationName: "backup test",
    settings: {},
    connectTimeoutMs: 10_000,
  });
  try {
    return (await client.query(statement)).rows[0]?.[0];
  } finally {
    await client.close();
  }
}

async function readFacts(settings: ConnectionSettings): Promise<Facts> {
  return withReadOnlySession(settings, { reader: RUN, contract: CONTRACT }, (session) =>
    discover(session.select, {
      target: TARGET.name,
      driver: TARGET.driver,
      prefix: "handbook",
      contract: CONTRACT,
      serverVersionNum: session.serverVersionNum,
    }),
  );
}

async function makeScratch(server: EmbeddedServer): ReturnType<BackupMeans["scratch"]> {
  const superuser = server.settings("postgres");
  await askOnce(superuser, { text: "CREATE DATABASE scratch TEMPLATE template0" });
  return {
    settings: server.settings("postgres", "scratch"),
    drop: async () => {
      await askOnce(superuser, { text: "DROP DATABASE scratch WITH (FORCE)" });
    },
  };
}

/** A folder with the machine's pg_restore, and a pg_dump that does `script` first; `$REAL` is the real one. */
export async function plantTools(t: TestContext, tools: BackupTools, script: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "cutplan-tools-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const start = `#!/bin/sh\nREAL='${tools.dump}'\ncase "$1" in --version) exec "$REAL" "$@";; esac\n`;
  await writeFile(path.join(folder, "pg_dump"), `${start}${script}\n`, { mode: 0o755 });
  await writeFile(path.join(folder, "pg_restore"), `#!/bin/sh\nexec '${tools.restore}' "$@"\n`, {
    mode: 0o755,
  });
  return folder;
}

/** In a planted script: one statement as the superuser, on the database that pg_dump was given. */
export function asSuperuser(ground: Ground, tools: BackupTools, statement: string): string {
  const { password } = ground.server.settings("postgres");
  const psql = path.join(path.dirname(tools.dump), "psql");
  return `PGPASSFILE=/dev/null PGUSER=postgres PGPASSWORD='${password}' '${psql}' -XqAtc "${statement}"`;
}

export async function backUp(ground: Ground, means: Partial<BackupMeans> = {}, facts = ground.facts) {
  return takeBackup({ run: RUN, prefix: "handbook", facts }, { ...ground.means, ...means });
}

/** The refusal's message, when it is BACKUP_REFUSED, tells no secret and has left nothing behind: no file, no session. */
export async function refusedBackup(
  ground: Ground,
  means: Partial<BackupMeans> = {},
  facts = ground.facts,
): Promise<string> {
  const error = await backUp(ground, means, facts).then(
    () => assert.fail("the backup was taken"),
    (fault: unknown) => fault,
  );
  assert.ok(error instanceof Refusal, inspect(error));
  assert.equal(error.code, "BACKUP_REFUSED", inspect(error));
  assert.doesNotMatch(inspect(error, { showHidden: true, depth: null }), /C4NARY/);
  assert.deepEqual(await listAll(ground.means.folder), []);
  await assertNoSession(ground);
  assert.equal(await ground.ask("SELECT count(*) FROM pg_database WHERE datname = 'scratch'"), "0");
  return error.message;
}

export async function listAll(folder: string): Promise<readonly string[]> {
  return (await readdir(folder, { recursive: true }).catch(() => [])).sort();
}

/** A backend takes a moment to go after its client has. */
export async function assertNoSession(ground: Ground): Promise<void> {
  const open = "SELECT count(*) FROM pg_stat_activity WHERE usename = $1";
  for (let tries = 0; (await ground.ask(open, [READER])) !== "0"; tries += 1) {
    assert.ok(tries < 200, "a session of the reading role is still open");
    await wait(25);
  }
}
