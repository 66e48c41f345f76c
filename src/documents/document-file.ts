// What the documents room is handed for each committed YAML file, and what a document may measure.

/** One committed file with its bytes; mode and object name as git has them, `sha256` over the bytes. */
export interface DocumentFile {
  /** From the root of the repository, with slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: string;
  readonly oid: string;
  readonly sha256: string;
}

/** The mode of a regular file, the only one that counts. */
export const REGULAR_MODE = "100644";
/** 256 KiB; what is larger is refused before it is looked at. */
export const MAX_DOCUMENT_BYTES = 256 * 1024;
/** Maps and lists within each other, the document's own map included. */
export const MAX_LEVELS = 20;
/** More faults than this in one file are only counted. */
export const MAX_FAULTS_PER_FILE = 1000;
