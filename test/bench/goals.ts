// The goals of docs/performance.md as data, and whether what was measured meets them. Pure.
import type { Peer, Row, Samples } from "./record.ts";
import { exponent, median, ratios } from "./statistics.ts";

export type Goal =
  /** The median time. */
  | { readonly kind: "seconds"; readonly under: number }
  /** The highest peak of all runs. */
  | { readonly kind: "megabytes"; readonly under: number }
  /** The median of the ratios to a peer. */
  | { readonly kind: "times"; readonly peer: string; readonly atMost: number }
  | { readonly kind: "faster"; readonly peer: string }
  /** The median time beside that of a smaller size. */
  | { readonly kind: "growth"; readonly from: number; readonly atMost: number }
  /** The exponent of what the peak is above the source, over all sizes. */
  | { readonly kind: "flat"; readonly exponent: number }
  | { readonly kind: "count"; readonly of: string; readonly found: number; readonly atMost: number }
  /** That it ends well at all, under a limit that is set from outside. */
  | { readonly kind: "ends"; readonly within: string };

export interface Verdict {
  readonly text: string;
  /** Undefined where it could not be judged. */
  readonly met: boolean | undefined;
}

/** `rows` are all of the row's case. */
export function judge(goal: Goal, row: Row, rows: readonly Row[]): Verdict {
  switch (goal.kind) {
    case "seconds":
      return { text: `under ${goal.under} s`, met: median(row.own.seconds) < goal.under };
    case "megabytes":
      return { text: `under ${goal.under} MB`, met: isAtMost(highest(row.own), goal.under) };
    case "times":
      return { text: `at most ${goal.atMost} times`, met: isAtMost(ratioTo(row, goal.peer), goal.atMost) };
    case "faster":
      return { text: `faster than ${goal.peer}`, met: isAtMost(ratioTo(row, goal.peer), 1) };
    case "growth":
      return {
        text: `at most ${goal.atMost} times that of ${goal.from.toLocaleString("en")}`,
        met: isAtMost(growthSince(goal.from, row, rows), goal.atMost),
      };
    case "flat":
      return {
        text: `memory above the source flat (exponent at most ${goal.exponent})`,
        met: isAtMost(exponentAboveSource(row, rows), goal.exponent),
      };
    case "count":
      return {
        text: `at most ${goal.atMost} ${goal.of}, there were ${goal.found}`,
        met: goal.found <= goal.atMost,
      };
    case "ends":
      return { text: `ends within ${goal.within}`, met: row.own.seconds.length > 0 };
  }
}

/** The rows in which the same thing is measured, by size. */
export function seriesOf(row: Row, rows: readonly Row[]): readonly Row[] {
  return rows
    .filter(({ what, size }) => what === row.what && size !== undefined)
    .toSorted((one, other) => sizeOf(one) - sizeOf(other));
}

export function sizeOf({ size }: Row): number {
  return size?.count ?? NaN;
}

export function findPeer({ peers }: Row, name: string): Peer | undefined {
  return peers.find((peer) => peer.name === name);
}

/** MB of the largest run; undefined where nobody could tell. */
export function highest({ peakMb }: Samples): number | undefined {
  return peakMb === undefined ? undefined : Math.max(...peakMb);
}

/** MB above the source of the largest run. */
export function peakAboveSource({ own, sourceMb = 0 }: Row): number | undefined {
  const peak = highest(own);
  return peak === undefined ? undefined : peak - sourceMb;
}

function ratioTo(row: Row, name: string): number | undefined {
  const peer = findPeer(row, name);
  return peer === undefined ? undefined : median(ratios(row.own.seconds, peer.samples.seconds));
}

function growthSince(from: number, row: Row, rows: readonly Row[]): number | undefined {
  const smaller = seriesOf(row, rows).find((other) => sizeOf(other) === from);
  return smaller === undefined ? undefined : median(row.own.seconds) / median(smaller.own.seconds);
}

function exponentAboveSource(row: Row, rows: readonly Row[]): number | undefined {
  const points = seriesOf(row, rows).flatMap((other) => {
    const value = peakAboveSource(other);
    return value === undefined ? [] : [{ size: sizeOf(other), value }];
  });
  return points.length < 2 ? undefined : exponent(points);
}

function isAtMost(value: number | undefined, limit: number): boolean | undefined {
  return value === undefined || Number.isNaN(value) ? undefined : value <= limit;
}
