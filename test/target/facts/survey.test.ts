// What is read of units and rows: the same as of a seed in memory, for any seed; and a refusal for what is no unit.
import assert from "node:assert/strict";
import { after, before, suite, test } from "node:test";
import fc from "fast-check";
import type { Facts } from "../../../src/model/generated/facts.ts";
import type { SeedUnit } from "../../../src/model/generated/target.ts";
import { compareBytewise } from "../../../src/model/bytewise.ts";
import { factsBytes, parseFacts } from "../../../src/model/facts-file.ts";
import { writeSeed } from "../../../src/target/embedded/seed-units.ts";
import { connectDatabase, type DatabaseClient } from "../../../src/target/postgres/database-client.ts";
import { startOwnPostgres, type OwnPostgres, type OwnPostgresAnswer } from "../../support/own-postgres.ts";
import { factsOf } from "../sample.ts";
import { read, READER, refusalFrom } from "./ask.ts";

/** Parts that a LIKE, a collation or a careless comparison would take for one another. */
const PART = fc.oneof(
  fc.constantFrom(
    "A",
    "a",
    "AB",
    "A%",
    "A_",
    "_",
    "%",
    "\\",
    "'",
    '"',
    "é",
    "e\u0301",
    "ß",
    "\u{1f600}",
    "\uffee",
    "Z",
    "10",
    "9",
    "-",
    ".",
  ),
  fc.stringMatching(/^[A-Za-z0-9._-]{1,6}$/),
);
const ADDRESS = fc.array(PART, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("/"));
const UNIT = fc.record({
  address: ADDRESS,
  sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
  lifecycle: fc.constantFrom("draft" as const, "enacted" as const, "retired" as const),
});
const SEED = fc.uniqueArray(UNIT, { maxLength: 12, selector: ({ address }) => address });

interface NoUnit {
  readonly name: string;
  readonly plant: string;
  readonly words: string;
  /** Whether nobody can say under which prefix it is. */
  readonly anywhere?: boolean;
}

const UNIT_X = "INSERT INTO public.information_unit (address, document_id, title) VALUES ('X/1', 'X', 'X')";
const VERSION_X =
  "INSERT INTO public.unit_version (address, version, sha256) VALUES ('X/1', 1, sha256('SECRET-TEXT'::bytea))";

const NO_UNITS: readonly NoUnit[] = [
  { name: "a unit without a version", plant: UNIT_X, words: '"X/1" has no version' },
  {
    name: "a lifecycle that is not known",
    plant: `ALTER TABLE public.information_unit DROP CONSTRAINT information_unit_lifecycle_check; ${UNIT_X}; ${VERSION_X};
      UPDATE public.information_unit SET lifecycle = 'SECRET-STATE'`,
    words: '"X/1" has an unknown lifecycle',
  },
  {
    name: "no lifecycle",
    plant: `ALTER TABLE public.information_unit ALTER COLUMN lifecycle DROP NOT NULL; ${UNIT_X}; ${VERSION_X};
      UPDATE public.information_unit SET lifecycle = NULL`,
    words: '"X/1" has an unknown lifecycle',
  },
  {
    name: "a digest that is too short",
    plant: `ALTER TABLE public.unit_version DROP CONSTRAINT unit_version_sha256_check; ${UNIT_X};
      INSERT INTO public.unit_version (address, version, sha256) VALUES ('X/1', 1, '\\x5ec2e7')`,
    words: '"X/1" has a digest that is not of 32 bytes',
  },
  {
    name: "an address twice",
    plant: `ALTER TABLE public.information_unit DROP CONSTRAINT information_unit_pkey CASCADE;
      ${UNIT_X}; ${UNIT_X}; ${VERSION_X}`,
    words: '"X/1" is there twice',
  },
  {
    name: "an address that is empty, and one that is null",
    plant: `ALTER TABLE public.information_unit DROP CONSTRAINT information_unit_address_check;
      INSERT INTO public.information_unit (address, document_id, title) VALUES ('', 'X', 'X')`,
    words: "a unit without an address",
  },
  {
    name: "an address that is null",
    plant: `ALTER TABLE public.information_unit DROP CONSTRAINT information_unit_pkey CASCADE;
      ALTER TABLE public.information_unit ALTER COLUMN address DROP NOT NULL;
      INSERT INTO public.information_unit (document_id, title) VALUES ('X', 'X')`,
    words: "a unit without an address",
    anywhere: true,
  },
  {
    name: "a version without an address",
    plant: `ALTER TABLE public.unit_version DROP CONSTRAINT unit_version_pkey;
      ALTER TABLE public.unit_version ALTER COLUMN address DROP NOT NULL;
      INSERT INTO public.unit_version (version, sha256) VALUES (1, sha256('SECRET-TEXT'::bytea))`,
    words: "a version without an address",
    anywhere: true,
  },
  {
    name: "versions of what is no unit",
    plant: `ALTER TABLE public.unit_version DROP CONSTRAINT unit_version_address_fkey; ${VERSION_X}`,
    words: 'versions of "X/1", which is no unit',
  },
  {
    name: "two versions of one number",
    plant: `ALTER TABLE public.unit_version DROP CONSTRAINT unit_version_pkey; ${UNIT_X}; ${VERSION_X};
      INSERT INTO public.unit_version (address, version, sha256) VALUES ('X/1', 1, sha256('SECRET'::bytea))`,
    words: '"X/1" has two versions of one number',
  },
  {
    name: "a version without a number",
    plant: `ALTER TABLE public.unit_version DROP CONSTRAINT unit_version_pkey; ${UNIT_X}; ${VERSION_X};
      ALTER TABLE public.unit_version ALTER COLUMN version DROP NOT NULL;
      INSERT INTO public.unit_version (address, sha256) VALUES ('X/1', sha256('SECRET'::bytea))`,
    words: "or one without number or digest",
  },
  {
    name: "an older version without a digest",
    plant: `ALTER TABLE public.unit_version ALTER COLUMN sha256 DROP NOT NULL; ${UNIT_X};
      INSERT INTO public.unit_version (address, version, sha256)
        VALUES ('X/1', 1, NULL), ('X/1', 2, sha256('SECRET'::bytea))`,
    words: "or one without number or digest",
  },
  {
    name: "an address with a control character",
    plant: `ALTER TABLE public.information_unit DROP CONSTRAINT information_unit_address_check;
      INSERT INTO public.information_unit (address, document_id, title) VALUES (E'X/\x1b[2J', 'X', 'X')`,
    words: "a control character in its address",
  },
];

