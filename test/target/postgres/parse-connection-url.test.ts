import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import {
  parseConnectionUrl,
  type ParsedConnectionUrl,
} from "../../../src/target/postgres/parse-connection-url.ts";

const VARIABLE = "CUTPLAN_RO_URL_TEST";

function parse(text: string): ParsedConnectionUrl {
  const parsed = parseConnectionUrl(VARIABLE, text);
  assert.ok(!(parsed instanceof Refusal), text);
  return parsed;
}

test("a whole URL is taken apart, percent codes and all", () => {
  assert.deepEqual(parse("postgresql://ro%40x:C4NARY%252F%40%23@db.example:6543/my%2Fdb?sslmode=require"), {
    settings: { host: "db.example", port: 6543, user: "ro@x", password: "C4NARY%2F@#", database: "my/db" },
    tlsMode: "require",
    rootCertificateFile: undefined,
  });
  const file = "postgres://ro@[::1]/db?sslmode=verify-ca&sslrootcert=/etc/ssl/db%20ca.pem";
  assert.deepEqual(parse(file), {
    settings: { host: "::1", port: 5432, user: "ro", password: "", database: "db" },
    tlsMode: "verify-ca",
    rootCertificateFile: "/etc/ssl/db ca.pem",
  });
});

for (const [text, host, tlsMode] of [
  ["postgres://ro@localhost/db", "localhost", "disable"],
  ["postgres://ro@127.0.0.1/db", "127.0.0.1", "disable"],
  ["postgres://ro@[::1]/db", "::1", "disable"],
  ["postgres://ro@%2Frun%2Fpostgresql/db", "/run/postgresql", "disable"],
  ["postgres://ro@127.example/db", "127.example", "verify-full"],
  ["postgres://ro@10.0.0.7/db", "10.0.0.7", "verify-full"],
  ["postgres://ro@10.0.0.7/db?sslmode=disable", "10.0.0.7", "disable"],
] as const) {
  test(`${text} is spoken to with ${tlsMode}`, () => {
    const { settings, tlsMode: found } = parse(text);
    assert.deepEqual([settings.host, found], [host, tlsMode]);
  });
}

/** The URL, and the word that has to be in the message. */
const REFUSED: readonly (readonly [string, string])[] = [
  ["", "no URL"],
  ["db.example/db", "no URL"],
  ["//ro:pw@h/db", "no URL"],
  ["postgres://ro:pw@h:99999/db", "no URL"],
  ["postgres://ro:p w@h/db", "no URL"],
  ["postgres://ro:pw@h/db\n", "no URL"],
  ["https://ro:pw@h/db", "scheme"],
  ["mysql://ro:pw@h/db", "scheme"],
  ["postgres:ro:pw@h/db", "no "],
  ["postgres://h/db", "no user"],
  ["postgres://:pw@h/db", "no user"],
  ["postgres:///db", "no user"],
  ["postgres://ro@/db", "no "],
  ["postgres://ro:pw@h", "no database"],
  ["postgres://ro:pw@h/", "no database"],
  ["postgres://ro:pw@h/db#top", "fragment"],
  ["postgres://ro:100%@h/db", "password"],
  ["postgres://ro:%ff@h/db", "password"],
  ["postgres://ro%00options%00-cdefault_transaction_read_only=off:pw@h/db", "user"],
  ["postgres://ro:pw@h/db%00options", "database"],
  ["postgres://ro:pw@h/db%0a", "database"],
  ["postgres://ro:pw@h1,h2/db", "host"],
  ["postgres://ro:pw@h/db?options=-c%20default_transaction_read_only%3Doff", "options"],
  ["postgres://ro:pw@h/db?options=-c default_transaction_read_only=off", "options"],
  ["postgres://ro:pw@h/db?sslmode=require&options=-cdefault_transaction_read_only%3Doff", "options"],
  ["postgres://ro:pw@h/db?%6fptions=-c%20x", "options"],
  ["postgres://ro:pw@h/db?host=/tmp", "host"],
  ["postgres://ro:pw@h/db?user=postgres", "user"],
  ["postgres://ro:pw@h/db?service=x", "service"],
  ["postgres://ro:pw@h/db?application_name=x", "application_name"],
  ["postgres://ro:pw@h/db?replication=database", "replication"],
  ["postgres://ro:pw@h/db?Options=x", "not known"],
  ["postgres://ro:pw@h/db?tail-of-a-password", "not known"],
  ["postgres://ro:pw@h/db?sslmode=disable&sslmode=verify-full", "twice"],
  ["postgres://ro:pw@h/db?sslmode=prefer", "sslmode"],
  ["postgres://ro:pw@h/db?sslmode=allow", "sslmode"],
  ["postgres://ro:pw@h/db?sslmode=", "sslmode"],
  ["postgres://ro:pw@h/db?sslmode=require&sslrootcert=/ca.pem", "sslrootcert"],
  ["postgres://ro:pw@h/db?sslrootcert=", "sslrootcert"],
  ["postgres://ro:pw@%2Ftmp/db?sslmode=require", "socket"],
];

for (const [text, word] of REFUSED) {
  test(`${JSON.stringify(text)} is refused for ${word}`, () => {
    const refusal = parseConnectionUrl(VARIABLE, text);
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.code, "TARGET_URL_REFUSED");
    assert.ok(refusal.message.includes(VARIABLE));
    assert.ok(refusal.message.includes(word), refusal.message);
    assert.equal(refusal.cause, undefined);
  });
}

test("user, password and database come out as they went in, whatever they are", () => {
  const text = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((part) => !/\p{Cc}/u.test(part) && part.isWellFormed());
  fc.assert(
    fc.property(text, text, text, (user, password, database) => {
      const [u = "", p = "", d = ""] = [user, password, database].map(encodeURIComponent);
      // A folder of its own is what a URL takes `.` and `..` for, however they are written.
      fc.pre(!/^\.{1,2}$/u.test(database));
      const { settings } = parse(`postgres://${u}:${p}@localhost/${d}`);
      assert.deepEqual([settings.user, settings.password, settings.database], [user, password, database]);
    }),
    { seed: 4, numRuns: 200 },
  );
});
