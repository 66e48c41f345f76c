// A digest that is another one for every other program: what one version has worked out says nothing to the next. Decides
// nothing about whether the installation is intact; that is `reconcile doctor`.
import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { sha256Hex } from "../model/digest.ts";
import { BUILD_MANIFEST, INSTALLATION } from "./installed-files.ts";
import { TOOL } from "./version.ts";

/** Over the version, Node's, and the digests of all built files; or, unbuilt, what the file system says of the sources. */
export async function programDigest(): Promise<string> {
  const built = await readFile(path.join(INSTALLATION, BUILD_MANIFEST), "utf8").catch(() => undefined);
  const code = built ?? (await describeSources());
  return sha256Hex(JSON.stringify([TOOL, process.versions.node, code]));
}

async function describeSources(): Promise<readonly string[]> {
  const folders = ["src", "schemas"].map((name) => path.join(INSTALLATION, name));
  const names = await Promise.all(
    folders.map(async (folder) =>
      (await readdir(folder, { recursive: true })).map((name) => path.join(folder, name)),
    ),
  );
  const described = names.flat().map(async (name) => {
    const { size, mtimeMs, ctimeMs } = await lstat(name);
    return `${name} ${size} ${mtimeMs} ${ctimeMs}`;
  });
  return (await Promise.all(described)).sort();
}
