// The digest of the files this program runs from, held against the list that the build wrote beside them.
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";

/** Path below the installation → SHA-256 in hex. */
export type FileDigests = Readonly<Record<string, string>>;

/** Where the build's list lies, beside the built `src/` and `schemas/`. */
export const BUILD_MANIFEST = "build-manifest.json";

/** The folder that holds `src/` and `schemas/` of the running program: `dist` when it was built, else the clone. */
export const INSTALLATION = path.join(import.meta.dirname, "../..");

/** Digests of every built file below `root`: the program, its SQL, the schemas and what goes along with pages. */
export async function readDigests(root: string): Promise<FileDigests> {
  const names = await readdir(root, { recursive: true });
  const files = names
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => /^(src|schemas)\/.*\.(js|json|sql|css|svg)$/.test(name));
  const digests = files
    .sort()
    .map(async (name) => [name, sha256Hex(await readFile(path.join(root, name)))] as const);
  return Object.fromEntries(await Promise.all(digests));
}

export type InstallationState =
  | { readonly kind: "source" }
  | { readonly kind: "intact"; readonly sha256: string; readonly files: number }
  | { readonly kind: "changed"; readonly names: readonly string[] };

/** Whether the installed files are those that were built; `source` where the program runs from a clone, unbuilt. */
export async function checkInstallation(root: string = INSTALLATION): Promise<InstallationState> {
  const text = await readFile(path.join(root, BUILD_MANIFEST), "utf8").catch(() => undefined);
  if (text === undefined) return { kind: "source" };
  const built = JSON.parse(text) as FileDigests;
  const found = await readDigests(root);
  const names = [...new Set([...Object.keys(built), ...Object.keys(found)])].sort();
  const changed = names.filter((name) => built[name] !== found[name]);
  if (changed.length > 0) return { kind: "changed", names: changed };
  return { kind: "intact", sha256: sha256Hex(canonicalText(found)), files: names.length };
}
