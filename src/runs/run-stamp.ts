// Tells whether the files of runs are as they were, by what the file system says about them and without reading them: as
// git's index does, with its rule for files that were written at the moment of looking (racy-git.txt).
import { hash } from "node:crypto";
import { lstatSync, type Stats } from "node:fs";
import { RUN_FILES } from "./run-files.ts";

/** A file as old as this cannot be written again within the same tick of the file system's clock, coarse as it may be. */
const SETTLING_MS = 2_000;

const FILE_NAMES = Object.values(RUN_FILES);

export interface StampedTree {
  readonly workTree: string;
  /** When the names of the runs began to be looked up, in milliseconds: what was changed from then on is too young. */
  readonly since: number;
}

/**
 * A digest over kind, owner, size, inode, and times of change of runs/<plan>, of each run's folder and of each of its
 * files. A folder's times tell of whatever was added to it or removed. Undefined where anything is too young, or unreadable.
 */
export function stampRuns(
  { workTree, since }: StampedTree,
  plan: string,
  runs: readonly string[],
): string | undefined {
  const youngest = since - SETTLING_MS;
  const paths = pathsOf(`${workTree}/runs/${plan}`, runs);
  const known = new Float64Array(paths.length * FIELDS);
  for (const [index, path] of paths.entries()) {
    const found = statOrNone(path);
    if (found === "unreadable") return undefined;
    if (found === undefined) continue;
    const { mode, uid, dev, ino, size, mtimeMs, ctimeMs } = found;
    if (!(mtimeMs < youngest && ctimeMs < youngest)) return undefined;
    known.set([mode, uid, dev, ino, size, mtimeMs, ctimeMs], index * FIELDS);
  }
  return hash("sha256", known, "hex");
}

/** The numbers that are kept of each path; all zero where nothing is there, which has no mode. */
const FIELDS = 7;

function pathsOf(top: string, runs: readonly string[]): readonly string[] {
  return [
    top,
    ...runs.flatMap((run) => [`${top}/${run}`, ...FILE_NAMES.map((name) => `${top}/${run}/${name}`)]),
  ];
}

function statOrNone(path: string): Stats | "unreadable" | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return "unreadable";
  }
}
