// One run as it counts: the work tree's files held against the commit's. Reads only; what is missing in the work tree
// is named here and restored by the store that writes.
import { Refusal } from "../diagnostics/refusal.ts";
import type { RecordedFiles } from "../model/ports.ts";
import type { CommittedIndex } from "./committed-runs.ts";
import { compareRecords, splitTorn } from "./record-lines.ts";
import { readDiskRun } from "./read-disk.ts";
import { runFilePath, type RunKey } from "./run-files.ts";

export interface RunRecord {
  readonly files: RecordedFiles;
  /** Length in bytes of the whole lines in the work tree. */
  readonly diskBytes: number;
  /** Whole lines that are in the commit and not in the work tree. */
  readonly missing: Uint8Array;
  /** Files that are in the commit and not in the work tree. */
  readonly absent: readonly ("facts" | "report")[];
}

const NOTHING = new Uint8Array();

/** Undefined when neither has the run. Refuses: FILE_UNREADABLE, EVIDENCE_REWRITTEN, EVIDENCE_BROKEN, and what git refuses. */
export async function readRecord(
  workTree: string | undefined,
  committed: CommittedIndex,
  key: RunKey,
): Promise<RunRecord | undefined> {
  const disk = readDiskRun(workTree, key);
  if (disk === undefined && !committed.has(key)) return undefined;
  const evidence = await mergeEvidence(committed, key, disk?.evidence ?? NOTHING);
  const facts = await mergeFacts(committed, key, disk?.facts);
  // A report is a view and rewritten at will: the one beside the evidence that counts is the one to show.
  const isBehind = evidence.missing.length > 0;
  const committedReport =
    isBehind || disk?.report === undefined ? await committed.readFile(key, "report") : undefined;
  const report = committedReport ?? disk?.report;
  return {
    files: { ...key, evidence: evidence.whole, torn: evidence.torn, facts, report },
    diskBytes: evidence.diskBytes,
    missing: evidence.missing,
    absent: [
      ...(disk?.facts === undefined && facts !== undefined ? (["facts"] as const) : []),
      ...(report !== disk?.report ? (["report"] as const) : []),
    ],
  };
}

interface MergedEvidence {
  readonly whole: Uint8Array;
  readonly torn: Uint8Array;
  readonly diskBytes: number;
  readonly missing: Uint8Array;
}

async function mergeEvidence(committed: CommittedIndex, key: RunKey, disk: Uint8Array): Promise<MergedEvidence> {
  const { whole, torn } = splitTorn(disk);
  const asOnDisk = { whole, torn, diskBytes: whole.length, missing: NOTHING };
  if (committed.isSame(key, "evidence", disk)) return asOnDisk;
  const bytes = await committed.readFile(key, "evidence");
  if (bytes === undefined) return asOnDisk;
  const recorded = splitTorn(bytes).whole;
  const merged = compareRecords(whole, recorded);
  switch (merged.kind) {
    case "disk":
      return asOnDisk;
    case "committed":
      return { whole: recorded, torn: NOTHING, diskBytes: whole.length, missing: merged.missing };
    case "rewritten":
      throw rewritten(runFilePath(key, "evidence"), `line ${merged.line} is not the committed one`);
  }
}

/** Facts are written once: the commit's and the work tree's are the same, or one of them is not what the run saw. */
async function mergeFacts(
  committed: CommittedIndex,
  key: RunKey,
  disk: Uint8Array | undefined,
): Promise<Uint8Array | undefined> {
  if (disk !== undefined && committed.isSame(key, "facts", disk)) return disk;
  const bytes = await committed.readFile(key, "facts");
  if (bytes !== undefined && disk !== undefined) {
    throw rewritten(runFilePath(key, "facts"), "it is not the committed one");
  }
  return bytes ?? disk;
}

function rewritten(path: string, how: string): Refusal {
  return new Refusal("EVIDENCE_REWRITTEN", {
    message: `"${path}" was changed in the work tree: ${how}`,
    expected: "the committed bytes, and new lines after them",
    todo: `see the change with git diff -- ${path}, and put the committed file back with git checkout -- ${path}`,
  });
}
