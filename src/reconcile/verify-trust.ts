// Asks of many commits of one history whether their trust policy counted, each at its moment, as `verify` has to. The rule is
// in trust/, and judge-trust.ts reads for it; here the history is walked once for all of them.
import type { HistoryCommit } from "../model/ports.ts";
import { rememberRecent } from "../model/remember-recent.ts";
import { judgeSuccession, openSuccession, type SuccessionAnswer } from "../trust/succession.ts";
import type { TrustState } from "../trust/trust-state.ts";
import { readVersions, type TrustQuestion, type TrustVersions } from "./judge-trust.ts";
import type { KnownHistory } from "./known-history.ts";

/**
 * Whether the policy of the commit counts at that moment, as `judgeTrust` has it; undefined where this clone does not have the
 * commit's whole history. Rejects with a Refusal where an object of that history cannot be read.
 */
export type PastTrustJudge = (commit: string, now: string) => Promise<SuccessionAnswer | undefined>;

const KEPT_VERSIONS = 4;
const KEPT_ANSWERS = 64;

export function openPastTrustJudge(objects: TrustQuestion["objects"], known: KnownHistory): PastTrustJudge {
  const walkTo = openWalk(objects, known.whole);
  const versions = rememberRecent<Promise<TrustVersions | undefined>>(KEPT_VERSIONS);
  const answers = rememberRecent<SuccessionAnswer>(KEPT_ANSWERS);
  const read = async (commit: string): Promise<TrustVersions | undefined> => {
    const history = await known.historyOf(commit);
    return history === undefined ? undefined : readVersions(objects, history);
  };
  return async (commit, now) => {
    const length = known.lengthUpTo(commit);
    const found = length === undefined ? undefined : await walkTo(length);
    if (found !== undefined && found.latest <= now) return found.answer;
    const history = await (versions.find(commit) ?? versions.keep(commit, read(commit)));
    if (history === undefined) return undefined;
    const key = `${commit} ${now}`;
    return answers.find(key) ?? answers.keep(key, judgeSuccession({ ...history, now }));
  };
}

interface JudgedBeginning {
  readonly answer: SuccessionAnswer;
  /** The latest time that a commit of it claims: asked at that moment or later, the answer is always this one. */
  readonly latest: string;
}

/** Judges every beginning of the history, as far as it is asked for. */
function openWalk(
  objects: TrustQuestion["objects"],
  whole: readonly HistoryCommit[],
): (length: number) => Promise<JudgedBeginning | undefined> {
  const walk = openSuccession(LAST_MOMENT);
  const states = new Map<string, TrustState | undefined>();
  const judged: JudgedBeginning[] = [];
  const extend = async (length: number): Promise<void> => {
    const { commits } = await readVersions(objects, whole.slice(judged.length, length), states);
    for (const commit of commits) {
      const state = commit.folder === undefined ? undefined : states.get(commit.folder);
      const before = judged.at(-1)?.latest ?? "";
      const latest = commit.committedAt > before ? commit.committedAt : before;
      judged.push({ answer: walk(commit, state)(), latest });
    }
  };
  let walking = Promise.resolve();
  return async (length) => {
    // One after the other, and a part that cannot be read stands in the way of those only whose history it is in.
    walking = walking.then(
      () => extend(length),
      () => extend(length),
    );
    await walking;
    return judged[length - 1];
  };
}

/** No commit claims to be later. */
const LAST_MOMENT = "9999-12-31T23:59:59Z";
