// Runs several things in turns, so that whatever else the machine does hits all of them alike.
import { setImmediate } from "node:timers/promises";
import type { Samples } from "./record.ts";

export interface Sample {
  readonly seconds: number;
  /** MB; undefined where nobody can tell. */
  readonly peakMb: number | undefined;
}

export type Turn = () => Sample | Promise<Sample>;

export interface Rounds {
  /** What the first time costs is nobody's time. */
  readonly uncounted: number;
  readonly counted: number;
}

/** In each round each has one turn, in this order. One answer for each turn. */
export async function takeTurns(
  turns: readonly Turn[],
  { uncounted, counted }: Rounds,
): Promise<readonly Samples[]> {
  const taken: Sample[][] = turns.map(() => []);
  for (let round = 0; round < uncounted + counted; round += 1) {
    for (const [index, turn] of turns.entries()) {
      // Processes are waited for without a look at anything else; here is where a Ctrl-C is heard.
      await setImmediate();
      const sample = await turn();
      if (round >= uncounted) taken[index]?.push(sample);
    }
  }
  return taken.map(samplesOf);
}

/** Rounded to what a clock of a shared machine can tell: a tenth of a millisecond, a tenth of a MB. */
function samplesOf(samples: readonly Sample[]): Samples {
  const peaks = samples.flatMap(({ peakMb }) => (peakMb === undefined ? [] : [Number(peakMb.toFixed(1))]));
  const seconds = samples.map((one) => Number(one.seconds.toFixed(4)));
  return peaks.length === samples.length ? { seconds, peakMb: peaks } : { seconds };
}
