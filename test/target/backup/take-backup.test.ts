// A backup that goes well: what it holds, what it leaves, what it did to the source, and who could have seen the password.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { GOVERNED_TABLES } from "../../../src/model/governed-tables.ts";
import { digestGovernedTables, type TableDigests } from "../../../src/target/backup/digest-rows.ts";
import { readDumpWhole } from "../../../src/target/backup/restore-to-scratch.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";
import { connectDatabase } from "../../../src/target/postgres/database-client.ts";
import {
  asSuperuser,
  askOnce,
  assertNoSession,
  backUp,
  CANARY,
  listAll,
  plantTools,
  RUN,
  startGround,
  toolsHere,
} from "./backup-ground.ts";

test("a backup that goes well", async (t) => {
  const tools = await toolsHere(t);
  if (tools === undefined) return;
  const ground = await startGround(t);
  const file = path.join(ground.means.folder, `${RUN}.dump`);

  await t.test("holds the rows of the facts, and its digest, size and versions are told", async () => {
    const backup = await backUp(ground);
    const bytes = await readFile(file);
    assert.deepEqual(backup, {
      kind: "pg_dump",
      totals: ground.facts.totals,
      sha256: createHash("sha256").update(bytes).digest("hex"),
      file: { bytes: bytes.length, serverVersion: ground.server.version, toolVersion: tools.version },
    });
    assert.ok(Object.values(backup.totals).every((rows) => rows > 0));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    assert.deepEqual(await listAll(ground.means.folder), [`${RUN}.dump`]);
    assert.equal(await ground.ask("SELECT count(*) FROM pg_database WHERE datname = 'scratch'"), "0");
    await assertNoSession(ground);
  });

  await t.test("exactly the nine tables are in it", () => {
    const list = execFileSync(tools.restore, ["--list", file], { encoding: "utf8" });
    const tables = [...list.matchAll(/ TABLE DATA (\S+) (\S+) /g)].map(
      ([, schema, name]) => `${schema}.${name}`,
    );
    assert.deepEqual(tables.sort(), [...GOVERNED_TABLES].sort());
    assert.equal([...list.matchAll(/^\d+; \d+ \d+ TABLE (?!DATA )/gm)].length, 9);
    assert.doesNotMatch(list, / SEQUENCE | FUNCTION | SCHEMA /);
  });

  await t.test(
    "wherever it is cut off, the full read finds it, where a list of its contents finds nothing",
    async (at) => {
      const folder = await mkdtemp(path.join(tmpdir(), "cutplan-cut-"));
      at.after(() => rm(folder, { recursive: true, force: true }));
      const bytes = await readFile(file);
      for (const kept of [1, 2, 50, 1000, bytes.length / 2, bytes.length * 1.5].map((cut) =>
        Math.trunc(bytes.length - cut),
      )) {
        await writeFile(path.join(folder, "cut.dump"), bytes.subarray(0, Math.max(kept, 0)));
        await assert.rejects(readDumpWhole(tools, { folder, file: "cut.dump", limitMs: 60_000 }), {
          code: "BACKUP_REFUSED",
        });
      }
      await writeFile(path.join(folder, "cut.dump"), bytes.subarray(0, -1));
      execFileSync(tools.restore, ["--list", path.join(folder, "cut.dump")]);
      await writeFile(path.join(folder, "cut.dump"), bytes);
      await readDumpWhole(tools, { folder, file: "cut.dump", limitMs: 60_000 });
    },
  );

  await t.test("the source was only read", async () => {
    await ground.ask("SELECT 'the backup starts here'");
    await backUp(ground);
    const log = (await ground.readLog()).split("the backup starts here").at(-1) ?? "";
    const said = log.split(/^(?=\S*@\S* )/m).filter((entry) => entry.startsWith("context_pack_readonly@"));
    const statements = said.flatMap(
      (entry) => /LOG: {2}(?:statement|execute [^:]+): ([^]*)$/.exec(entry)?.[1] ?? [],
    );
    assert.ok(statements.length > 20, log);
    assert.deepEqual(
      statements.filter((statement) => !READS_ONLY.test(statement.trim())),
      [],
    );
    assert.equal(statements.filter((statement) => statement.startsWith("COPY ")).length, 9);
  });

  await t.test(
    "neither arguments nor environment of pg_dump have the password, or anything of ours",
    async (at) => {
      const seen = await mkdtemp(path.join(tmpdir(), "cutplan-seen-"));
      at.after(() => rm(seen, { recursive: true, force: true }));
      const script = `cat /proc/$$/cmdline > '${seen}/argv'; cat /proc/$$/environ > '${seen}/environment'
      ls -l "$PGPASSFILE" > '${seen}/mode'; exec "$REAL" "$@"`;
      await backUp(ground, {
        environment: { PATH: await plantTools(at, tools, script), PGOPTIONS: "-c x=y", CANARY },
      });
      const argv = await readFile(path.join(seen, "argv"), "utf8");
      const environment = await readFile(path.join(seen, "environment"), "utf8");
      assert.doesNotMatch(argv + environment, /C4NARY/);
      assert.doesNotMatch(argv, new RegExp(`context_pack_readonly|${ground.means.settings.host}`));
      assert.deepEqual(
        environment
          .split("\0")
          .map((line) => line.split("=")[0])
          .filter(Boolean)
          .sort(),
        [
          ...["HOME", "LC_ALL", "PGAPPNAME", "PGCONNECT_TIMEOUT", "PGDATABASE", "PGGSSENCMODE", "PGHOST"],
          ...["PGPASSFILE", "PGPORT", "PGSSLMODE", "PGUSER"],
        ],
      );
      assert.match(await readFile(path.join(seen, "mode"), "utf8"), /^-rw------- /);
    },
  );

  await t.test("is of the snapshot of the facts, whatever others write meanwhile", async (at) => {
    const insert =
      "INSERT INTO public.information_unit (address, document_id, title) VALUES ('late', 'doc', 'late')";
    const script = `${asSuperuser(ground, tools, insert)} && exec "$REAL" "$@"`;
    const { totals } = await backUp(ground, { environment: { PATH: await plantTools(at, tools, script) } });
    assert.deepEqual(totals, ground.facts.totals);
    assert.equal(
      await ground.ask("DELETE FROM public.information_unit WHERE address = 'late' RETURNING 1"),
      "1",
    );
  });

  await t.test(
    "a database is found by its name, even where that looks like a connection string",
    async (at) => {
      const database = "host=192.0.2.1 dbname=x";
      const superuser = ground.server.settings("postgres", "postgres");
      await askOnce(superuser, { text: `ALTER DATABASE governed RENAME TO "${database}"` });
      at.after(() => askOnce(superuser, { text: `ALTER DATABASE "${database}" RENAME TO governed` }));
      const settings = { ...ground.means.settings, database };
      const copy = "host=192.0.2.1 dbname=y";
      const scratch = async () => {
        await askOnce(superuser, { text: `CREATE DATABASE "${copy}" TEMPLATE template0` });
        const drop = async () => {
          await askOnce(superuser, { text: `DROP DATABASE "${copy}"` });
        };
        return { settings: { ...superuser, database: copy }, drop };
      };
      assert.deepEqual((await backUp(ground, { settings, scratch })).totals, ground.facts.totals);
    },
  );

  await t.test(
    "what a killed backup left is removed by the next one, and what a living one has is not",
    async () => {
      const { folder } = ground.means;
      const dead = execFileSync("sh", ["-c", "echo $$"], { encoding: "utf8" }).trim();
      for (const pid of [dead, process.pid]) {
        await mkdir(path.join(folder, `.other-0123456789ab.${pid}-AbC123`));
        await writeFile(path.join(folder, `.other-0123456789ab.${pid}-AbC123`, "source.pgpass"), "secret");
      }
      await backUp(ground);
      const left = `.other-0123456789ab.${process.pid}-AbC123`;
      assert.deepEqual(await listAll(folder), [left, path.join(left, "source.pgpass"), `${RUN}.dump`]);
    },
  );

  await t.test(
    "one changed value, row or doubling changes the digest of its table, and order does not",
    async () => {
      const superuser = ground.server.settings("postgres");
      const before = await digestsOf(superuser, []);
      const touched = async (...statements: string[]) =>
        differing(before, await digestsOf(superuser, statements));
      assert.deepEqual(await touched(), []);
      assert.deepEqual(await touched("SET TimeZone = 'Asia/Tokyo'", "SET bytea_output = 'escape'"), []);
      assert.deepEqual(
        await touched("UPDATE public.information_unit SET title = title WHERE address = 'handbook/part-7'"),
        [],
      );
      assert.deepEqual(
        await touched(
          "UPDATE public.information_unit SET title = title || ' ' WHERE address = 'handbook/part-7'",
        ),
        ["public.information_unit"],
      );
      assert.deepEqual(
        await touched(
          "UPDATE cutter_governance.review_decision SET decided_at = decided_at + interval '1 microsecond'",
        ),
        ["cutter_governance.review_decision"],
      );
      assert.deepEqual(await touched("DELETE FROM cutter_governance.verify_result"), [
        "cutter_governance.verify_result",
      ]);
    },
  );
});

