// The sandbox's own server and every way to it: each connection is asked whose server it leads to before anything else is
// said on it. For the sandbox alone, which decides who may come here.
import { mkdir, mkdtemp } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";
import { contractOf } from "../../model/contract.ts";
import type { BackupResult } from "../../model/effect.ts";
import type { Target } from "../../model/generated/target.ts";
import { takeBackup } from "../backup/take-backup.ts";
import type { EmbeddedServer, GovernedRole } from "../embedded/embedded-server.ts";
import type { BackupSpec, LiveRole } from "../live/live-wiring.ts";
import { connectDatabase, type DatabaseClient } from "../postgres/database-client.ts";
import { limitAnswers } from "../postgres/limit-answers.ts";
import { startFaultWire, type OpenFaultWire } from "./fault-wire.ts";
import { notASandbox } from "./sandbox-mark.ts";
import { makeScratchDatabase } from "./scratch-database.ts";

export interface OwnServer {
  readonly server: EmbeddedServer;
  /** The name that the server was started with. */
  readonly mark: string;
  /** Where there is one, the adapter and the backup go by way of it. */
  readonly wire: OpenFaultWire | undefined;
}

interface Caller {
  readonly role: GovernedRole | "postgres";
  /** As pg_stat_activity shows it. */
  readonly name: string;
  readonly byWire?: boolean;
}

const CONNECT_TIMEOUT_MS = 5_000;

/** Rejects with a DatabaseError, or a Refusal EMBEDDED_FAILED where another server answers. */
export async function connectOwn(
  { server, mark, wire }: OwnServer,
  { role, name, byWire = false }: Caller,
): Promise<DatabaseClient> {
  const settings = server.settings(role);
  const client = await connectDatabase(byWire && wire !== undefined ? wire.through(settings) : settings, {
    applicationName: name,
    settings: {},
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
  });
  try {
    const { rows } = await limitAnswers(client, CONNECT_TIMEOUT_MS).query({
      text: "SELECT pg_catalog.current_setting('cluster_name')",
    });
    if (rows[0]?.[0] === mark) return client;
    throw notASandbox(server.folder, "the server that answers there goes by another name than the sandbox's");
  } catch (error) {
    await client.close();
    throw error;
  }
}

/** For the adapter, and for no other role, whatever a caller without types asks for. Rejects also with CONNECTION_REFUSED. */
export async function connectLive(own: OwnServer, role: LiveRole, name: string): Promise<DatabaseClient> {
  switch (role) {
    case "cutter_exec":
    case "cutter_verify":
      return connectOwn(own, { role, name, byWire: true });
    default:
      throw new Refusal("CONNECTION_REFUSED", {
        message: `a connection as role "${String(role)}" was asked for in a sandbox`,
        expected: "cutter_exec or cutter_verify",
        todo: "this is a fault of the program: report it",
      });
  }
}

export async function layWire(server: EmbeddedServer): Promise<OpenFaultWire> {
  // A folder of its own each time: a process that was killed has left its socket behind.
  const folder = await mkdtemp(path.join(server.folder, "wire-"));
  return startFaultWire(folder, server.settings("postgres"));
}

/** Leaves the file in the sandbox's folder. Rejects with a Refusal BACKUP_REFUSED. */
export async function backUpOwn(own: OwnServer, spec: BackupSpec): Promise<BackupResult> {
  const { server, wire } = own;
  const folder = path.join(server.folder, "backups");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const settings = server.settings("context_pack_readonly");
  return takeBackup(spec, {
    settings: wire?.through(settings) ?? settings,
    contract: contractOf(ANY_TARGET),
    target: { name: spec.facts.target, driver: spec.facts.driver },
    folder,
    scratch: () =>
      makeScratchDatabase({
        connect: () => connectOwn(own, { role: "postgres", name: "sandbox:scratch" }),
        settingsOf: (database) => server.settings("postgres", database),
      }),
    environment: process.env,
  });
}

/** The schema that every sandbox is loaded with has the default names. */
const ANY_TARGET: Target = {
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "sandbox" },
  spec: { driver: "embedded" },
};
