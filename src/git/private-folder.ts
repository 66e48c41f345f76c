// Makes folders for work in progress under the clone's git dir, each new and readable by nobody else.
// Holds nothing that outlives its use: whoever makes one removes it.
import { lstat, mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import type { Repository } from "./repository.ts";

/**
 * Runs `work` with a new, empty folder `<common dir>/cutplan/<purpose>-…` and removes it whatever happens.
 * Refuses DISK_REFUSED when it cannot be made, or when `cutplan` there is anything but a folder of its own.
 */
export async function withPrivateFolder<T>(
  place: { readonly repository: Repository; readonly purpose: "objects" | "transfer" },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await makeFolder(join(place.repository.commonDir, "cutplan"), place.purpose);
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeFolder(parent: string, purpose: string): Promise<string> {
  try {
    await mkdir(parent, { recursive: true, mode: 0o700 });
    // A link planted there would have us write in another place.
    if (!(await lstat(parent)).isDirectory()) throw new Error("it is not a folder");
    await removeLeftovers(parent);
    return await mkdtemp(join(parent, `${purpose}-`));
  } catch (error) {
    const message = `no folder for work in progress could be made in "${parent}"`;
    const todo = "make room or give write permission there, then run again";
    throw new Refusal(
      "DISK_REFUSED",
      { message, expected: "a folder under the git dir that can be written", todo },
      error,
    );
  }
}

// Longer than any commit or push takes, so that nobody's work in progress is taken away.
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/** A process that was killed could not remove its folder: the next one does, after a day. */
async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!/^(?:objects|transfer)-\w{6}$/.test(name)) continue;
    const folder = join(parent, name);
    const changed = await stat(folder).catch(() => undefined);
    if (changed !== undefined && Date.now() - changed.mtimeMs > LEFT_BEHIND_MS) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
