// One server for all of this, with a seed and with every statement logged; what it must not do is looked for outside of it.
import assert from "node:assert/strict";
import { existsSync, lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Target } from "../../../src/model/generated/target.ts";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { startEmbeddedServer, type EmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { requireSoundSeed, writeSeed } from "../../../src/target/embedded/seed-units.ts";
import { memoryFacts } from "../../../src/target/memory-facts.ts";
import { seedRows } from "../../../src/target/seed-rows.ts";
import { GOVERNED_TABLES, selectRows } from "../../../src/target/governed-columns.ts";
import { connectDatabase, type DatabaseClient } from "../../../src/target/postgres/database-client.ts";
import { DatabaseError } from "../../../src/target/postgres/database-error.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";

const ROLES = ["postgres", "cutter_exec", "cutter_verify", "directus", "context_pack_readonly"] as const;
const SHA = "a1".repeat(32);
/** Addresses that would be something else than text, if anything took them for it. */
const HOSTILE = [
  "'); DROP TABLE public.unit_version;--",
  String.raw`\'`,
  "$1",
  "$$",
  "NULL",
  "{a,b}",
  '"quoted"',
  String.raw`back\slash`,
  "${jndi:x}",
  "__proto__",
  "%s %I",
  "ﬁ\u{1f600}é",
  "x".repeat(2048),
];
const SEED = [
  { address: "DOC-A", sha256: SHA, lifecycle: "draft" },
  { address: "DOC-A/1", sha256: SHA, lifecycle: "enacted" },
  { address: "DOC-A/1/b", sha256: SHA.toUpperCase(), lifecycle: "retired" },
  ...HOSTILE.map((address) => ({ address, sha256: SHA, lifecycle: "enacted" as const })),
] as const;
const CANARY = "canary-in-the-environment";

let server: EmbeddedServer;

before(async () => {
  // What would lead initdb, the server or pg astray if it were inherited.
  Object.assign(process.env, {
    CUTPLAN_CANARY: CANARY,
    PGDATA: "/nowhere",
    PGPORT: "1",
    PGHOST: "nowhere.invalid",
  });
  server = await startEmbeddedServer({
    seed: SEED,
    serverSettings: { log_statement: "all", work_mem: "5MB" },
  });
});
after(() => server.stop());

test("a server has the governed schema, and what it was asked to be set to", async () => {
  assert.match(server.version, /^15\./);
  const [settings] = await ask(
    server.settings("postgres"),
    "SELECT current_setting('work_mem'), current_setting('server_encoding'), current_setting('lc_messages'), datcollate FROM pg_database WHERE datname = current_database()",
  );
  assert.deepEqual(settings, ["5MB", "UTF8", "C", "C"]);
});

test("each role logs in with its own password, as itself, and with no other", async () => {
  for (const role of ROLES) {
    const settings = server.settings(role);
    assert.deepEqual(await ask(settings, "SELECT session_user, current_database()"), [[role, "governed"]]);
    const others = ROLES.filter((other) => other !== role).map((other) => server.settings(other).password);
    for (const password of [...others, "wrong", ""])
      await assert.rejects(
        ask({ ...settings, password }, "SELECT 1"),
        DatabaseError,
        `${role} with ${password}`,
      );
  }
});

test("a wrong password is what is refused, by SCRAM, on every kind of connection", async () => {
  const settings = { ...server.settings("postgres"), password: "wrong" };
  await assert.rejects(ask(settings, "SELECT 1"), { sqlstate: "28P01" });
  const methods = await ask(
    server.settings("postgres"),
    "SELECT DISTINCT auth_method FROM pg_hba_file_rules UNION SELECT CASE WHEN rolpassword LIKE 'SCRAM-SHA-256$4096:%' THEN 'kept well' ELSE rolname END FROM pg_authid WHERE rolcanlogin ORDER BY 1",
  );
  assert.deepEqual(methods, [["kept well"], ["scram-sha-256"]]);
});

test("the seed's units are there, as a sandbox's rows are told beforehand and as a memory target counts them", async () => {
  const target = {
    apiVersion: "cutplan/v1",
    kind: "Target",
    metadata: { name: "t" },
    spec: { driver: "memory", seed: SEED },
  } as unknown as Target;
  const facts = memoryFacts(target, "");
  assert.ok(!(facts instanceof Refusal));
  const rowsOf = seedRows(SEED.map((unit) => ({ ...unit, sha256: unit.sha256.toLowerCase() })));
  for (const table of GOVERNED_TABLES) {
    const rows = await ask(server.settings("context_pack_readonly"), selectRows(table));
    assert.deepEqual(rows, [...rowsOf(table)], table);
    assert.equal(rows.length, facts.totals[table], table);
  }
});

const REFUSED_UNITS: readonly (readonly [why: string, unit: Readonly<Record<string, string>>])[] = [
  ["an empty address", { address: "" }],
  ["an empty part", { address: "a//b" }],
  ["a line break", { address: "a\nb" }],
  ["NUL", { address: "a\0b" }],
  ["too long an address", { address: "x".repeat(2049) }],
  ["no hex digits", { sha256: "xyz" }],
  ["half a digest", { sha256: "a1" }],
  ["a life that nobody knows", { lifecycle: "undead" }],
];

for (const [why, fault] of REFUSED_UNITS) {
  test(`a seed is refused for a unit with ${why}, and its values are not shown`, async () => {
    const unit = { address: "SECRET", sha256: SHA, lifecycle: "draft", ...fault } as (typeof SEED)[number];
    await withClient(server.settings("postgres"), async (client) => {
      await client.query({ text: "BEGIN" });
      await assert.rejects(writeSeed(client, [unit]), (error: unknown) => {
        assert.ok(error instanceof Refusal && error.code === "SEED_REFUSED", String(error));
        assert.doesNotMatch(error.message, /SECRET|undead|xyz/);
        return true;
      });
    });
  });
}

test("a seed with a unit twice, or with half a character, is refused before anything is started", async () => {
  const [unit] = SEED;
  const seeds = [[unit, { ...unit, sha256: "b2".repeat(32) }], [{ ...unit, address: "a\ud800" }]];
  for (const seed of seeds) {
    assert.throws(() => requireSoundSeed(seed), { code: "SEED_REFUSED" });
    await assert.rejects(startEmbeddedServer({ seed, packagesFrom: "/nowhere/x.js" }), {
      code: "SEED_REFUSED",
    });
  }
});

test("ten thousand units are written by one statement", async () => {
  const seed = Array.from({ length: 10_000 }, (_, index) => ({
    address: `BIG/${index}`,
    sha256: SHA,
    lifecycle: "retired" as const,
  }));
  await withClient(server.settings("postgres"), async (client) => {
    await client.query({ text: "BEGIN" });
    await client.query({ text: "SET LOCAL enable_seqscan = off" });
    await writeSeed(client, seed);
    const { rows } = await client.query({
      text: "SELECT count(*) FROM public.iu_lifecycle_log WHERE address LIKE 'BIG/%'",
    });
    assert.deepEqual(rows, [["30000"]]);
  });
});

test("the folder is private, and what is secret in it is ours alone", () => {
  const modeOf = (name: string): number => lstatSync(path.join(server.folder, name)).mode & 0o777;
  assert.equal(modeOf(".") & 0o066, 0, "nobody else lists or changes it");
  for (const name of ["data", "run"]) assert.equal(modeOf(name), 0o700, name);
  for (const name of readdirSync(server.folder).filter((name) => name.endsWith(".json")))
    assert.equal(modeOf(name), 0o600, name);
  assert.equal(modeOf("server.log") & 0o077, 0);
});

/** The server lives while its folder is read: it renames and removes files of its own. What is no file has no text. */
function readUnlessGone(file: string): string {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, "latin1") : "";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

test("no password is in the log, the cluster's files, the arguments or the environment, and nothing of ours either", (t) => {
  const passwords = ROLES.map((role) => server.settings(role).password);
  assert.equal(new Set(passwords).size, ROLES.length);
  const log = readFileSync(path.join(server.folder, "server.log"), "utf8");
  assert.match(log, /statement|execute/, "statements are logged");
  const texts: (readonly [string, string])[] = [["log", log]];
  for (const name of readdirSync(path.join(server.folder, "data"), { recursive: true, encoding: "utf8" })) {
    texts.push([name, readUnlessGone(path.join(server.folder, "data", name))]);
  }
  if (existsSync("/proc/self/environ")) {
    const pid = serverPid();
    texts.push(["arguments", readFileSync(`/proc/${pid}/cmdline`, "latin1")]);
    const environment = readFileSync(`/proc/${pid}/environ`, "latin1");
    assert.match(environment, /LC_ALL=C/);
    texts.push(["environment", environment]);
  } else t.diagnostic("without /proc arguments and environment are not looked at");
  assert.ok(texts.filter(([, text]) => text !== "").length > 100, "the cluster's files were read");
  for (const [where, text] of texts) {
    assert.ok(!text.includes(CANARY), where);
    assert.ok(!passwords.some((password) => text.includes(password)), where);
  }
  assert.ok(!/SCRAM-SHA-256\$4096:[A-Za-z0-9+/]/.test(log), "no verifier in the log");
});

test("it listens on its socket and on no port", async (t) => {
  assert.deepEqual(await ask(server.settings("postgres"), "SHOW listen_addresses"), [[""]]);
  assert.ok(lstatSync(path.join(server.settings("postgres").host, ".s.PGSQL.5432")).isSocket());
  if (!existsSync("/proc/self/net/unix")) {
    t.diagnostic("without /proc the server's sockets are not looked at");
    return;
  }
  const pid = serverPid();
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`)
      .map((fd) => /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1] ?? "")
      .filter((inode) => inode !== ""),
  );
  const inodes = (file: string, column: number): readonly string[] =>
    (existsSync(file) ? readFileSync(file, "utf8") : "")
      .split("\n")
      .map((line) => line.trim().split(/\s+/)[column] ?? "")
      .filter((inode) => sockets.has(inode));
  assert.equal(inodes("/proc/self/net/unix", 6).length, 1);
  assert.deepEqual([...inodes("/proc/self/net/tcp", 9), ...inodes("/proc/self/net/tcp6", 9)], []);
});

function serverPid(): number {
  return Number(readFileSync(path.join(server.folder, "data", "postmaster.pid"), "utf8").split("\n", 1)[0]);
}

function readLink(file: string): string {
  try {
    return readlinkSync(file);
  } catch {
    return "";
  }
}

async function ask(settings: ConnectionSettings, text: string): Promise<readonly unknown[]> {
  return withClient(settings, async (client) => (await client.query({ text })).rows);
}

async function withClient<T>(
  settings: ConnectionSettings,
  use: (client: DatabaseClient) => Promise<T>,
): Promise<T> {
  const session = { applicationName: "test:embedded", settings: {}, connectTimeoutMs: 10_000 };
  const client = await connectDatabase(settings, session);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}