suite("the survey of units", () => {
  let answer: OwnPostgresAnswer = { missing: "not started" };
  before(async () => {
    answer = await startOwnPostgres();
  });
  after(() => ("stop" in answer ? answer.stop() : undefined));

  test("agrees with the seed in memory, whatever the collation", async (t) => {
    if ("missing" in answer) {
      t.skip(answer.missing);
      return;
    }
    const { settings, createGoverned, run } = answer;
    await createGoverned("seeds");
    await run(
      "seeds",
      `DO $$ BEGIN ALTER TABLE public.information_unit ALTER COLUMN address TYPE text COLLATE "en-x-icu";
        EXCEPTION WHEN undefined_object THEN NULL; END $$`,
    );
    const client = await superuser(answer, "seeds");
    t.after(() => client.close());
    await fc.assert(
      fc.asyncProperty(SEED, ADDRESS, async (seed, other) => {
        await replaceUnits(client, seed);
        const prefix = seed[0]?.address.split("/")[0] ?? other;
        const facts = await read(settings(READER, "seeds"), prefix);
        assert.deepEqual(comparable(facts), comparable(factsOf(seed, prefix)));
        assert.equal(facts.role, READER);
        assert.deepEqual(parseFacts(factsBytes(facts)), facts);
        const all = await read(settings(READER, "seeds"));
        assert.deepEqual(
          all.units,
          seed.toSorted((one, two) => compareBytewise(one.address, two.address)).map((unit) => ({ ...unit })),
        );
      }),
      { seed: 4, numRuns: 15 },
    );
  });

  test("takes the newest version of a unit, and counts all of them", async (t) => {
    if ("missing" in answer) {
      t.skip(answer.missing);
      return;
    }
    await answer.createGoverned("versions");
    await answer.run(
      "versions",
      `${UNIT_X}; ${VERSION_X};
       INSERT INTO public.unit_version (address, version, sha256)
         SELECT 'X/1', n, sha256(('v' || n)::bytea) FROM generate_series(2, 11) n`,
    );
    const [[newest] = []] = await answer.run("versions", "SELECT encode(sha256('v11'), 'hex')");
    const { units, totals } = await read(answer.settings(READER, "versions"), "X");
    assert.deepEqual(units, [{ address: "X/1", sha256: newest, lifecycle: "draft" }]);
    assert.equal(totals["public.unit_version"], 11);
  });

  for (const [at, { name, plant, words, anywhere = false }] of NO_UNITS.entries()) {
    test(`${name} is refused by its address, and not by what it holds`, async (t) => {
      if ("missing" in answer) {
        t.skip(answer.missing);
        return;
      }
      const { settings, createGoverned, run } = answer;
      const database = `no_unit_${at}`;
      await createGoverned(database);
      await run(database, plant);
      const { code, message } = await refusalFrom(() => read(settings(READER, database)));
      assert.equal(code, "TARGET_UNFIT", message);
      assert.ok(message.includes(words), message);
      assert.doesNotMatch(message, /SECRET|5ec2e7/i);
      // It is nobody's business under another prefix.
      if (anywhere) {
        assert.equal((await refusalFrom(() => read(settings(READER, database), "Y"))).code, "TARGET_UNFIT");
        return;
      }
      assert.deepEqual((await read(settings(READER, database), "Y")).units, []);
    });
  }
});

function comparable({ driver: _driver, role: _role, grants, ...facts }: Facts): unknown {
  const { snapshot_sha: _snapshot, ...answers } = grants;
  return { ...facts, answers };
}

function superuser(server: OwnPostgres, database: string): Promise<DatabaseClient> {
  return connectDatabase(server.settings("postgres", database), {
    applicationName: "test",
    settings: { search_path: "pg_catalog", session_replication_role: "replica" },
    connectTimeoutMs: 10_000,
  });
}

/** The log only grows, and versions are never touched; as a replica the server lets it pass. */
async function replaceUnits(client: DatabaseClient, seed: readonly SeedUnit[]): Promise<void> {
  for (const table of ["iu_lifecycle_log", "unit_version", "information_unit"])
    await client.query({ text: `DELETE FROM public.${table}` });
  await writeSeed(client, seed);
}
