// A short memory: the last few of what was found by a key, so that neighbours in a long row share it and the row may be of
// any length.

export interface Recent<Value> {
  find(key: string): Value | undefined;
  /** Keeps the value, and forgets what was asked for longest ago where there are too many. Hands the value back. */
  keep(key: string, value: Value): Value;
}

export function rememberRecent<Value>(most: number): Recent<Value> {
  const known = new Map<string, Value>();
  const keep = (key: string, value: Value): Value => {
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return value;
  };
  return {
    find: (key) => {
      const value = known.get(key);
      return value === undefined ? undefined : keep(key, value);
    },
    keep,
  };
}
