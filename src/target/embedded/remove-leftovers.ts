// Clears up after processes that were killed: ends their servers and removes their folders. Touches nothing of a living
// owner, of another user, or that is no folder of ours, and never makes a start fail.
import { readdirSync } from "node:fs";
import path from "node:path";
import { claimAfter, readLastClaim } from "./owner-claim.ts";
import { FOLDER_NAME, isOwn, readKeepsake, removeServerFolder, serversFolder } from "./server-folder.ts";
import { findServer, stopServer } from "./server-process.ts";

/** As long as a server that somebody may go on with is left alone after it was last taken: killed, looked at, resumed. */
const RESUMABLE_MS = 60 * 60 * 1000;

/** Every folder that a dead process of this user left where this process has its own. Never rejects. */
export async function removeLeftovers(): Promise<void> {
  await Promise.allSettled(listFolders().map((folder) => removeLeftover(folder)));
}

function listFolders(): readonly string[] {
  try {
    const parent = serversFolder();
    const names = readdirSync(parent).filter((name) => FOLDER_NAME.test(name));
    return names.map((name) => path.join(parent, name));
  } catch {
    return [];
  }
}

async function removeLeftover(folder: string): Promise<void> {
  if (!isOwn(folder, "folder")) return;
  const claim = readLastClaim(folder);
  if (claim.isAlive) return;
  if (readKeepsake(folder)?.resumable === true && Date.now() - claim.sinceMs < RESUMABLE_MS) return;
  // From here it is ours: nobody else clears it or goes on with it.
  if (!claimAfter(folder, claim.number)) return;
  const pid = findServer(folder);
  if (pid !== undefined) await stopServer(folder, pid);
  removeServerFolder(folder);
}
