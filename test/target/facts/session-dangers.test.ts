// Each way in which a reading role could write is opened by itself, and the session is refused before anything is read: with
// the privilege, the object, the way there, and the statement that closes it.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { startOwnPostgres, type OwnPostgresAnswer } from "../../support/own-postgres.ts";
import { read, READER, refusalFrom } from "./ask.ts";
import { OPENED } from "./opened-ways.ts";
import { SoundDatabase } from "./sound-database.ts";
import { UNFIT } from "./unfit-databases.ts";

suite("a reading role that could write, or cannot read", () => {
  let server: OwnPostgresAnswer = { missing: "not started" };
  let databases: SoundDatabase | undefined;
  before(async () => {
    server = await startOwnPostgres();
    if ("stop" in server) databases = new SoundDatabase(server);
  });
  after(() => ("stop" in server ? server.stop() : undefined));

  for (const { name, open, close = "SELECT 1", words, code = "TARGET_UNSAFE", byHand = false, since = 0 } of [
    ...OPENED,
    ...UNFIT,
  ]) {
    test(name, async (t) => {
      if ("missing" in server) {
        t.skip(server.missing);
        return;
      }
      const { run, settings, versionNum } = server;
      if (versionNum < since) {
        t.skip(`PostgreSQL ${Math.floor(versionNum / 10_000)} does not have it`);
        return;
      }
      await databases?.lend(close, async (database) => {
        const ask = (): Promise<unknown> => read(settings(READER, database));
        await run(database, open);
        const refusal = await refusalFrom(ask);
        assert.equal(refusal.code, code, refusal.message);
        for (const word of words) assert.ok(refusal.message.includes(word), refusal.message);
        if (!byHand) await mend(ask, (text) => run(database, text));
      });
    });
  }

  for (const role of ["postgres", "cutter_exec", "cutter_verify", "directus"]) {
    test(`the URL of ${role} in place of the reading role's`, async (t) => {
      if ("missing" in server) {
        t.skip(server.missing);
        return;
      }
      const { code, message } = await refusalFrom(async () => {
        if ("settings" in server) await read(server.settings(role, "governed_template"));
      });
      assert.equal(code, "TARGET_UNSAFE");
      assert.ok(message.includes(`"${role}"`), message);
      assert.equal(message.includes("SUPERUSER"), role === "postgres");
    });
  }

  test("a membership that gives nothing, neither now nor later", async (t) => {
    if ("missing" in server) {
      t.skip(server.missing);
      return;
    }
    const { run, settings, versionNum } = server;
    if (versionNum < 160_000) {
      t.skip("before PostgreSQL 16 every membership gives something");
      return;
    }
    await databases?.lend("DROP OWNED BY planted_writers; DROP ROLE planted_writers", async (database) => {
      await run(
        database,
        `CREATE ROLE planted_writers; GRANT INSERT ON public.unit_version TO planted_writers;
         GRANT planted_writers TO ${READER} WITH INHERIT FALSE, SET FALSE`,
      );
      assert.equal((await read(settings(READER, database))).grants.faults, undefined);
    });
  });

  test("what the role and the database have as defaults is no match for what the session asks for", async (t) => {
    if ("missing" in server) {
      t.skip(server.missing);
      return;
    }
    await server.createGoverned("defaults");
    await server.run(
      "defaults",
      `ALTER ROLE ${READER} SET default_transaction_read_only = off; ALTER ROLE ${READER} SET search_path = public;
       ALTER DATABASE defaults SET row_security = on; ALTER DATABASE defaults SET statement_timeout = 1`,
    );
    const { role } = await read(server.settings(READER, "defaults"));
    await server.run("postgres", `ALTER ROLE ${READER} RESET ALL`);
    assert.equal(role, READER);
  });

  test("text in another encoding than UTF-8", async (t) => {
    if ("missing" in server) {
      t.skip(server.missing);
      return;
    }
    await server.run("postgres", "CREATE DATABASE old_text ENCODING 'SQL_ASCII' TEMPLATE template0");
    const reader = server.settings(READER, "old_text");
    const { code, message } = await refusalFrom(() => read(reader));
    assert.equal(code, "TARGET_UNFIT");
    assert.ok(message.includes('"SQL_ASCII"'), message);
  });
});

/** Runs what the refusals propose until there is none left; each time something else has to be proposed. */
async function mend(ask: () => Promise<unknown>, run: (text: string) => Promise<unknown>): Promise<void> {
  const seen = new Set<string>();
  for (;;) {
    const refusal = await ask().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (refusal === undefined) return;
    assert.ok(refusal instanceof Refusal);
    assert.ok(!seen.has(refusal.todo), refusal.todo);
    seen.add(refusal.todo);
    await run(refusal.todo.replace("let an administrator run: ", ""));
  }
}
