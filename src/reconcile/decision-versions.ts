// Every version of the files that ever lay among a plan's approvals, up to a commit. The history at hand is searched once for
// all plans and all the commits on its line of first parents.
import type { FileVersion, HistoryCommit, HistoryReader } from "../model/ports.ts";
import { rememberRecent } from "../model/remember-recent.ts";
import type { KnownHistory } from "./known-history.ts";
import { folderOf } from "./list-plans.ts";
import { listDecisions } from "./past-decisions.ts";

export interface DecisionVersions {
  /** known: those of the commit's history. lost: this clone does not have that, and these are those of the history at hand. */
  readonly kind: "known" | "lost";
  /** In the order of the history. */
  readonly versions: readonly FileVersion[];
}

type ByPlan = ReadonlyMap<string, readonly FileVersion[]>;

/** Histories of other lines, each searched by itself. */
const KEPT = 8;

export function openDecisionVersions(
  objects: HistoryReader,
  known: KnownHistory,
): (commit: string, plan: string) => Promise<DecisionVersions> {
  const search = async (history: readonly HistoryCommit[]): Promise<ByPlan> =>
    Map.groupBy(await listDecisions(objects, history), ({ path }) => folderOf(path));
  const others = rememberRecent<Promise<ByPlan>>(KEPT);
  let whole: Promise<ByPlan> | undefined;
  const ofWhole = async (plan: string): Promise<readonly FileVersion[]> => {
    whole ??= search(known.whole);
    return (await whole).get(plan) ?? [];
  };
  return async (commit, plan) => {
    const length = known.lengthUpTo(commit);
    if (length !== undefined) {
      const isEarlier = (version: FileVersion): boolean => (known.placeOf(version.commit) ?? 0) < length;
      return { kind: "known", versions: (await ofWhole(plan)).filter(isEarlier) };
    }
    const history = await known.historyOf(commit);
    if (history === undefined) return { kind: "lost", versions: await ofWhole(plan) };
    const found = others.find(commit) ?? others.keep(commit, search(history));
    return { kind: "known", versions: (await found).get(plan) ?? [] };
  };
}
