// Every fault of a grant or a function is planted by itself in a database that was sound, found, named, and gone again when
// the statement is run that the fault itself proposes.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import type { Grants } from "../../../src/model/generated/facts.ts";
import { startOwnPostgres, type OwnPostgresAnswer } from "../../support/own-postgres.ts";
import { read, READER } from "./ask.ts";
import { EXECUTES, GRANT_PLANTS, LEAK, REVIEWS, VERIFIES } from "./plants.ts";
import { SoundDatabase } from "./sound-database.ts";
import { UNSAFE_PLANTS } from "./unsafe-plants.ts";

suite("a grant or a function that is not as it has to be", () => {
  let server: OwnPostgresAnswer = { missing: "not started" };
  let databases: SoundDatabase | undefined;
  before(async () => {
    server = await startOwnPostgres();
    if ("stop" in server) databases = new SoundDatabase(server);
  });
  after(() => ("stop" in server ? server.stop() : undefined));

  test("is not looked for where cutplan has no business", async (t) => {
    if ("missing" in server) {
      t.skip(server.missing);
      return;
    }
    const { run, settings } = server;
    const undo = `DROP SCHEMA catalog CASCADE; DROP OWNED BY planted_app; DROP ROLE planted_app`;
    await databases?.lend(undo, async (database) => {
      const ask = async (): Promise<Grants> => (await read(settings(READER, database))).grants;
      const sound = await ask();
      await run(
        database,
        `CREATE SCHEMA catalog AUTHORIZATION directus; CREATE TABLE catalog.pages (id integer);
         ALTER TABLE catalog.pages OWNER TO directus; GRANT SELECT ON catalog.pages TO PUBLIC;
         CREATE FUNCTION catalog.hello() RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE ROLE planted_app`,
      );
      assert.deepEqual(await ask(), sound);
      // What others may do to the governed tables is theirs to answer for, but it is on record that it changed.
      await run(database, "GRANT INSERT ON public.information_unit TO planted_app");
      const { faults, snapshot_sha } = await ask();
      assert.equal(faults, undefined);
      assert.notEqual(snapshot_sha, sound.snapshot_sha);
    });
  });

  for (const { name, plant, undo = "SELECT 1", found, denies = [], bodyNeeded = false } of [
    ...GRANT_PLANTS,
    ...UNSAFE_PLANTS,
  ]) {
    test(name, async (t) => {
      if ("missing" in server) {
        t.skip(server.missing);
        return;
      }
      const { run, settings } = server;
      await databases?.lend(undo, async (database) => {
        const ask = async (): Promise<Grants> => (await read(settings(READER, database))).grants;
        const sound = await ask();
        assert.deepEqual(
          [sound[LEAK], sound[EXECUTES], sound[VERIFIES], sound[REVIEWS]],
          Array(4).fill(true),
        );
        await run(database, plant);
        const grants = await ask();
        const faults = grants.faults ?? [];
        assert.deepEqual(
          faults.map(({ fault, role, privilege, object }) => [fault, role, privilege, object]).sort(),
          found.map((fault) => [...fault]).sort(),
        );
        for (const answer of denies) assert.equal(grants[answer], false, answer);
        assert.notEqual(grants.snapshot_sha, sound.snapshot_sha);
        // What one statement takes away may have stood for a right that was missing: then the next reading says so.
        for (let left = faults; left.length > 0 && !bodyNeeded;) {
          for (const mend of new Set(left.map((fault) => fault.mend))) await run(database, mend);
          const still = (await ask()).faults ?? [];
          assert.notDeepEqual(still, left);
          left = still;
        }
      });
    });
  }
});
