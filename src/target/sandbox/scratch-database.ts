// A database for one restore, on the sandbox's own server: made empty, and dropped whatever became of it.
import { randomBytes } from "node:crypto";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";

export interface ScratchDatabase {
  readonly settings: ConnectionSettings;
  drop(): Promise<void>;
}

export interface ScratchMeans {
  /** Connects to the sandbox's server as its superuser. */
  readonly connect: () => Promise<DatabaseClient>;
  readonly settingsOf: (database: string) => ConnectionSettings;
}

/** Makes it from template0, so that nothing of anybody is in it. Rejects with a DatabaseError. */
export async function makeScratchDatabase({ connect, settingsOf }: ScratchMeans): Promise<ScratchDatabase> {
  // The name is ours, of hex digits: it needs no quoting, and there is no parameter in DDL.
  const name = `scratch_${randomBytes(8).toString("hex")}`;
  await once(connect, `CREATE DATABASE ${name} TEMPLATE template0`);
  return {
    settings: settingsOf(name),
    drop: () => once(connect, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function once(connect: ScratchMeans["connect"], text: string): Promise<void> {
  const client = await connect();
  try {
    await client.query({ text });
  } finally {
    await client.close();
  }
}
