// One statement and its attestation, put on disk in the order that a crash at any moment can be told from tampering: first
// the attestation, synced, then the statement. So there is one attestation too many at most, and never a statement that a
// later process would have to sign though it did not make it.
import type { AppendedStatement } from "../model/ports.ts";
import type { LineFile, RunKey } from "./run-files.ts";
import type { LineRecord } from "./run-record.ts";
import { appendLines, statLines, syncFileNames } from "./write-disk.ts";

/** Bytes of whole lines that a run's append-only files hold. */
export type LineLengths = Readonly<Record<LineFile, number>>;

export interface AppendBoth {
  /** What stands before the new lines, once what is missing is restored. */
  readonly before: LineLengths;
  /** What to cut and restore first; undefined where the files are known to hold `before` and nothing else. */
  readonly lines: Readonly<Record<LineFile, LineRecord>> | undefined;
  readonly appended: AppendedStatement;
}

/** Both are on disk when this resolves. When the statement is refused, its attestation is taken back where the disk allows. */
export async function appendBoth(workTree: string, key: RunKey, both: AppendBoth): Promise<void> {
  const { line, attestation } = both.appended;
  const append = (file: LineFile, added: Uint8Array | undefined) => {
    const { diskBytes = both.before[file], missing = NOTHING } = both.lines?.[file] ?? {};
    const bytes = Buffer.concat([missing, added ?? NOTHING]);
    return { file, keepBytes: diskBytes, bytes };
  };
  const attested = append("attestations", attestation);
  const found = (await statLines(workTree, key, "attestations")) ?? 0;
  if (attested.bytes.length > 0 || found !== attested.keepBytes) await appendLines(workTree, key, attested);
  // A file is on disk only with its name.
  if (attested.keepBytes === 0 && attested.bytes.length > 0) await syncFileNames(workTree, key);
  try {
    await appendLines(workTree, key, append("evidence", line));
  } catch (error) {
    const takenBack = { ...attested, keepBytes: both.before.attestations, bytes: NOTHING };
    if (attestation !== undefined) await appendLines(workTree, key, takenBack).catch(() => undefined);
    throw error;
  }
}

/** Whether the files are that long, to the byte: no torn line, and nobody else's. A file that is not there has none. */
export async function hasLengths(workTree: string, key: RunKey, lengths: LineLengths): Promise<boolean> {
  return (
    (await statLines(workTree, key, "evidence")) === lengths.evidence &&
    ((await statLines(workTree, key, "attestations")) ?? 0) === lengths.attestations
  );
}

const NOTHING = new Uint8Array();
