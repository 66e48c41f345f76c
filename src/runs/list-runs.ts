// Which runs there are: those of the work tree and those of the commit, each once.
import type { CommittedIndex } from "./committed-runs.ts";
import { listDiskRuns } from "./read-disk.ts";
import type { RunKey } from "./run-files.ts";

/** Every run of the work tree or the commit once, by plan and name. */
export function listRuns(workTree: string | undefined, committed: CommittedIndex): readonly RunKey[] {
  return sortKeys([...committed.keys, ...listDiskRuns(workTree, committed.passedOver)]);
}

/** Each once, by plan and name. */
export function sortKeys(keys: readonly RunKey[]): readonly RunKey[] {
  const unique = new Map(keys.map((key) => [`${key.plan}/${key.run}`, key]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key);
}