const READS_ONLY = new RegExp(
  [
    "SELECT\\b",
    "WITH\\b(?![^]*\\b(INSERT|UPDATE|DELETE)\\b)",
    "(BEGIN|START TRANSACTION|COMMIT|ROLLBACK)\\b",
    "SET\\b",
    "RESET search_path",
    "LOCK TABLE [^;]* IN ACCESS SHARE MODE",
    "COPY [^;]* TO stdout",
    "(PREPARE|EXECUTE) dump\\w+\\(",
  ]
    .map((part) => `^${part}`)
    .join("|"),
);

/** What the tables are once these statements have been carried out; they are taken back. */
async function digestsOf(settings: ConnectionSettings, statements: readonly string[]): Promise<TableDigests> {
  const client = await connectDatabase(settings, {
    applicationName: "backup test",
    settings: {},
    connectTimeoutMs: 10_000,
  });
  try {
    await client.query({ text: "BEGIN" });
    for (const text of statements) await client.query({ text });
    return await digestGovernedTables(async (text, values, onRow) => {
      await client.query({ text, values, onRow });
    });
  } finally {
    await client.close();
  }
}

function differing(one: TableDigests, other: TableDigests): readonly string[] {
  return GOVERNED_TABLES.filter((table) => one[table].sha256 !== other[table].sha256);
}
