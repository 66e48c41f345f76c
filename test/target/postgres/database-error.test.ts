import assert from "node:assert/strict";
import { test } from "node:test";
import { CONNECTION_LOST, DatabaseError } from "../../../src/target/postgres/database-error.ts";

/** What Node and pg throw where the connection fails, with a code of their own or with none. */
for (const code of [
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  undefined,
]) {
  test(`${code ?? "no code"} is a lost connection, not an answer`, () => {
    const error = Object.assign(new Error("SECRET"), code === undefined ? {} : { code });
    assert.equal(new DatabaseError(error).sqlstate, CONNECTION_LOST);
  });
}

for (const code of ["23505", "25006", "40P01", "57P01", "F0000", "HV000", "P0001", "XX000"]) {
  test(`${code} is the server's own`, () => {
    assert.equal(new DatabaseError({ code }).sqlstate, code);
  });
}

test("what the server quotes stays with it", () => {
  const error = new DatabaseError({
    code: "23505",
    message: "SECRET",
    detail: "Key (addr)=(SECRET)",
    table: "unit_version",
    constraint: 'SECRET "x"',
  });
  assert.deepEqual([error.table, error.constraint], ["unit_version", undefined]);
  assert.doesNotMatch(JSON.stringify(error, Object.getOwnPropertyNames(error)), /SECRET/);
});
