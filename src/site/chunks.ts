// Divides long lists over pages: in order, each item once, no page too long or too heavy. An item that is too heavy by
// itself stands alone.

export interface Chunk<Item> {
  /** The place of its first item in the whole list, from 0. */
  readonly first: number;
  readonly items: readonly Item[];
}

export interface ChunkLimits<Item> {
  readonly count: number;
  readonly weight: number;
  readonly weigh: (item: Item) => number;
}

/** At least one chunk, empty where there are no items. */
export function divide<Item>(
  items: readonly Item[],
  { count, weight, weigh }: ChunkLimits<Item>,
): readonly Chunk<Item>[] {
  const chunks: Chunk<Item>[] = [];
  let first = 0;
  let held = 0;
  items.forEach((item, index) => {
    const own = weigh(item);
    if (index > first && (index - first >= count || held + own > weight)) {
      chunks.push({ first, items: items.slice(first, index) });
      first = index;
      held = 0;
    }
    held += own;
  });
  return [...chunks, { first, items: items.slice(first) }];
}

/** For each item, the number of the chunk that holds it. */
export function placesIn(chunks: readonly Chunk<unknown>[]): readonly number[] {
  return chunks.flatMap(({ items }, number) => items.map(() => number));
}
