// A short memory: the last few of what was found by a key, so that neighbours in a long row share it and the row may be of
// any length.

export interface Recent<Value> {
  find(key: string): Value | undefined;
  /** Keeps the value, and hands it back. */
  keep(key: string, value: Value): Value;
}

/** Remembers at least the `least` values that were asked for last, and at most twice as many. */
export function rememberRecent<Value>(least: number): Recent<Value> {
  // Two generations instead of a list in order: what is asked for again moves to the younger, and the older goes as a whole.
  let younger = new Map<string, Value>();
  let older = younger;
  const keep = (key: string, value: Value): Value => {
    if (younger.size >= least) {
      older = younger;
      younger = new Map();
    }
    younger.set(key, value);
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
  };
}
