// Decides whether the trust at a commit counts: every version in its history was signed by the admins of the version before,
// and only the first one is taken on trust. No time that a commit claims wins anything, and no branch that is merged.
import { Refusal } from "../diagnostics/refusal.ts";
import { canVouch, readAdminSignatures, signersAt } from "./admin-signatures.ts";
import { refuseTrust } from "./succession-refusal.ts";
import {
  joinLines,
  nextVersion,
  versionOf,
  type AcceptedState,
  type Foundation,
  type Line,
} from "./trust-line.ts";
import { trustIdentityOf, type TrustCommit, type TrustState } from "./trust-state.ts";
import { checkStep, findPinFault } from "./trust-step.ts";

export interface SuccessionQuestion {
  /** The history of the trust commit, which comes last; each once, parents before children. */
  readonly commits: readonly TrustCommit[];
  /** The trust in each folder that a commit names; undefined where it cannot be read: such a state is passed over. */
  readonly states: ReadonlyMap<string, TrustState | undefined>;
  /** No commit counts as later than this. RFC 3339 in UTC to the second, as all times here. */
  readonly now: string;
}

/** How one version came to count. */
export interface SuccessionStep {
  readonly version: number;
  /** The first commit, in the order of the history, that it counted at. */
  readonly commit: string;
  /** The admins of the version before whose signatures held; undefined on first use. */
  readonly signedBy: readonly string[] | undefined;
}

export type SuccessionAnswer =
  | {
      readonly kind: "accepted";
      readonly version: number;
      readonly state: TrustState;
      /** The last version that nobody vouched for: what has to be known from elsewhere. */
      readonly firstUse: { readonly commit: string; readonly version: number };
      /** From the first version to this one. */
      readonly steps: readonly SuccessionStep[];
      /** Whether its admins can sign the next version; where not, anybody's counts on first use again. */
      readonly vouches: boolean;
    }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/**
 * Whether the state at the last commit counts. A state counts on first use where nothing before it counts, or where what
 * counts could not vouch for anything: its admins have no keys. Every other state must have the next version, and signatures
 * by the admins of each state that it replaces. Where branches disagree, all of them are replaced or none.
 * Refusals: TRUST_UNSIGNED, TRUST_REVERSED, TRUST_FORKED for the state, HISTORY_SHALLOW where a parent is not among the commits.
 */
export function judgeSuccession({ commits, states, now }: SuccessionQuestion): SuccessionAnswer {
  const walk = openSuccession(now);
  let answer = (): SuccessionAnswer => ({
    kind: "refused",
    refusal: refuseTrust({ state: undefined, tips: [], torn: false, at: now, commit: "" }),
  });
  for (const commit of commits)
    answer = walk(commit, commit.folder === undefined ? undefined : states.get(commit.folder));
  return answer();
}

/** The answer for the commits so far; it is to be asked for before the next commit is handed in. */
export type AnswerSoFar = () => SuccessionAnswer;

/**
 * The same commit by commit, in the order of a history and each with the trust that it holds: for whoever asks about many
 * commits of one history.
 */
export function openSuccession(
  now: string,
): (commit: TrustCommit, state: TrustState | undefined) => AnswerSoFar {
  const walk: Walk = { accepted: new Map(), lines: new Map() };
  let cutOff: SuccessionAnswer | undefined;
  return (commit, state) => {
    const parents = commit.parents.map((parent) => walk.lines.get(parent));
    if (cutOff === undefined && !parents.every((line) => line !== undefined))
      cutOff = { kind: "refused", refusal: shallow(commit) };
    const answer = cutOff;
    if (answer !== undefined) return () => answer;
    const before = joinLines(parents.filter((line) => line !== undefined));
    const stop = { commit, state, ...momentOf(commit, before, now), before };
    const line = { ...advance(walk, stop), time: stop.time };
    walk.lines.set(commit.commit, line);
    return () => answerAt(stop, line);
  };
}

interface Walk {
  /** By identity. */
  readonly accepted: Map<string, AcceptedState>;
  /** By commit. */
  readonly lines: Map<string, Line>;
}

/** A commit on the walk, with the line that leads to it. */
interface Stop {
  readonly commit: TrustCommit;
  readonly state: TrustState | undefined;
  readonly before: Line;
  /** The moment at which keys have to be valid for it. */
  readonly at: string;
  /** What those who descend from it inherit. */
  readonly time: string;
}

