// Goes on with a server whose process was killed. Everything in the folder is doubted: whose it is, whether its owner is dead,
// whether the socket is its own, and whether the server that answers there is the one that was started in it.
import { lstatSync, realpathSync } from "node:fs";
import path from "node:path";
import { connectDatabase } from "../postgres/database-client.ts";
import { notAdoptable } from "./embedded-refusal.ts";
import { DATABASE } from "./governed-database.ts";
import { claimAfter, readLastClaim } from "./owner-claim.ts";
import { FOLDER_NAME, isOwn, readKeepsake, runOf, socketOf, type Keepsake } from "./server-folder.ts";
import { findServer } from "./server-process.ts";
import { settingsFor } from "./server-settings.ts";

export interface TakenOver {
  readonly keepsake: Keepsake;
  readonly version: string;
}

/** Rejects with a Refusal EMBEDDED_FAILED; then the folder is as it was, but for a claim that a later take-over may follow. */
export async function takeOver(folder: string): Promise<TakenOver> {
  const keepsake = requireServerFolder(folder);
  const claim = readLastClaim(folder);
  if (claim.isAlive) throw notAdoptable(folder, "its owner still runs");
  const version = await requireSameServer(folder, keepsake);
  if (!claimAfter(folder, claim.number)) throw notAdoptable(folder, "another process was faster");
  return { keepsake, version };
}

function requireServerFolder(folder: string): Keepsake {
  if (!path.isAbsolute(folder) || !FOLDER_NAME.test(path.basename(folder)) || !isOwn(folder, "folder"))
    throw notAdoptable(folder, "it is not a folder that this program made for this user");
  if (realpathSync(folder) !== folder) throw notAdoptable(folder, "it is reached by a link");
  const keepsake = readKeepsake(folder);
  if (keepsake === undefined) throw notAdoptable(folder, "what was kept in it for this cannot be read");
  if (process.platform !== "win32" && !isSocket(folder, keepsake))
    throw notAdoptable(folder, "it has no socket");
  if (findServer(folder) === undefined) throw notAdoptable(folder, "no server runs on its data");
  return keepsake;
}

/** Neither run/ nor the socket may be a link: it would lead to another server. */
function isSocket(folder: string, { port }: Keepsake): boolean {
  const run = lstatSync(runOf(folder), { throwIfNoEntry: false });
  const socket = lstatSync(socketOf(folder, port), { throwIfNoEntry: false });
  return run?.isDirectory() === true && socket?.isSocket() === true;
}

/** The name is random and was given to that one server; SCRAM has the server prove that it knows the password, too. */
async function requireSameServer(folder: string, keepsake: Keepsake): Promise<string> {
  const session = { applicationName: "cutplan:takeover", settings: {}, connectTimeoutMs: 10_000 };
  try {
    const client = await connectDatabase(
      settingsFor(folder, keepsake, { role: "postgres", database: DATABASE }),
      session,
    );
    try {
      const { rows } = await client.query({
        text: "SELECT current_setting('cluster_name'), current_setting('server_version')",
      });
      const [name, version] = rows[0] ?? [];
      if (name === keepsake.clusterName && typeof version === "string") return version;
    } finally {
      await client.close();
    }
  } catch (error) {
    throw notAdoptable(folder, "its server does not take the password that was kept", error);
  }
  throw notAdoptable(folder, "the server there answers by another name");
}
