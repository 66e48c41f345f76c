// Judges many things one after the other, the next ones begun while git is still asked about the first, and answers in their
// order. How much is held at a time is bounded, however many there are and however large one is.

export interface Judging<Key, Files, Judgement> {
  /** Reads what is judged; the next is read once this has been. */
  readonly read: (key: Key, index: number) => Promise<Files>;
  readonly bytesOf: (files: Files) => number;
  readonly judge: (key: Key, files: Files) => Promise<Judgement>;
}

/** Enough to keep git busy. */
const MOST_AT_ONCE = 8;
/** When what is being judged has more, nothing else is read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Rejects with the first failure in the order of the keys; what was still under way is then let go. */
export async function judgeInTurn<Key, Files, Judgement>(
  keys: readonly Key[],
  { read, bytesOf, judge }: Judging<Key, Files, Judgement>,
): Promise<readonly Judgement[]> {
  const judgements: Judgement[] = [];
  const underWay: { readonly bytes: number; readonly judging: Promise<Judgement> }[] = [];
  const isFull = (): boolean =>
    underWay.length >= MOST_AT_ONCE || underWay.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES;
  for (const [index, key] of keys.entries()) {
    const files = await read(key, index);
    const judging = judge(key, files);
    // A failure counts when its turn comes; until then, or after an earlier one, it is not unhandled.
    judging.catch(() => undefined);
    underWay.push({ bytes: bytesOf(files), judging });
    while (isFull()) {
      const first = underWay.shift();
      if (first !== undefined) judgements.push(await first.judging);
    }
  }
  for (const { judging } of underWay) judgements.push(await judging);
  return judgements;
}