/**
 * A commit is as old as it says, and no older than those it descends from. One from the future counts as of now, and those after
 * it need not be as late: else one wrong clock would make every later key look expired.
 */
function momentOf(
  { committedAt }: TrustCommit,
  { time }: Line,
  now: string,
): { readonly at: string; readonly time: string } {
  if (committedAt > now) return { at: now, time };
  const latest = committedAt > time ? committedAt : time;
  return { at: latest, time: latest };
}

/** The line with this commit: its state in place of all others where it counts, else unchanged. */
function advance(walk: Walk, { state, before, commit, at }: Stop): Line {
  if (state === undefined || commit.folder === undefined || before.torn) return before;
  const identity = trustIdentityOf(state);
  const others = before.tips.filter((tip) => tip.identity !== identity);
  const isKept = others.length === 0 && before.tips.length > 0;
  if (isKept || findPinFault(state) !== undefined) return before;
  const foundations = lay(others, { state, folder: commit.folder, at });
  if (foundations === undefined) return before;
  const accepted: AcceptedState = walk.accepted.get(identity) ?? {
    identity,
    state,
    vouches: canVouch(state),
    commit: commit.commit,
    foundations: [],
    verified: new Map(),
  };
  walk.accepted.set(identity, accepted);
  const isNew = ({ on }: Foundation): boolean => !accepted.foundations.some((other) => other.on === on);
  accepted.foundations.push(...foundations.filter(isNew));
  return { ...before, tips: [accepted] };
}

interface Candidate {
  readonly state: TrustState;
  readonly folder: string;
  readonly at: string;
}

/** What the state stands on where it may replace all of these; undefined where it may not replace one of them. */
function lay(
  tips: readonly AcceptedState[],
  { state, folder, at }: Candidate,
): readonly Foundation[] | undefined {
  const foundations: Foundation[] = [];
  for (const on of tips) {
    const signatures = on.verified.get(folder) ?? readAdminSignatures(on.state, state);
    on.verified.set(folder, signatures);
    const { state: before, vouches } = on;
    const answer = checkStep({ before, vouches, after: state, version: nextVersion(tips), signatures, at });
    if (answer.kind !== "follows") return undefined;
    foundations.push({ on, at, signatures: answer.signedBy === undefined ? undefined : signatures });
  }
  return foundations;
}

function answerAt({ commit, state, at }: Stop, { tips, torn }: Line): SuccessionAnswer {
  const [tip, another] = tips;
  const counts =
    state !== undefined && !torn && another === undefined && tip?.identity === trustIdentityOf(state);
  if (!counts)
    return { kind: "refused", refusal: refuseTrust({ state, tips, torn, at, commit: commit.commit }) };
  const steps = stepsTo(tip);
  const firstUse = steps.findLast(({ signedBy }) => signedBy === undefined) ?? steps[0];
  if (firstUse === undefined) throw new Error("an accepted state has no first step");
  const { commit: firstCommit, version } = firstUse;
  return {
    kind: "accepted",
    version: versionOf(tip),
    state: tip.state,
    firstUse: { commit: firstCommit, version },
    steps,
    vouches: tip.vouches,
  };
}

/** The way to the state; where it replaced several, by the first of them that vouched for it. */
function stepsTo(tip: AcceptedState): readonly SuccessionStep[] {
  const steps: SuccessionStep[] = [];
  for (let one: AcceptedState | undefined = tip; one !== undefined; one = groundOf(one)) {
    const signed = one.foundations.flatMap(({ at, signatures }) =>
      signatures === undefined ? [] : [signersAt(signatures, at)],
    );
    const signedBy = signed.length === 0 ? undefined : [...new Set(signed.flat())];
    steps.push({ version: versionOf(one), commit: one.commit, signedBy });
  }
  return steps.reverse();
}

function groundOf({ foundations }: AcceptedState): AcceptedState | undefined {
  return (foundations.find(({ signatures }) => signatures !== undefined) ?? foundations[0])?.on;
}

function shallow({ commit, parents }: TrustCommit): Refusal {
  return new Refusal("HISTORY_SHALLOW", {
    message: `commit ${commit.slice(0, 12)} descends from ${parents.join(" and ").slice(0, 90)}, and not all of that is in the history`,
    expected: "the whole history of the trust policy",
    todo: "run git fetch --unshallow, and try again",
  });
}
