// Gives a proven dump its name among the backups. Until then it has none, so that whatever is named like a backup is one.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";

export interface KeptDump {
  readonly sha256: string;
  readonly bytes: number;
}

/** The file's digest and size, once it is on disk as `<run>.dump`. Rejects with node's own errors. */
export async function keepDump(
  file: string,
  place: { readonly folder: string; readonly run: string },
): Promise<KeptDump> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  const { size } = await stat(file);
  await syncToDisk(file);
  await rename(file, path.join(place.folder, `${place.run}.dump`));
  await syncToDisk(place.folder);
  return { sha256: hash.digest("hex"), bytes: size };
}

async function syncToDisk(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
