// A connection of which half is gone without a word: whoever waits for an answer is told after a while, and whoever closes it
// is let go. The deadlines are short here; nothing is said of how long anything took.
import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { startEmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { connectDatabase, type DatabaseClient } from "../../../src/target/postgres/database-client.ts";
import { DatabaseError } from "../../../src/target/postgres/database-error.ts";
import { limitAnswers } from "../../../src/target/postgres/limit-answers.ts";
import { startFaultWire } from "../../../src/target/sandbox/fault-wire.ts";

const server = await startEmbeddedServer({ seed: [] });
const wire = await startFaultWire(
  mkdtempSync(path.join(server.folder, "wire-")),
  server.settings("cutter_exec"),
);
after(async () => {
  await wire.stop();
  await server.stop();
});

function connect(): Promise<DatabaseClient> {
  return connectDatabase(wire.through(server.settings("cutter_exec")), {
    applicationName: "test",
    settings: {},
    connectTimeoutMs: 5_000,
    closeTimeoutMs: 50,
  });
}

function isLost(error: unknown): boolean {
  return error instanceof DatabaseError && error.isLost;
}

test("an answer that never comes is a lost connection, for all who wait for one", async () => {
  const client = limitAnswers(await connect(), 100);
  wire.faults.plant({ kind: "half_open" });
  const asked = [client.query({ text: "SELECT 1" }), client.query({ text: "SELECT 2" })];
  for (const answer of asked) await assert.rejects(answer, isLost);
  await client.close();
});

test("a session in which nothing was asked is closed all the same, also twice", async () => {
  const client = await connect();
  wire.faults.plant({ kind: "half_open" });
  await client.close();
  await client.close();
});

test("an answer that comes in time is handed on as it is, and so is what the server refuses", async () => {
  const client = limitAnswers(await connect(), 60_000);
  const rows: unknown[] = [];
  await client.query({ text: "SELECT $1::text", values: ["as it is"], onRow: (row) => void rows.push(row) });
  assert.deepEqual(rows, [["as it is"]]);
  await assert.rejects(
    client.query({ text: "SELECT 1 / 0" }),
    (error) => error instanceof DatabaseError && error.sqlstate === "22012" && !error.isLost,
  );
  await client.close();
});
