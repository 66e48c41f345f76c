// Holds runs: the record of truth is the work tree's files held against the commit's, and every append goes to disk
// before it is promised, or, where nothing may be written, to memory only. It knows bytes and lines, not statements.
import { Refusal } from "../diagnostics/refusal.ts";
import { appendBoth, hasLengths, type LineLengths } from "./append-both.ts";
import type { RunStore } from "../model/ports.ts";
import { indexCommitted, type CommittedIndex, type CommittedRuns } from "./committed-runs.ts";
import { openMemoryStore } from "./memory-store.ts";
import { readPlainFile } from "./read-disk.ts";
import { assertAppended } from "./record-lines.ts";
import { checkKey, runFilePath, runKey, type RunFile, type RunKey } from "./run-files.ts";
import { listRuns } from "./list-runs.ts";
import { readRecord, type RunRecord } from "./run-record.ts";
import { makeRunFolder, removeLeftovers, replaceFile, syncRunFolder } from "./write-disk.ts";

/**
 * record: appends are on disk when they resolve. memory: nothing on disk is touched, and reads see what was appended;
 * without a work tree, as in a bare repository, only the commit's runs are read.
 */
export type RunStoreOptions = { readonly committed: CommittedRuns } & (
  | { readonly mode: "record"; readonly workTree: string }
  | { readonly mode: "memory"; readonly workTree: string | undefined }
);

/**
 * A store over one work tree and one commit; in record mode only the holder of the clone's lock may use it to write.
 * Its methods reject with a Refusal: FILE_UNREADABLE, EVIDENCE_REWRITTEN, EVIDENCE_BROKEN, DISK_REFUSED, and what git refuses.
 */
export function openRunStore(options: RunStoreOptions): RunStore {
  const index = indexCommitted(options.committed);
  return options.mode === "record"
    ? openRecordStore(options.workTree, index)
    : openMemoryStore(options.workTree, index);
}

function openRecordStore(workTree: string, committed: CommittedIndex): RunStore {
  /** Bytes of the lines of each run, as this store last gave or took them: nobody else may add to them meanwhile. */
  const expected = new Map<string, LineLengths>();
  /** Runs whose files this store has appended to, so that they hold these lines and nothing else. */
  const prepared = new Set<string>();
  const write = async (key: RunKey, file: RunFile, bytes: Uint8Array): Promise<void> => {
    await makeRunFolder(workTree, key);
    await removeLeftovers(workTree, key);
    const found = readPlainFile(workTree, key, file);
    if (found === undefined || !isEqual(found, bytes)) await replaceFile(workTree, key, { file, bytes });
  };
  return {
    recording: true,
    listRuns: async () => Promise.resolve(listRuns(workTree, committed)),
    readRun: async (plan, run) => {
      const record = await readRecord(workTree, committed, checkKey(plan, run));
      expected.set(runKey(plan, run), lengthsOf(record));
      prepared.delete(runKey(plan, run));
      return record?.files;
    },
    appendStatement: async (plan, run, appended) => {
      assertAppended(appended);
      const key = checkKey(plan, run);
      const name = runKey(plan, run);
      const known = expected.get(name);
      const isCurrent = known !== undefined && prepared.has(name) && (await hasLengths(workTree, key, known));
      const record = isCurrent ? undefined : await prepareRun(workTree, committed, { key, write, known });
      const before = isCurrent ? known : lengthsOf(record);
      await appendBoth(workTree, key, { before, lines: record?.lines, appended });
      if (!isCurrent) await syncRunFolder(workTree, key);
      expected.set(name, {
        evidence: before.evidence + appended.line.length,
        attestations: before.attestations + (appended.attestation?.length ?? 0),
      });
      prepared.add(name);
    },
    writeFacts: async (plan, run, bytes) => write(checkKey(plan, run), "facts", bytes),
    writeReport: async (plan, run, bytes) => write(checkKey(plan, run), "report", bytes),
  };
}

interface Preparation {
  readonly key: RunKey;
  readonly write: (key: RunKey, file: RunFile, bytes: Uint8Array) => Promise<void>;
  /** What the caller has seen; undefined when it has not looked. */
  readonly known: LineLengths | undefined;
}

/** Before the first append: the folder is there, no leftovers, and facts and report that only the commit has are back. */
async function prepareRun(
  workTree: string,
  committed: CommittedIndex,
  { key, write, known }: Preparation,
): Promise<RunRecord | undefined> {
  const record = await readRecord(workTree, committed, key);
  const found = lengthsOf(record);
  for (const file of ["evidence", "attestations"] as const) {
    if (known !== undefined && known[file] !== found[file])
      throw changedMeanwhile(runFilePath(key, file), known[file], found[file]);
  }
  await makeRunFolder(workTree, key);
  await removeLeftovers(workTree, key);
  for (const file of record?.absent ?? []) {
    const bytes = record?.files[file];
    if (bytes !== undefined) await write(key, file, bytes);
  }
  return record;
}

function lengthsOf(record: RunRecord | undefined): LineLengths {
  return {
    evidence: record?.lines.evidence.kept.length ?? 0,
    attestations: record?.lines.attestations.kept.length ?? 0,
  };
}

/** A statement sealed after another one than the last would break the chain: better not to append it. */
function changedMeanwhile(path: string, known: number, found: number): Refusal {
  return new Refusal("EVIDENCE_REWRITTEN", {
    message: `"${path}" was changed while reconcile was at work: it had ${known} bytes of whole lines, now ${found}`,
    expected: "nobody but the holder of the lock to write under runs/",
    todo: `see the change with git diff -- ${path}, then run reconcile again`,
  });
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
