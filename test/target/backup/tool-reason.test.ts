// What a failed pg_dump or pg_restore is said to have failed of: our words, whatever it wrote.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTimeoutSettingOnly } from "../../../src/target/backup/restore-to-scratch.ts";
import { reduceToolReason } from "../../../src/target/backup/tool-reason.ts";

/** As the tools of PostgreSQL 15 write it. */
const SAID: readonly (readonly [stderr: string, reason: RegExp])[] = [
  ["pg_dump: error: could not write to output file: No space left on device", /no room/],
  [
    'connection to server at "h", port 1 failed: FATAL:  password authentication failed for user "u"',
    /password/,
  ],
  ['connection to server at "h", port 1 failed: fe_sendauth: no password supplied', /password/],
  ['connection to server at "h", port 1 failed: Connection refused', /reached/],
  [
    'connection to server on socket "/x/.s.PGSQL.1" failed: No such file or directory\n\tIs the server running locally and accepting connections on that socket?',
    /reached/,
  ],
  ['could not translate host name "secret" to address: Name or service not known', /reached/],
  [
    'connection to server at "h", port 1 failed: FATAL:  database "secret" does not exist',
    /no such database/,
  ],
  ["pg_dump: error: aborting because of server version mismatch", /too old/],
  [
    "pg_dump: error: query failed: ERROR:  canceling statement due to statement timeout\npg_dump: detail: Query was: LOCK TABLE public.secret IN ACCESS SHARE MODE",
    /held a lock/,
  ],
  ['ERROR:  query would be affected by row-level security policy for table "secret"', /row-level/],
  ["ERROR:  permission denied for sequence secret", /sequence/],
  ["ERROR:  permission denied for table secret", /permission was denied/],
  ['pg_dump: error: no matching tables were found for pattern "secret"', /missing/],
  ['ERROR:  invalid snapshot identifier: "00000003-0000001B-1"', /snapshot/],
  ["server closed the connection unexpectedly", /lost/],
  ["FATAL:  terminating connection due to administrator command", /lost/],
  ["pg_restore: error: could not read from input file: end of file", /cut off/],
  ["pg_restore: error: input file is too short (read 0, expected 5)", /cut off/],
  ["pg_restore: error: could not uncompress data: incorrect data check", /cut off/],
  ['pg_restore: error: could not execute query: ERROR:  type "public.secret" does not exist', /leans on/],
  ["ERROR:  schluessel (secret) ist schon da", /not shown/],
  ["", /not shown/],
];

for (const [stderr, reason] of SAID) {
  test(`a failed tool that says ${JSON.stringify(stderr.slice(0, 60))}`, () => {
    const told = reduceToolReason({ exitCode: 1, signal: null, stdout: "", stderr });
    assert.match(told ?? "", reason);
    assert.match(told ?? "", /\(exit code 1\)$/);
    assert.doesNotMatch(told ?? "", /secret/);
  });
}

test("a tool that ended well has no reason, and one that a signal ended has only that", () => {
  assert.equal(reduceToolReason({ exitCode: 0, signal: null, stdout: "", stderr: "a warning" }), undefined);
  assert.match(
    reduceToolReason({ exitCode: null, signal: "SIGKILL", stdout: "", stderr: "secret" }) ?? "",
    /^it was stopped \(SIGKILL\)$/,
  );
});

const UNKNOWN =
  'pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"';

const RESTORED: readonly (readonly [
  what: string,
  exitCode: number | null,
  stderr: string,
  passes: boolean,
])[] = [
  [
    "the setting alone",
    1,
    `pg_restore: while INITIALIZING:\n${UNKNOWN}\nCommand was: SET transaction_timeout = 0;\npg_restore: warning: errors ignored on restore: 1\n`,
    true,
  ],
  ["the setting and something else", 1, `${UNKNOWN}\npg_restore: error: COPY failed for table "x"\n`, false],
  [
    "something else that names it",
    1,
    `pg_restore: error: x\npg_restore: error: "transaction_timeout"\n`,
    false,
  ],
  ["nothing", 1, "", false],
  ["a signal", null, UNKNOWN, false],
];

for (const [what, exitCode, stderr, passes] of RESTORED) {
  test(`a newer pg_restore on an older scratch server complains of ${what}`, () => {
    assert.equal(isTimeoutSettingOnly({ exitCode, signal: null, stdout: "", stderr }), passes);
  });
}
