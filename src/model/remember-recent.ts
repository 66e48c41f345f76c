// A short memory: the last few of what was found by a key, so that neighbours in a long row share it and the row may be of
// any length.

export interface Recent<Value> {
  find(key: string): Value | undefined;
  /** Keeps the value, and hands it back. */
  keep(key: string, value: Value): Value;
  /** Forgets it at once. */
  drop(key: string): void;
}

/**
 * Remembers at least those values that were asked for last, up to a weight of `least` together, and at most twice as much and
 * one more. Each weighs 1 where nothing else is said.
 */
export function rememberRecent<Value>(
  least: number,
  weightOf: (value: Value) => number = () => 1,
): Recent<Value> {
  // Two generations instead of a list in order: what is asked for again moves to the younger, and the older goes as a whole.
  let younger = new Map<string, Value>();
  let older = younger;
  let weight = 0;
  const keep = (key: string, value: Value): Value => {
    if (weight >= least) {
      older = younger;
      younger = new Map();
      weight = 0;
    }
    younger.set(key, value);
    weight += weightOf(value);
    return value;
  };
  return {
    find: (key) => {
      const found = younger.get(key);
      if (found !== undefined) return found;
      const before = older.get(key);
      return before === undefined ? undefined : keep(key, before);
    },
    keep,
    drop: (key) => {
      younger.delete(key);
      older.delete(key);
    },
  };
}
