// B8: the facts of a target over a slow line, beside one round trip on it.
import { sha256Hex } from "../../src/model/digest.ts";
import type { SeedUnit } from "../../src/model/generated/target.ts";
import { startEmbeddedServer } from "../../src/target/embedded/embedded-server.ts";
import type { Bench, BenchCase } from "./case.ts";
import { startChild } from "./child.ts";
import type { FactsQuestion } from "./facts-alone.ts";
import { openSlowLine, type SlowLine } from "./slow-line.ts";

const ROUND_TRIP_MS = 3;
const SIZES = [10, 10_000] as const;
const LIMIT = 8;
const SCRIPT = new URL("facts-alone.ts", import.meta.url);

function seedOf(units: number): readonly SeedUnit[] {
  return Array.from({ length: units }, (_, index) => ({
    address: `BENCH/U${index}`,
    sha256: sha256Hex(String(index)),
    lifecycle: "enacted",
  }));
}

async function measureOver(line: SlowLine, units: number, { measure }: Bench): Promise<void> {
  const { settings } = line;
  const reader = startChild<FactsQuestion>(SCRIPT);
  const beside = startChild<FactsQuestion>(SCRIPT);
  try {
    line.takeRoundTrips();
    // What it takes to connect and to say good-bye is not discovery's: it is counted by itself and taken off.
    await reader.ask({ work: "connect", settings });
    const handshake = line.takeRoundTrips();
    await reader.ask({ work: "facts", settings });
    const found = line.takeRoundTrips() - handshake;
    await measure({
      what: `facts over a line of ${ROUND_TRIP_MS} ms`,
      size: { count: units, of: "units" },
      own: () => reader.ask({ work: "facts", settings }),
      peers: { "one round trip": () => beside.ask({ work: "trip", settings }) },
      goals: [{ kind: "count", of: "round trips after the handshake", found, atMost: LIMIT }],
      rounds: 7,
    });
  } finally {
    await reader.stop();
    await beside.stop();
  }
}

export const factsOverSlowLine: BenchCase = {
  name: "B8",
  title: "facts from a database",
  grows: false,
  run: async (bench) => {
    for (const units of bench.sizes(SIZES)) {
      const server = await startEmbeddedServer({ seed: seedOf(units) });
      try {
        const line = await openSlowLine(server.settings("context_pack_readonly"), ROUND_TRIP_MS);
        try {
          await measureOver(line, units, bench);
        } finally {
          await line.stop();
        }
      } finally {
        await server.stop();
      }
    }
  },
};
