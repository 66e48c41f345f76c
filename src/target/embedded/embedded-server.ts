// A PostgreSQL of our own, thrown away after use: started in a private folder with the governed schema and a target's seed,
// reachable by its roles' random passwords only, and gone with whoever started it. Never touches any other server.
import { randomBytes } from "node:crypto";
import { createServer, type AddressInfo } from "node:net";
import type { SeedUnit } from "../../model/generated/target.ts";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { binariesFor, findBinaries } from "./binaries.ts";
import { embeddedFailed, isSystemError, systemCode } from "./embedded-refusal.ts";
import { DATABASE, fillServer } from "./governed-database.ts";
import { removeLeftovers } from "./remove-leftovers.ts";
import { runInitdb, runServer, type Ground } from "./run-postgres.ts";
import { requireSoundSeed } from "./seed-units.ts";
import { newPassword, scramVerifier } from "./scram-verifier.ts";
import { makeServerFolder, ROLES, writeKeepsake, type Keepsake, type ServerRole } from "./server-folder.ts";
import { ServerLife } from "./server-life.ts";
import { settingsFor } from "./server-settings.ts";
import { serverUser } from "./server-user.ts";
import { takeOver } from "./take-over.ts";

export type GovernedRole = "cutter_exec" | "cutter_verify" | "directus" | "context_pack_readonly";

export interface EmbeddedServer {
  /** Its private folder, which whoever has the server may put files into; server.log there is what the server says. */
  readonly folder: string;
  /** As PostgreSQL writes it, such as 15.18. */
  readonly version: string;
  /** Settings of a role on its database "governed", or another database. */
  settings(role: GovernedRole | "postgres", database?: string): ConnectionSettings;
  /** Ends it, whoever is connected, and removes its folder; again and again does no harm. Rejects with a Refusal DISK_REFUSED. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  readonly seed: readonly SeedUnit[];
  /** Further settings of the server, by their names. `cluster_name` is what a server is told from others by. */
  readonly serverSettings?: Readonly<Record<string, string>>;
  /** Whether the server of a killed process is left for an hour to whoever takes it over, and not cleared at the next start. */
  readonly resumable?: boolean;
  /** Where the package with the binaries is looked up, as findBinaries has it. */
  readonly packagesFrom?: string | URL;
}

const SOCKET_PORT = 5432;

/**
 * Starts a server with the seed's units in it. What processes that were killed have left behind is cleared up meanwhile.
 * Rejects with a Refusal: EMBEDDED_FAILED, SEED_REFUSED; nothing is left of it then.
 */
export async function startEmbeddedServer(options: EmbeddedOptions): Promise<EmbeddedServer> {
  requireSoundSeed(options.seed);
  const found = findBinaries(options.packagesFrom);
  const user = serverUser();
  const port = process.platform === "win32" ? await findFreePort() : SOCKET_PORT;
  const leftovers = removeLeftovers();
  const folder = makeServerFolder(user, port);
  const life = new ServerLife(folder);
  try {
    const ground = { folder, binaries: binariesFor(user, found, folder), user, port };
    return await launch(life, ground, options);
  } catch (error) {
    await life.stop();
    throw isSystemError(error) ? embeddedFailed(systemCode(error), error) : error;
  } finally {
    await leftovers;
  }
}

/**
 * Goes on with a server that still runs in this folder and whose process was killed: from here on it is this process's.
 * Rejects with a Refusal EMBEDDED_FAILED for whatever else the folder is.
 */
export async function adoptEmbeddedServer(folder: string): Promise<EmbeddedServer> {
  const { keepsake, version } = await takeOver(folder);
  return openServer(new ServerLife(folder), keepsake, version);
}

async function launch(life: ServerLife, ground: Ground, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const { seed, serverSettings = {}, resumable = false } = options;
  const clusterName = serverSettings["cluster_name"] ?? `cutplan-${randomBytes(16).toString("hex")}`;
  const passwords = byRole(newPassword);
  const verifiers = byRole((role) => scramVerifier(passwords[role]));
  const keepsake = { clusterName, port: ground.port, passwords, resumable };
  writeKeepsake(ground.folder, keepsake);
  await runInitdb(ground, verifiers.postgres, (initdb) => life.watch(initdb));
  await runServer(ground, { ...serverSettings, cluster_name: clusterName }, (server) => life.watch(server));
  const settingsOf = (database: string): ConnectionSettings =>
    settingsFor(ground.folder, keepsake, { role: "postgres", database });
  return openServer(life, keepsake, await fillServer(settingsOf, { verifiers, seed }));
}

function byRole<Value>(make: (role: ServerRole) => Value): Readonly<Record<ServerRole, Value>> {
  return Object.fromEntries(ROLES.map((role) => [role, make(role)])) as Record<ServerRole, Value>;
}

function openServer(life: ServerLife, keepsake: Keepsake, version: string): EmbeddedServer {
  const { folder } = life;
  return Object.freeze<EmbeddedServer>({
    folder,
    version,
    settings: (role, database = DATABASE) => settingsFor(folder, keepsake, { role, database }),
    stop: () => life.stop(),
  });
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}
