// The append-only rule: what was there earlier, torn end aside, is how the file begins now. Compares bytes, reads no record.

/** The same file as it was earlier: in the commit that is reconciled, or in any commit before it. */
export interface EarlierEvidence {
  /** Where these bytes are from, such as "commit 405418fd". */
  readonly from: string;
  /** All of the file. */
  readonly evidence: Uint8Array;
}

export interface Rewriting {
  /** The first that differs, counted from 1. */
  readonly line: number;
  /** What is there is the same; the rest is gone. */
  readonly isCut: boolean;
  readonly message: string;
}

/** Undefined where the file still begins with every whole line it had. */
export function compareEarlier(earlier: EarlierEvidence, now: Uint8Array): Rewriting | undefined {
  const whole = earlier.evidence.subarray(0, earlier.evidence.lastIndexOf(0x0a) + 1);
  const shared = sharedLength(whole, now);
  if (shared === whole.length) return undefined;
  const line = countLines(whole.subarray(0, shared)) + 1;
  const isCut = shared === now.length;
  const what = isCut ? "ends before" : "differs from";
  const message = `line ${line} ${what} what is in ${earlier.from}, which has ${countLines(whole)} lines`;
  return { line, isCut, message };
}

function sharedLength(a: Uint8Array, b: Uint8Array): number {
  const limit = Math.min(a.length, b.length);
  if (Buffer.compare(a.subarray(0, limit), b.subarray(0, limit)) === 0) return limit;
  let at = 0;
  while (at < limit && a[at] === b[at]) at += 1;
  return at;
}

function countLines(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) lines += 1;
  return lines;
}
