// The lines of one panel of the plot, out of what was measured. Pure.
import { findPeer, sizeOf, type Goal } from "./goals.ts";
import type { CaseResult, Row, Samples } from "./record.ts";
import { median, type Point } from "./statistics.ts";

export interface Series {
  readonly kind: "own" | "peer" | "goal";
  readonly label: string;
  /** Seconds, by size. */
  readonly points: readonly Point[];
}

export function seriesIn({ rows }: CaseResult): readonly Series[] {
  const lines = new Map<string, Series>();
  const add = (kind: Series["kind"], label: string, point: Point): void => {
    const key = `${kind} ${label}`;
    const points = lines.get(key)?.points ?? [];
    // What stands beside two things was measured beside either: one point is enough.
    if (points.some(({ size }) => size === point.size)) return;
    lines.set(key, { kind, label, points: [...points, point] });
  };
  for (const row of rows.filter(({ size, own }) => size !== undefined && own.seconds.length > 0)) {
    const size = sizeOf(row);
    const at = ({ seconds }: Samples): Point => ({ size, value: median(seconds) });
    add("own", row.what, at(row.own));
    for (const { name, samples } of row.peers) add("peer", name, at(samples));
    for (const goal of row.goals) {
      const found = goalLine(goal, row);
      if (found !== undefined) add("goal", found.label, { size, value: found.seconds });
    }
  }
  return [...lines.values()];
}

/** Only goals about time; where a peer is to be beaten, its own line is the goal. */
function goalLine(goal: Goal, row: Row): { readonly label: string; readonly seconds: number } | undefined {
  if (goal.kind === "seconds") return { label: `goal: under ${goal.under} s`, seconds: goal.under };
  if (goal.kind !== "times") return undefined;
  const peer = findPeer(row, goal.peer);
  if (peer === undefined) return undefined;
  return { label: `goal: at most ${goal.atMost} times`, seconds: goal.atMost * median(peer.samples.seconds) };
}
