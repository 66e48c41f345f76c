// Many reads at a time, used one after the other in the order they were asked for. Knows nothing about what is read.

/** Enough to keep git busy while one answer is being looked at; answers come in order, so few of them wait in memory. */
const IN_FLIGHT = 256;

/** What the beginning cannot give is often not there at all: more is asked for as answers come. */
const IN_FLIGHT_AT_FIRST = 8;

/**
 * Reads each item and hands the answers to `use` in the order of the items. `use` may add to `items` while they are
 * read. Rejects with the first failure in that order, of reading or using; what was still under way is then let go.
 */
export async function readInOrder<Item, Answer>(
  items: readonly Item[],
  read: (item: Item) => Promise<Answer>,
  use: (item: Item, answer: Answer) => void,
): Promise<void> {
  const flight: { readonly item: Item; readonly reading: Promise<Answer> }[] = [];
  let [started, used] = [0, 0];
  const fill = (): void => {
    const most = Math.min(IN_FLIGHT, IN_FLIGHT_AT_FIRST + used);
    for (; flight.length < most && started < items.length; started += 1) {
      const item = items[started] as Item;
      const reading = read(item);
      // A failure counts when its turn comes; until then, or after an earlier one, it is not unhandled.
      reading.catch(() => undefined);
      flight.push({ item, reading });
    }
  };
  fill();
  for (let next = flight.shift(); next !== undefined; next = flight.shift()) {
    use(next.item, await next.reading);
    used += 1;
    fill();
  }
}
