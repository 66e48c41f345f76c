// What a new server is filled with: passwords, the database "governed" with the schema, and a target's seed. Nothing here
// connects to a server that is not handed in.
import { readFile } from "node:fs/promises";
import type { SeedUnit } from "../../model/generated/target.ts";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { connectDatabase, type DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import { embeddedFailed } from "./embedded-refusal.ts";
import { writeSeed } from "./seed-units.ts";
import { splitStatements } from "./split-statements.ts";

export const DATABASE = "governed";
const SCHEMA = new URL("../schema/governed-schema.sql", import.meta.url);

/** Of the session that fills the server. */
const SESSION = {
  applicationName: "cutplan:embedded",
  settings: {
    // Whoever has statements logged wants those of others.
    log_statement: "none",
    log_min_duration_statement: -1,
    // The plans of foreign keys are made while the tables are empty, and would read them whole for every row.
    enable_seqscan: "off",
  },
  connectTimeoutMs: 10_000,
} as const;

export interface Filling {
  /** Role by role its verifier: a password as the server keeps it. */
  readonly verifiers: Readonly<Record<string, string>>;
  readonly seed: readonly SeedUnit[];
}

/**
 * Fills the server that `settingsOf` reaches as its superuser, and answers with its version. Rejects with a Refusal:
 * SEED_REFUSED for units that the schema does not take, EMBEDDED_FAILED.
 */
export async function fillServer(
  settingsOf: (database: string) => ConnectionSettings,
  { verifiers, seed }: Filling,
): Promise<string> {
  await withClient(settingsOf("postgres"), (client) =>
    client.query({ text: `CREATE DATABASE ${DATABASE} TEMPLATE template0` }),
  );
  return withClient(settingsOf(DATABASE), async (client) => {
    await client.query({ text: "BEGIN" });
    for (const text of splitStatements(await readFile(SCHEMA, "utf8"))) await client.query({ text });
    for (const [role, verifier] of Object.entries(verifiers))
      // Both are ours, without a quote in them, and DDL has no parameters.
      await client.query({ text: `ALTER ROLE ${role} PASSWORD '${verifier}'` });
    await writeSeed(client, seed);
    const { rows } = await client.query({ text: "SHOW server_version" });
    await client.query({ text: "COMMIT" });
    return rows[0]?.[0] ?? "";
  });
}

async function withClient<T>(
  settings: ConnectionSettings,
  use: (client: DatabaseClient) => Promise<T>,
): Promise<T> {
  let client: DatabaseClient | undefined;
  try {
    client = await connectDatabase(settings, SESSION);
    return await use(client);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw embeddedFailed(`its database could not be filled: ${error.message}`, error);
  } finally {
    await client?.close();
  }
}
