// Commits many files at once by `git fast-import`, which writes one pack, where `git add` would write as many loose objects.
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import type { Files } from "../support/repository.ts";

const REF = "refs/heads/main";
const COMMIT = [`commit ${REF}\n`, "committer Bench <bench@example.org> now\n", "data 5\nbench\n"];

/** A repository without files. */
export function initialize(directory: string): void {
  mkdirSync(directory, { recursive: true });
  execFileSync("git", ["init", "--quiet", "--initial-branch=main"], { cwd: directory });
  fastImport(directory, COMMIT);
}

/** Commits the files on top of what is there. The work tree and the index are left behind. */
export function commitFiles(directory: string, files: Files): void {
  const changes = Object.entries(files).flatMap(([name, text]) => {
    const bytes = Buffer.from(text);
    return [`M 100644 inline ${name}\ndata ${bytes.length}\n`, bytes, "\n"];
  });
  fastImport(directory, [...COMMIT, `from ${REF}^0\n`, ...changes]);
}

/** Makes work tree and index what a clone would have. */
export function checkOut(directory: string): void {
  execFileSync("git", ["reset", "--hard", "--quiet"], { cwd: directory });
}

function fastImport(directory: string, stream: readonly (string | Buffer)[]): void {
  execFileSync("git", ["fast-import", "--quiet", "--date-format=now"], {
    cwd: directory,
    input: Buffer.concat(stream.map((part) => Buffer.from(part))),
    stdio: ["pipe", "ignore", "inherit"],
  });
}
