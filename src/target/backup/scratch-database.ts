// An empty database to restore into, for as long as that takes. It holds all rows by then: it is dropped whatever happens,
// and a drop that fails is a refusal, for nobody would look for a copy there.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Select } from "../facts/discover.ts";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { connectDatabase, type DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";
import { writeConnectionEnvironment } from "./connection-environment.ts";
import { backupRefused } from "./backup-refusal.ts";
import type { Scratch } from "./restore-to-scratch.ts";

export type ScratchMaker = () => Promise<{
  readonly settings: ConnectionSettings;
  drop(): Promise<void>;
}>;

export interface ScratchCall {
  readonly make: ScratchMaker;
  /** The working folder, for the password. */
  readonly folder: string;
  readonly applicationName: string;
}

/** Rejects as the work does, or with a DatabaseError or a Refusal BACKUP_REFUSED. */
export async function withScratch<T>(
  call: ScratchCall,
  work: (scratch: Scratch & { readonly select: Select }) => Promise<T>,
): Promise<T> {
  const made = await call.make().catch((fault: unknown) => {
    // Whoever makes it says what may be shown as one of these; the text of anything else is not trusted.
    if (fault instanceof Refusal || fault instanceof DatabaseError) throw fault;
    throw backupRefused("the scratch database could not be made");
  });
  const result = await withConnection(made.settings, call, work).then(
    (value) => ({ value }),
    (fault: unknown) => ({ fault }),
  );
  const dropped = await made.drop().then(
    () => true,
    () => false,
  );
  // What went wrong first is the reason; a copy that stays behind is one of its own.
  if ("fault" in result) throw result.fault;
  if (!dropped) throw backupRefused("the scratch database, a copy of the nine tables, could not be dropped");
  return result.value;
}

async function withConnection<T>(
  settings: ConnectionSettings,
  { folder, applicationName }: ScratchCall,
  work: (scratch: Scratch & { readonly select: Select }) => Promise<T>,
): Promise<T> {
  const environment = await writeConnectionEnvironment(settings, {
    folder,
    name: "scratch",
    applicationName,
  });
  const client = await connectDatabase(settings, { applicationName, settings: {}, connectTimeoutMs: 15_000 });
  try {
    return await work({
      client,
      environment,
      serverMajor: await readServerMajor(client),
      select: async (text, values, onRow) => {
        await client.query({ text, values, onRow });
      },
    });
  } finally {
    await client.close();
  }
}

async function readServerMajor(client: DatabaseClient): Promise<number> {
  const { rows } = await client.query({ text: "SELECT pg_catalog.current_setting('server_version_num')" });
  return Math.floor(Number(rows[0]?.[0]) / 10_000);
}
