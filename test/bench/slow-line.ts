// A line with a delay between a client and a server's socket, which counts how often the client waited for an answer.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers";
import type { ConnectionSettings } from "../../src/target/postgres/connection-settings.ts";

export interface SlowLine {
  readonly settings: ConnectionSettings;
  /** Round trips since the last call: how often the client spoke after the server had. */
  takeRoundTrips(): number;
  stop(): Promise<void>;
}

/** Both directions are delayed by half of `roundTripMs`, in order. */
export async function openSlowLine(to: ConnectionSettings, roundTripMs: number): Promise<SlowLine> {
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-line-"));
  const counts = { trips: 0 };
  const server = createServer((client) => {
    const upstream = connect(path.join(to.host, `.s.PGSQL.${to.port}`));
    let wasServer = true;
    pass(client, upstream, {
      roundTripMs,
      onData: () => {
        if (wasServer) counts.trips += 1;
        wasServer = false;
      },
    });
    pass(upstream, client, {
      roundTripMs,
      onData: () => {
        wasServer = true;
      },
    });
  });
  server.listen(path.join(folder, `.s.PGSQL.${to.port}`));
  await once(server, "listening");
  return {
    settings: { ...to, host: folder },
    takeRoundTrips: () => {
      const { trips } = counts;
      counts.trips = 0;
      return trips;
    },
    stop: async () => {
      server.close();
      await once(server, "close");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Passing {
  readonly roundTripMs: number;
  readonly onData: () => void;
}

function pass(from: Socket, to: Socket, { roundTripMs, onData }: Passing): void {
  from.on("data", (chunk) => {
    onData();
    setTimeout(() => to.write(chunk), roundTripMs / 2);
  });
  from.on("close", () => setTimeout(() => to.destroy(), roundTripMs / 2));
  from.on("error", () => undefined);
}
