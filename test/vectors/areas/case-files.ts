// How an area reads the inputs of one case. A file that is not there is an error, and so is one that nobody reads.

export interface CaseFiles {
  readonly read: (file: string) => Uint8Array;
  readonly has: (file: string) => boolean;
  /** The files in a folder of the case, sorted, by their path in the case; none where there is no such folder. */
  readonly list: (folder: string) => readonly string[];
}

/** Answers with what `expected.json` has to say. */
export type Judge = (files: CaseFiles) => unknown;

export function readText(files: CaseFiles, file: string): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(files.read(file));
}

export function readJson(files: CaseFiles, file: string): unknown {
  return JSON.parse(readText(files, file));
}

export function readWhereThere(files: CaseFiles, file: string): Uint8Array | undefined {
  return files.has(file) ? files.read(file) : undefined;
}
