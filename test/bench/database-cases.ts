// The cases of docs/performance.md that need a database, each over a server of its own: B8, facts over a slow line.
import { contractOf } from "../../src/model/contract.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import { startEmbeddedServer } from "../../src/target/embedded/embedded-server.ts";
import { readPostgresFacts } from "../../src/target/facts/postgres-facts.ts";
import { connectDatabase } from "../../src/target/postgres/database-client.ts";
import type { ConnectionSettings } from "../../src/target/postgres/connection-settings.ts";
import type { BenchCase, Row } from "./case.ts";
import type { Measured } from "./measure.ts";
import { openSlowLine, type SlowLine } from "./slow-line.ts";

const ROUND_TRIP_MS = 3;
const SIZES = [10, 10_000] as const;
const RUNS = 7;
const LIMIT = 8;

const CONTRACT = contractOf({
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "bench" },
  spec: { driver: "embedded" },
});

function seedOf(units: number): readonly SeedUnit[] {
  return Array.from({ length: units }, (_, index) => ({
    address: `BENCH/U${index}`,
    sha256: sha256Hex(String(index)),
    lifecycle: "enacted",
  }));
}

/** Seconds of several runs of some work in this process, after one that is not counted. */
async function time(work: () => Promise<unknown>): Promise<Measured> {
  await work();
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = process.hrtime.bigint();
    await work();
    seconds.push(Number(process.hrtime.bigint() - started) / 1e9);
  }
  const [min = NaN, ...rest] = seconds.toSorted((a, b) => a - b);
  return {
    min,
    median: rest[Math.floor(RUNS / 2) - 1] ?? NaN,
    max: rest.at(-1) ?? NaN,
    runs: RUNS,
    peakMib: undefined,
  };
}

async function onConnection<Answer>(
  settings: ConnectionSettings,
  use: (query: () => Promise<unknown>) => Promise<Answer>,
): Promise<Answer> {
  const client = await connectDatabase(settings, {
    applicationName: "bench",
    settings: {},
    connectTimeoutMs: 10_000,
  });
  try {
    return await use(() => client.query({ text: "SELECT 1" }));
  } finally {
    await client.close();
  }
}

async function readFacts({ settings }: SlowLine): Promise<void> {
  const question = {
    target: "bench",
    driver: "embedded",
    prefix: "BENCH",
    contract: CONTRACT,
    reader: "bench",
  } as const;
  await readPostgresFacts(settings, question);
}

/** What it takes to connect and to say good-bye is not discovery's: it is counted by itself and taken off. */
async function countRoundTrips(line: SlowLine): Promise<number> {
  line.takeRoundTrips();
  await onConnection(line.settings, () => Promise.resolve());
  const handshake = line.takeRoundTrips();
  await readFacts(line);
  return line.takeRoundTrips() - handshake;
}

async function rowFor(units: number): Promise<Row> {
  const server = await startEmbeddedServer({ seed: seedOf(units) });
  try {
    const line = await openSlowLine(server.settings("context_pack_readonly"), ROUND_TRIP_MS);
    const trips = await countRoundTrips(line);
    const cutplan = await time(() => readFacts(line));
    const against = await onConnection(line.settings, time);
    await line.stop();
    return {
      what: `facts of ${units} units over ${ROUND_TRIP_MS} ms, ${trips} round trips after the handshake`,
      cutplan,
      against,
      peer: "one round trip",
      goal: `at most ${LIMIT} round trips`,
      met: trips <= LIMIT,
    };
  } finally {
    await server.stop();
  }
}

export const factsOverSlowLine: BenchCase = {
  name: "B8",
  run: async () => {
    const rows: Row[] = [];
    for (const units of SIZES) rows.push(await rowFor(units));
    return rows;
  },
};
