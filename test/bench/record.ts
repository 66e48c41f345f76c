// What a run of the benchmark leaves: every single run of every case, and on what machine. Names no host and no path.
import { isDeepStrictEqual } from "node:util";
import type { Goal } from "./goals.ts";

/** The runs of one thing in the order they were made; none where it failed, and that it does not is the goal. */
export interface Samples {
  readonly seconds: readonly number[];
  /** MB (10^6 bytes) of the largest process of each run; absent where nobody could tell. */
  readonly peakMb?: readonly number[];
}

export interface Peer {
  /** The same at every size, so that it can be followed over the sizes. */
  readonly name: string;
  readonly samples: Samples;
}

/** One thing at one size, and what took turns with it. */
export interface Row {
  /** What is measured, the same at every size. */
  readonly what: string;
  /** What is counted, and how many of it; absent where there is no size. */
  readonly size?: { readonly count: number; readonly of: string };
  /** MB of the source itself, where the memory above it is what counts. */
  readonly sourceMb?: number;
  readonly own: Samples;
  readonly peers: readonly Peer[];
  readonly goals: readonly Goal[];
}

export interface CaseResult {
  readonly name: string;
  readonly title: string;
  /** YYYY-MM-DD. */
  readonly date: string;
  /** The machine's load average of one minute, before the benchmark began. */
  readonly load: number;
  /** Whether growth is looked at, and drawn. */
  readonly grows: boolean;
  readonly rows: readonly Row[];
  /** The tools that it would have used. */
  readonly missing: readonly string[];
}

export interface Machine {
  readonly cores: number;
  readonly cpu: string;
  readonly memoryGb: number;
  readonly system: string;
  /** What ran, and in which version. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface BenchRecord {
  readonly machine: Machine;
  /** In the order in which they run. */
  readonly cases: readonly CaseResult[];
}

/**
 * What was measured now in place of what was measured before, case by case. A record is of one machine with one set of
 * programs: undefined where cases would remain that another one measured.
 */
export function mergeRecords(
  before: BenchRecord | undefined,
  now: BenchRecord,
  order: readonly string[],
): BenchRecord | undefined {
  const measured = new Set(now.cases.map(({ name }) => name));
  const kept = (before?.cases ?? []).filter(({ name }) => !measured.has(name) && order.includes(name));
  if (kept.length > 0 && !isDeepStrictEqual(before?.machine, now.machine)) return undefined;
  const cases = [...kept, ...now.cases].toSorted((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  return { machine: now.machine, cases };
}
