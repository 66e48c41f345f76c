// Whether statements that are sound in themselves stand in order and continue each other: finds what was dropped,
// doubled, moved, forked, or edited and sealed again. Pure over what the lines say; it reads no bytes.
import type { FindingCode } from "./finding.ts";
import type { SealedStatement } from "./statement.ts";

export interface PlacedStatement {
  /** Counted from 1. */
  readonly line: number;
  readonly sealed: SealedStatement;
}

/** A line whose statement cannot be told: it fills a place, and nothing more is known of it but its digest. */
export interface OpaqueLine {
  readonly line: number;
  readonly sha256: string;
  /** Whether the line may be in order all the same: it is of a version not known here. */
  readonly newer: boolean;
}

export interface SequenceInput {
  readonly placed: readonly PlacedStatement[];
  readonly opaque: readonly OpaqueLine[];
}

export interface SequenceFault {
  readonly code: FindingCode;
  readonly line: number;
  readonly message: string;
}

type BySeq = ReadonlyMap<number, readonly PlacedStatement[]>;

/** Everything that is wrong with the order and the links, in no particular order. Linear but for one sort. */
export function compareSequence(input: SequenceInput): readonly SequenceFault[] {
  const bySeq: BySeq = Map.groupBy(input.placed, (statement) => statement.sealed.seq);
  return [
    ...doubled(input, bySeq),
    ...reordered(input, bySeq),
    ...gaps(input, bySeq),
    ...links(input, bySeq),
  ];
}

function doubled(input: SequenceInput, bySeq: BySeq): readonly SequenceFault[] {
  if (bySeq.size === input.placed.length) return [];
  const faults: SequenceFault[] = [];
  const ends = heads(input.placed);
  for (const [seq, [first, ...others]] of bySeq) {
    if (first === undefined) continue;
    for (const { line, sealed } of others) {
      if (sealed.sha256 === first.sealed.sha256) {
        const message = `statement ${seq} is there twice, in line ${first.line} and again in line ${line}`;
        faults.push({ code: "SEQ_DOUBLED", line, message });
      } else {
        const message = `two different statements are number ${seq}, in line ${first.line} and in line ${line}; ${ends}`;
        faults.push({ code: "FORKED", line, message });
      }
    }
  }
  return faults;
}

/** Where the branches of a fork end: the statements that no other one names as the one before it. */
function heads(placed: readonly PlacedStatement[]): string {
  const continued = new Set(placed.map(({ sealed }) => sealed.statement.predicate.previous?.sha256));
  const ends = placed.filter(({ sealed }) => !continued.has(sealed.sha256));
  const shown = ends
    .slice(0, 4)
    .map(({ line, sealed }) => `line ${line} (statement ${sealed.seq}, "${sealed.sha256}")`);
  return `${ends.length} heads: ${shown.join(" and ")}`;
}

function reordered(input: SequenceInput, bySeq: BySeq): readonly SequenceFault[] {
  const faults: SequenceFault[] = [];
  let highest = -1;
  for (const statement of input.placed) {
    const { line, sealed } = statement;
    const isFirst = bySeq.get(sealed.seq)?.[0] === statement;
    if (sealed.seq < highest && isFirst) {
      faults.push({
        code: "SEQ_REORDERED",
        line,
        message: `statement ${sealed.seq} was moved: it stands after statement ${highest}`,
      });
    }
    highest = Math.max(highest, sealed.seq);
  }
  return faults;
}

function gaps(input: SequenceInput, bySeq: BySeq): readonly SequenceFault[] {
  const faults: SequenceFault[] = [];
  const opaqueUpTo = countOpaque(input);
  let before = { seq: -1, line: 0 };
  for (const seq of [...bySeq.keys()].sort((a, b) => a - b)) {
    const line = bySeq.get(seq)?.[0]?.line ?? 0;
    const missing = seq - before.seq - 1;
    // Lines that could be the missing statements, edited beyond recognition, have findings of their own.
    const explained = Math.abs((opaqueUpTo[line] ?? 0) - (opaqueUpTo[before.line] ?? 0));
    if (missing > explained) {
      const range =
        missing === 1 ? `statement ${seq - 1} is` : `statements ${before.seq + 1} to ${seq - 1} are`;
      faults.push({ code: "SEQ_GAP", line, message: `${range} missing before statement ${seq}` });
    }
    before = { seq, line };
  }
  return faults;
}

/** For every line, how many opaque lines there are up to it. */
function countOpaque({ placed, opaque }: SequenceInput): Uint32Array {
  const counts = new Uint32Array(placed.length + opaque.length + 1);
  for (const { line } of opaque) counts[line] = 1;
  for (let line = 1; line < counts.length; line += 1)
    counts[line] = (counts[line] ?? 0) + (counts[line - 1] ?? 0);
  return counts;
}

function links(input: SequenceInput, bySeq: BySeq): readonly SequenceFault[] {
  const newer = new Map(input.opaque.filter((line) => line.newer).map((line) => [line.line, line]));
  const broken = input.placed.flatMap((statement) => {
    const before = brokenLink(statement, bySeq, newer);
    return before === undefined ? [] : [{ statement, before }];
  });
  const brokenSeqs = new Set(broken.map(({ statement }) => statement.sealed.seq));
  const faults = new Map<number, SequenceFault>();
  for (const { statement, before } of broken) {
    // One edit of a statement breaks the link to it, and with an edit of `previous` also the link from it.
    const isEditedItself = before.line === 0 || brokenSeqs.has(statement.sealed.seq + 1);
    const line = isEditedItself ? statement.line : before.line;
    if (!faults.has(line))
      faults.set(line, { code: "PREVIOUS_MISMATCH", line, message: linkMessage(statement, before) });
  }
  return [...faults.values()];
}

interface LineBefore {
  /** 0 when there is none and should be none. */
  readonly line: number;
  readonly sha256: string;
}

/** The line that the statement should continue and does not; undefined when it does, or when nobody can tell. */
function brokenLink(
  { line, sealed }: PlacedStatement,
  bySeq: BySeq,
  newer: ReadonlyMap<number, OpaqueLine>,
): LineBefore | undefined {
  const named = sealed.statement.predicate.previous?.sha256;
  if (sealed.seq === 0) return named === undefined ? undefined : { line: 0, sha256: "" };
  const candidates: readonly LineBefore[] =
    bySeq.get(sealed.seq - 1)?.map((before) => ({ line: before.line, sha256: before.sealed.sha256 })) ??
    [newer.get(line - 1)].filter((before) => before !== undefined);
  return candidates.some((before) => before.sha256 === named) ? undefined : candidates[0];
}

function linkMessage({ line, sealed }: PlacedStatement, before: LineBefore): string {
  const named = sealed.statement.predicate.previous?.sha256;
  if (before.line === 0) return `statement 0 names "${named ?? ""}" as the one before it, and is the first`;
  return (
    `the chain breaks between line ${before.line} and line ${line}: statement ${sealed.seq} continues "${named ?? "nothing"}", ` +
    `line ${before.line} is "${before.sha256}"; one of the two was edited after it was written`
  );
}
