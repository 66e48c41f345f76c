// B8's work, in a process of its own: reads the facts, or only connects, or waits for one round trip on a connection it keeps.
import { contractOf } from "../../src/model/contract.ts";
import { readPostgresFacts } from "../../src/target/facts/postgres-facts.ts";
import type { ConnectionSettings } from "../../src/target/postgres/connection-settings.ts";
import { connectDatabase, type DatabaseClient } from "../../src/target/postgres/database-client.ts";
import { answerTurns } from "./child.ts";
import { secondsSince } from "./measure.ts";

export interface FactsQuestion {
  readonly work: "facts" | "connect" | "trip";
  readonly settings: ConnectionSettings;
}

const CONTRACT = contractOf({
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "bench" },
  spec: { driver: "embedded" },
});

let kept: DatabaseClient | undefined;

async function connect(settings: ConnectionSettings): Promise<DatabaseClient> {
  return connectDatabase(settings, { applicationName: "bench", settings: {}, connectTimeoutMs: 10_000 });
}

async function turn({ work, settings }: FactsQuestion): Promise<number> {
  if (work === "trip") kept ??= await connect(settings);
  const started = process.hrtime.bigint();
  switch (work) {
    case "facts":
      await readPostgresFacts(settings, {
        target: "bench",
        driver: "embedded",
        prefix: "BENCH",
        contract: CONTRACT,
        reader: "bench",
      });
      break;
    case "connect":
      await (await connect(settings)).close();
      break;
    case "trip":
      await kept?.query({ text: "SELECT 1" });
  }
  return secondsSince(started);
}

answerTurns(
  (question) => turn(question as FactsQuestion),
  async () => kept?.close(),
);
