// What is said about several runs: median, spread, ratios, growth. Pure; measures nothing.

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

export function spread(values: readonly number[]): Spread {
  return { min: Math.min(...values), median: median(values), max: Math.max(...values) };
}

/** Run by run, since run i of both met the same machine. Both must have as many runs. */
export function ratios(own: readonly number[], peer: readonly number[]): readonly number[] {
  if (own.length !== peer.length) throw new Error(`${own.length} runs beside ${peer.length}`);
  return own.map((value, run) => value / (peer[run] ?? NaN));
}

export interface Point {
  readonly size: number;
  readonly value: number;
}

/** The power of size by which the values grow: the least-squares slope of log value over log size. */
export function exponent(points: readonly Point[]): number {
  const logs = points.map(({ size, value }) => ({ x: Math.log(size), y: Math.log(value) }));
  const mean = (of: "x" | "y"): number => logs.reduce((sum, log) => sum + log[of], 0) / logs.length;
  const [meanX, meanY] = [mean("x"), mean("y")];
  const above = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const below = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return above / below;
}
