// Overwrites a loose object's file with other content: git believes it, because it does not hash loose objects again.
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestRepository } from "./repository.ts";

/** Where a loose object's file is. */
export function looseFile({ directory }: TestRepository, oid: string): string {
  return join(directory, ".git/objects", oid.slice(0, 2), oid.slice(2));
}

/** Gives the object these bytes, of its own type. */
export function forgeObject(repository: TestRepository, oid: string, bytes: string | Uint8Array): void {
  const type = repository.git(["cat-file", "-t", oid]);
  const other = repository.git(["hash-object", "-t", type, "-w", "--literally", "--stdin"], bytes);
  swapObject(repository, oid, other);
}

/** Puts another loose object, of whatever type, in the place of this one. */
export function swapObject(repository: TestRepository, oid: string, other: string): void {
  chmodSync(looseFile(repository, oid), 0o644);
  writeFileSync(looseFile(repository, oid), readFileSync(looseFile(repository, other)));
}
