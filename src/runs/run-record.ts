// One run as it counts: the work tree's files held against the commit's. Reads only; what is missing in the work tree
// is named here and restored by the store that writes.
import { Refusal } from "../diagnostics/refusal.ts";
import { keptAttestations } from "../model/attestation-line.ts";
import type { RecordedFiles } from "../model/ports.ts";
import type { CommittedIndex } from "./committed-runs.ts";
import { compareRecords, splitTorn } from "./record-lines.ts";
import { readDiskRun } from "./read-disk.ts";
import { runFilePath, type LineFile, type RunKey } from "./run-files.ts";

export interface RunRecord {
  readonly files: RecordedFiles;
  readonly lines: Readonly<Record<LineFile, LineRecord>>;
  /** Files that are in the commit and not in the work tree. */
  readonly absent: readonly ("facts" | "report")[];
}

/** An append-only file: what the next append finds, or restores, and writes after. */
export interface LineRecord {
  /** Whole lines that stay, wherever they are from. */
  readonly kept: Uint8Array;
  /** How many bytes of them the work tree has; whatever stands there after them is cut. */
  readonly diskBytes: number;
  /** The rest of them: what is in the commit only. */
  readonly missing: Uint8Array;
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
  const onDisk = splitTorn(disk?.evidence ?? NOTHING);
  const evidence = await mergeLines(committed, key, {
    file: "evidence",
    disk: disk?.evidence ?? NOTHING,
    kept: onDisk.whole,
  });
  const attestations = await mergeLines(committed, key, {
    file: "attestations",
    disk: disk?.attestations ?? NOTHING,
    kept: keptAttestations(disk?.attestations ?? NOTHING, evidence.kept),
  });
  const facts = await mergeFacts(committed, key, disk?.facts);
  // A report is a view and rewritten at will: the one beside the evidence that counts is the one to show.
  const isBehind = evidence.missing.length > 0;
  const committedReport =
    isBehind || disk?.report === undefined ? await committed.readFile(key, "report") : undefined;
  const report = committedReport ?? disk?.report;
  return {
    files: {
      ...key,
      evidence: evidence.kept,
      torn: isBehind ? NOTHING : onDisk.torn,
      attestations: attestations.missing.length > 0 ? attestations.kept : (disk?.attestations ?? NOTHING),
      facts,
      report,
    },
    lines: { evidence, attestations },
    absent: [
      ...(disk?.facts === undefined && facts !== undefined ? (["facts"] as const) : []),
      ...(report !== disk?.report ? (["report"] as const) : []),
    ],
  };
}

interface DiskLines {
  readonly file: LineFile;
  /** All of the file. */
  readonly disk: Uint8Array;
  /** Its whole lines without what a crash left. */
  readonly kept: Uint8Array;
}

async function mergeLines(committed: CommittedIndex, key: RunKey, lines: DiskLines): Promise<LineRecord> {
  const { file, disk, kept } = lines;
  // What is committed is never cut, be it that somebody committed what a crash had left.
  if (committed.isSame(key, file, disk)) return asOnDisk(splitTorn(disk).whole);
  const bytes = await committed.readFile(key, file);
  if (bytes === undefined) return asOnDisk(kept);
  const recorded = splitTorn(bytes).whole;
  const merged = compareRecords(kept, recorded);
  switch (merged.kind) {
    case "disk":
      return asOnDisk(kept);
    case "committed":
      return { kept: recorded, diskBytes: kept.length, missing: merged.missing };
    case "rewritten":
      throw rewritten(runFilePath(key, file), `line ${merged.line} is not the committed one`);
  }
}

function asOnDisk(kept: Uint8Array): LineRecord {
  return { kept, diskBytes: kept.length, missing: NOTHING };
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
