// How time and memory grow with size: one line for each thing that was measured at two sizes or more. Pure.
import { highest, peakAboveSource, seriesOf, sizeOf } from "./goals.ts";
import type { CaseResult, Row } from "./record.ts";
import { exponent, median, type Point } from "./statistics.ts";

/** What grows faster than this is marked. */
export const LIMIT = 1.1;

/**
 * Starting a process takes as long for one plan as for all, and hides growth at small sizes. It is not taken off: the slope
 * between the two largest sizes, where it weighs least, stands beside that over all sizes.
 */
export interface Slopes {
  readonly all: number;
  readonly largest: number;
}

export interface Growth {
  readonly name: string;
  readonly what: string;
  /** Undefined for cutplan itself. */
  readonly peer: string | undefined;
  readonly sizes: readonly number[];
  readonly time: Slopes;
  readonly memory: Slopes | undefined;
  /** Of the memory above the source, where that is what counts. */
  readonly aboveSource: Slopes | undefined;
}

export function growthOf({ name, grows, rows }: CaseResult): readonly Growth[] {
  if (!grows) return [];
  const lines = new Map<string, Growth>();
  for (const row of rows) {
    const series = seriesOf(row, rows);
    const peers = series.flatMap((one) => one.peers.map((peer) => peer.name));
    for (const peer of [undefined, ...peers]) {
      const key = peer ?? row.what;
      const line = lines.has(key) ? undefined : lineOf(name, series, peer);
      if (line !== undefined) lines.set(key, line);
    }
  }
  return [...lines.values()];
}

export function isSteep(slopes: Slopes): boolean {
  return Math.max(slopes.all, slopes.largest) > LIMIT;
}

function lineOf(name: string, series: readonly Row[], peer: string | undefined): Growth | undefined {
  const found = series.flatMap((row) => {
    const samples = peer === undefined ? row.own : row.peers.find((one) => one.name === peer)?.samples;
    return samples === undefined ? [] : [{ row, samples }];
  });
  const pointsOf = (value: (one: (typeof found)[number]) => number | undefined): readonly Point[] =>
    found.flatMap((one) => {
      const answer = value(one);
      return answer === undefined ? [] : [{ size: sizeOf(one.row), value: answer }];
    });
  const time = slopesOf(pointsOf(({ samples }) => median(samples.seconds)));
  if (time === undefined) return undefined;
  const hasSource = peer === undefined && found.every(({ row }) => row.sourceMb !== undefined);
  return {
    name,
    what: found[0]?.row.what ?? "",
    peer,
    sizes: found.map(({ row }) => sizeOf(row)),
    time,
    memory: slopesOf(pointsOf(({ samples }) => highest(samples))),
    aboveSource: hasSource ? slopesOf(pointsOf(({ row }) => peakAboveSource(row))) : undefined,
  };
}

function slopesOf(points: readonly Point[]): Slopes | undefined {
  if (points.length < 2) return undefined;
  return { all: exponent(points), largest: exponent(points.slice(-2)) };
}
