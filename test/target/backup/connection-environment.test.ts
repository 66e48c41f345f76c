// How a connection is handed to libpq: what is in variables, what in files that only we can read, and what is refused because
// libpq would take it otherwise than pg does.
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { rootCertificates } from "node:tls";
import { inspect } from "node:util";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { writeConnectionEnvironment } from "../../../src/target/backup/connection-environment.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";

const SETTINGS: ConnectionSettings = {
  host: "db.example",
  port: 5433,
  user: "reader",
  password: "C4NARY:%2F@\\#",
  database: "host=192.0.2.1 dbname=x",
  tls: false,
};

async function written(t: TestContext, settings: Partial<ConnectionSettings>) {
  const folder = await mkdtemp(path.join(tmpdir(), "cutplan-connection-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const place = { folder, name: "source", applicationName: "cutplan backup x" };
  const environment = await writeConnectionEnvironment({ ...SETTINGS, ...settings }, place);
  const files: Record<string, string> = {};
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    assert.equal((await stat(file)).mode & 0o777, 0o600, name);
    files[file] = await readFile(file, "utf8");
  }
  const fileOf = (variable: string): string | undefined => files[environment[variable] ?? ""];
  return { folder, environment, fileOf };
}

test("the password is in a file, escaped as libpq reads it, and in no variable", async (t) => {
  const { environment, fileOf, folder } = await written(t, {});
  assert.equal(fileOf("PGPASSFILE"), "*:*:*:*:C4NARY\\:%2F@\\\\#\n");
  assert.doesNotMatch(inspect(environment), /C4NARY/);
  assert.deepEqual(
    { ...environment, PGPASSFILE: "" },
    {
      PGDATABASE: "host=192.0.2.1 dbname=x",
      PGHOST: "db.example",
      PGPORT: "5433",
      PGUSER: "reader",
      PGPASSFILE: "",
      PGAPPNAME: "cutplan backup x",
      PGCONNECT_TIMEOUT: "15",
      PGGSSENCMODE: "disable",
      PGSSLMODE: "disable",
      HOME: folder,
    },
  );
});

test("without a password the file is empty, so that none of the home folder is taken", async (t) => {
  assert.equal((await written(t, { password: "" })).fileOf("PGPASSFILE"), "");
});

test("TLS that checks the server brings the roots it checks against", async (t) => {
  const own = await written(t, {
    tls: {
      ca: ["one", Buffer.from("two")],
      cert: "mine",
      key: "secret",
      minVersion: "TLSv1.3",
      servername: undefined,
    },
  });
  assert.equal(own.environment["PGSSLMODE"], "verify-full");
  assert.equal(own.environment["PGSSLMINPROTOCOLVERSION"], "TLSv1.3");
  assert.equal(own.fileOf("PGSSLROOTCERT"), "one\ntwo");
  assert.equal(own.fileOf("PGSSLCERT"), "mine");
  assert.equal(own.fileOf("PGSSLKEY"), "secret");
  const usual = await written(t, { tls: {} });
  assert.equal(usual.environment["PGSSLMODE"], "verify-full");
  assert.ok(usual.fileOf("PGSSLROOTCERT")?.includes(rootCertificates[0] ?? "none"));
});

test("TLS that checks nothing is encrypted all the same", async (t) => {
  const { environment } = await written(t, { tls: { rejectUnauthorized: false } });
  assert.equal(environment["PGSSLMODE"], "require");
  assert.equal(environment["PGSSLROOTCERT"], undefined);
});

const REFUSED: readonly (readonly [what: string, settings: Partial<ConnectionSettings>])[] = [
  ["a list of hosts", { host: "C4NARY,b" }],
  ["an abstract socket", { host: "@C4NARY" }],
  ["no host, which would be the default socket", { host: "" }],
  ["no database, which would be the user's name", { database: "" }],
  ["no user, which would be the system's", { user: "" }],
  ["a NUL", { database: "C4NARY\0" }],
  ["a second line in the password file", { password: "C4NARY\n*:*:*:*:x" }],
  ["no port", { port: 0 }],
  ["a way of checking that libpq does not have", { tls: { checkServerIdentity: () => undefined } }],
  ["a passphrase", { tls: { key: "C4NARY", passphrase: "C4NARY" } }],
  ["another name for the server than its host", { tls: { servername: "C4NARY.example" } }],
];

for (const [what, settings] of REFUSED) {
  test(`a connection is refused with ${what}`, async (t) => {
    const error: unknown = await written(t, settings).catch((fault: unknown) => fault);
    assert.ok(error instanceof Refusal, inspect(error));
    assert.equal(error.code, "BACKUP_REFUSED");
    assert.doesNotMatch(inspect(error), /C4NARY/);
  });
}
