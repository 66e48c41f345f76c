// A private folder for what a backup needs while it is made: the unfinished file, and the password for pg_dump. Removed
// whatever happens; where the process was killed, the next backup removes it.
import { lstat, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { backupRefused } from "./backup-refusal.ts";

/** Does the work with a new folder of mode 0700 beside the backups. Rejects as the work does, or with BACKUP_REFUSED. */
export async function withWorkingFolder<T>(
  place: { readonly folder: string; readonly run: string },
  work: (folder: string) => Promise<T>,
): Promise<T> {
  await mkdir(place.folder, { recursive: true, mode: 0o700 });
  // A link planted there would have us write in another place.
  if (!(await lstat(place.folder)).isDirectory()) {
    throw backupRefused(`the place for backups, "${place.folder}", is not a folder`);
  }
  await removeLeftovers(place.folder);
  const folder = await mkdtemp(path.join(place.folder, `.${place.run}.${process.pid}-`));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const LEFTOVER = /^\.[a-z0-9-]+\.(\d+)-\w{6}$/;

async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = LEFTOVER.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return !(error instanceof Error && "code" in error && error.code === "ESRCH");
  }
}
