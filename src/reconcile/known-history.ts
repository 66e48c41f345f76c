// Where the commits that statements name stand in the history at hand. The line of first parents is the way that runs are
// recorded along: the history of each of its commits is a beginning of the whole, so that none of them is walked again.
import { Refusal } from "../diagnostics/refusal.ts";
import type { HistoryCommit, HistoryReader } from "../model/ports.ts";
import { rememberRecent } from "../model/remember-recent.ts";

export interface KnownHistory {
  /** The history of the commit that is asked for. */
  readonly whole: readonly HistoryCommit[];
  /** Where the commit stands in the whole, counted from 0. */
  readonly placeOf: (commit: string) => number | undefined;
  /** How many commits of the whole, from its first on, are the commit's own history; undefined where it is no beginning. */
  readonly lengthUpTo: (commit: string) => number | undefined;
  /** The commit; undefined where this clone does not have its whole history. */
  readonly commitOf: (commit: string) => Promise<HistoryCommit | undefined>;
  /** The commit's history, parents before children; undefined where this clone does not have it whole. */
  readonly historyOf: (commit: string) => Promise<readonly HistoryCommit[] | undefined>;
}

/** Histories that are no beginning of the whole are read from git; few are kept, as each may be as long as the whole. */
const KEPT = 8;

/** `whole`: as `readHistory` gives it, or empty in a shallow clone. */
export function openKnownHistory(objects: HistoryReader, whole: readonly HistoryCommit[]): KnownHistory {
  const places = new Map(whole.map(({ commit }, place) => [commit, place]));
  const lengths = lengthsAlongFirstParents(whole, places);
  const others = rememberRecent<Promise<readonly HistoryCommit[] | undefined>>(KEPT);
  const readOther = (commit: string): Promise<readonly HistoryCommit[] | undefined> =>
    others.find(commit) ?? others.keep(commit, orMissing(objects.readHistory(commit)));
  return {
    whole,
    placeOf: (commit) => places.get(commit),
    lengthUpTo: (commit) => lengths.get(commit),
    commitOf: async (commit) => {
      const place = places.get(commit);
      return place === undefined ? (await readOther(commit))?.at(-1) : whole[place];
    },
    historyOf: async (commit) => {
      const length = lengths.get(commit);
      return length === undefined ? readOther(commit) : whole.slice(0, length);
    },
  };
}

/**
 * A history lists what a first parent descends from before anything of a second one. So nothing else comes before the commits
 * on that line but what they descend from.
 */
function lengthsAlongFirstParents(
  whole: readonly HistoryCommit[],
  places: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (let here = whole.at(-1); here !== undefined;) {
    const place = places.get(here.commit) ?? 0;
    lengths.set(here.commit, place + 1);
    const [parent] = here.parents;
    here = parent === undefined ? undefined : whole[places.get(parent) ?? -1];
  }
  return lengths;
}

async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "OBJECT_MISSING" || error.code === "HISTORY_SHALLOW"))
      return undefined;
    throw error;
  }
}
