// The end of a chain as a value, and the one line by which a report names it. Decides nothing about the chain itself.

import type { ChainHead } from "../model/run.ts";

const HEAD_LINE = /^evidence head: seq (0|[1-9][0-9]{0,14}) sha256 ([0-9a-f]{64})$/;

/** The line that ends every report: it lets a cut-off chain be noticed. */
export function renderHeadLine(head: ChainHead): string {
  return `evidence head: seq ${head.seq} sha256 ${head.sha256}`;
}

/** The head that a report names in its last line that is not blank, or undefined. Text further up never counts. */
export function parseHeadLine(report: Uint8Array): ChainHead | undefined {
  const text = new TextDecoder().decode(report).trimEnd();
  const found = HEAD_LINE.exec(text.slice(text.lastIndexOf("\n") + 1));
  const [, seq, sha256] = found ?? [];
  return seq === undefined || sha256 === undefined ? undefined : { seq: Number(seq), sha256 };
}
