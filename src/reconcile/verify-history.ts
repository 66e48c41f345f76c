// The append-only rule against the history of runs/: whatever was committed of a run's files at any time has to be the
// beginning of what stands there now, and no run may be gone.
import type { EarlierEvidence } from "../evidence/earlier.ts";
import type { FileVersion, HistoryCommit, HistoryReader, ObjectReader } from "../model/ports.ts";

export interface RunVersions {
  readonly evidence: readonly FileVersion[];
  readonly attestations: readonly FileVersion[];
  readonly facts: readonly FileVersion[];
}

const LIMIT_BYTES = 512 * 1024 * 1024;
const NONE: RunVersions = { evidence: [], attestations: [], facts: [] };

/** Every committed version of the files of every run, by `<plan>/<run>`. */
export async function listRunVersions(
  objects: HistoryReader,
  history: readonly HistoryCommit[],
): Promise<ReadonlyMap<string, RunVersions>> {
  const versions = await objects.listVersions(history, ["runs", "*", "*", "*"]);
  const byRun = Map.groupBy(versions, ({ path }) => path.split("/").slice(1, 3).join("/"));
  const named = (files: readonly FileVersion[], name: string): readonly FileVersion[] =>
    files.filter(({ path }) => path.endsWith(`/${name}`));
  return new Map(
    [...byRun].map(([run, files]) => [
      run,
      {
        evidence: named(files, "evidence.jsonl"),
        attestations: named(files, "attestations.jsonl"),
        facts: named(files, "facts.json"),
      },
    ]),
  );
}

/** The bytes of each version that is not what stands there now. Rejects with a Refusal where one cannot be read. */
export async function readEarlier(
  objects: ObjectReader,
  versions: readonly FileVersion[],
  now: Uint8Array,
): Promise<readonly EarlierEvidence[]> {
  if (versions.length === 0) return [];
  const present = objects.hashBlob(now);
  const earlier = versions.filter(({ oid }) => oid !== present);
  return Promise.all(
    earlier.map(async ({ oid, commit }) => ({
      from: `commit ${commit.slice(0, 12)}`,
      evidence: await objects.readBlob(oid, LIMIT_BYTES),
    })),
  );
}

export function versionsOf(all: ReadonlyMap<string, RunVersions>, plan: string, run: string): RunVersions {
  return all.get(`${plan}/${run}`) ?? NONE;
}
