// Writes objects into the clone's object store with git's plumbing: no filter, attribute, hook or signing program has
// a part in it, and what git stored must have the name that we compute. Moves no branch.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { localEnvironment } from "./environment.ts";
import { hashObject } from "./object-name.ts";
import type { ObjectType } from "./object-name.ts";
import { withPrivateFolder } from "./private-folder.ts";
import type { Repository } from "./repository.ts";
import { gitFailed, runGitOrRefuse } from "./run-git.ts";

/**
 * Stores each content as an object of that type, all by one git process, which checks their form; the names are in
 * the same order. Refuses DISK_REFUSED, and GIT_FAILED when git would not store them.
 */
export async function writeObjects(
  repository: Repository,
  type: ObjectType,
  contents: readonly Uint8Array[],
): Promise<readonly string[]> {
  const names = contents.map((bytes) => hashObject(repository.objectFormat, type, bytes));
  if (contents.length === 0) return names;
  return withPrivateFolder({ repository, purpose: "objects" }, async (folder) => {
    const files = contents.map((bytes, index) => ({ path: join(folder, String(index)), bytes }));
    try {
      for (const { path, bytes } of files) await writeFile(path, bytes, { flag: "wx" });
    } catch (error) {
      const text = {
        message: `files to commit could not be written to "${folder}"`,
        expected: "room on the disk",
        todo: "make room, then run again",
      };
      throw new Refusal("DISK_REFUSED", text, error);
    }
    const args = ["hash-object", "-t", type, "-w", "--no-filters", "--stdin-paths"];
    const input = files.map(({ path }) => `${path}\n`).join("");
    const stdout = await runGitOrRefuse({ args, environment: localEnvironment(repository), input });
    if (stdout !== names.map((name) => `${name}\n`).join(""))
      throw gitFailed("git hash-object", "it stored other bytes than it was given");
    return names;
  });
}
