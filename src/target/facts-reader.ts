// Reads what a target holds, by its driver. Reading only: nothing here can write, whatever it is pointed at. What speaks to a
// database is loaded when one is asked: a driver that needs none is not made to wait for it.
import { Refusal } from "../diagnostics/refusal.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { contractOf } from "../model/contract.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { SeedUnit, Target } from "../model/generated/target.ts";
import type { FactsQuestion, FactsReader } from "../model/ports.ts";
import type { EmbeddedServer } from "./embedded/embedded-server.ts";
import { memoryFacts } from "./memory-facts.ts";
import type { ConnectionSettings } from "./postgres/connection-settings.ts";

export interface FactsReaderMeans {
  /** Where the variables with connection URLs are looked up. */
  readonly environment: NodeJS.ProcessEnv;
}

/** Servers that were started for a reading live as long as the reader: whoever opens one stops it. */
export interface OpenFactsReader extends FactsReader {
  /** Ends every server of this reader. */
  stop(): Promise<void>;
}

/**
 * A reader for every driver, which connects to nothing before it is asked. Its reads reject with a Refusal: SEED_REFUSED;
 * EMBEDDED_FAILED; TARGET_VARIABLE_MISSING, TARGET_URL_REFUSED, TARGET_UNREACHABLE, TARGET_UNSAFE, TARGET_UNFIT.
 */
export function openFactsReader(means: FactsReaderMeans): OpenFactsReader {
  const servers = new EmbeddedServers();
  return {
    readFacts: async (target, question) => {
      const { driver } = target.spec;
      if (driver === "memory") return readMemory(target, question);
      const settings =
        driver === "embedded"
          ? (await servers.serverOf(target.spec.seed ?? [])).settings("context_pack_readonly")
          : await readSettings(means, target);
      return readDatabase(target, question, settings);
    },
    stop: () => servers.stop(),
  };
}

function readMemory(target: Target, { prefix }: FactsQuestion): Facts {
  const facts = memoryFacts(target, prefix);
  if (facts instanceof Refusal) throw facts;
  return facts;
}

async function readSettings({ environment }: FactsReaderMeans, target: Target): Promise<ConnectionSettings> {
  const { readConnection } = await import("./postgres/read-connection.ts");
  return readConnection(environment, variableOf(target));
}

async function readDatabase(
  target: Target,
  { prefix, reader }: FactsQuestion,
  settings: ConnectionSettings,
): Promise<Facts> {
  const { readPostgresFacts } = await import("./facts/postgres-facts.ts");
  const { driver } = target.spec;
  const contract = contractOf(target);
  return readPostgresFacts(settings, { target: target.metadata.name, driver, prefix, contract, reader });
}

/** A checked target of this driver names one; without it there is no connection, and nothing to fall back on. */
function variableOf({ metadata, spec }: Target): string {
  if (spec.connection !== undefined) return spec.connection.env;
  throw new Refusal("TARGET_VARIABLE_MISSING", {
    message: `target "${metadata.name}" names no variable with its connection URL`,
    expected: "spec.connection.env in the target's file",
    todo: `add connection: {env: NAME_OF_A_VARIABLE} to plans/_targets/${metadata.name}.yaml`,
  });
}

async function startServer(seed: readonly SeedUnit[]): Promise<EmbeddedServer> {
  const { startEmbeddedServer } = await import("./embedded/embedded-server.ts");
  return startEmbeddedServer({ seed });
}

/** One server for each seed, started when it is first needed. One that would not start is not tried again. */
class EmbeddedServers {
  readonly #started = new Map<string, Promise<EmbeddedServer>>();

  serverOf(seed: readonly SeedUnit[]): Promise<EmbeddedServer> {
    const key = canonicalText(seed);
    const server = this.#started.get(key) ?? startServer(seed);
    this.#started.set(key, server);
    return server;
  }

  /** Every one is stopped, whatever becomes of the others; then the first that could not be is told of. */
  async stop(): Promise<void> {
    const servers = await Promise.allSettled(this.#started.values());
    this.#started.clear();
    const stops = servers.map((server) =>
      server.status === "fulfilled" ? server.value.stop() : Promise.resolve(),
    );
    const failed = (await Promise.allSettled(stops)).find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }
}
