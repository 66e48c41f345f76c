// What a line of history holds to: the newest accepted states of trust, one where nobody disagrees. Decides which of them are
// left where lines meet; whether a state is accepted at all is decided in succession.ts.
import { signersAt, thresholdOf, type AdminSignature } from "./admin-signatures.ts";
import type { TrustState } from "./trust-state.ts";

/** A state that counts somewhere in the history. */
export interface AcceptedState {
  readonly identity: string;
  readonly state: TrustState;
  /** Whether its admins can sign the next one. */
  readonly vouches: boolean;
  /** The first commit, in the order of the history, that it counted at. */
  readonly commit: string;
  /** The states that it replaces; none for a first one. */
  readonly foundations: Foundation[];
  /** Signatures over other states by this one's admins, by the folder that holds them: each is verified once. */
  readonly verified: Map<string, readonly AdminSignature[]>;
}

export interface Foundation {
  readonly on: AcceptedState;
  /** The moment at which it was accepted. */
  readonly at: string;
  /** Those of the admins of `on`; undefined where it counted on first use. */
  readonly signatures: readonly AdminSignature[] | undefined;
}

/** A commit together with everything that it descends from. */
export interface Line {
  /** The accepted states that no other of this line replaces. */
  readonly tips: readonly AcceptedState[];
  /** The latest time that a commit of this line claims and that is not in the future; empty where there is none. */
  readonly time: string;
  /** More tips than anybody could reconcile: nothing counts any more. */
  readonly torn: boolean;
}

/** Honest histories have one, two where a merge went wrong. The bound keeps hostile ones from costing more than their length. */
const MOST_TIPS = 8;

/**
 * The lines together. A state gives way to one that replaces it, as far as the keys that signed the step were still valid when
 * the line without it was last written to: else a branch that begins in the past could bring in a policy signed with a key
 * whose time is over.
 */
export function joinLines(lines: readonly Line[]): Line {
  const [first, ...others] = lines;
  if (first === undefined) return { tips: [], time: "", torn: false };
  const time = lines.reduce((latest, line) => (line.time > latest ? line.time : latest), "");
  const torn = lines.some((line) => line.torn);
  if (torn || others.every(({ tips }) => tips === first.tips)) return { tips: first.tips, time, torn };
  const tips = reduceTips(lines);
  return { tips: tips.slice(0, MOST_TIPS), time, torn: tips.length > MOST_TIPS };
}

function reduceTips(lines: readonly Line[]): readonly AcceptedState[] {
  const lastSeen = new Map<AcceptedState, string>();
  for (const { tips, time } of lines) {
    for (const tip of tips) {
      const before = lastSeen.get(tip) ?? "";
      lastSeen.set(tip, time > before ? time : before);
    }
  }
  const all = [...lastSeen.keys()];
  return all.filter((tip) => !all.some((other) => replaces(other, tip, lastSeen.get(tip) ?? "")));
}

/**
 * Whether the newer state follows, over any number of versions, on the older one, by signatures that were valid when each step was
 * taken and no earlier than `since`. Versions only go up, so the search ends.
 */
export function replaces(newer: AcceptedState, older: AcceptedState, since: string): boolean {
  const waiting = [newer];
  const seen = new Set(waiting);
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    for (const foundation of one.foundations) {
      const { on } = foundation;
      if (seen.has(on) || versionOf(on) < versionOf(older) || !holds(foundation, since)) continue;
      if (on === older) return true;
      seen.add(on);
      waiting.push(on);
    }
  }
  return false;
}

function holds({ on, at, signatures }: Foundation, since: string): boolean {
  if (signatures === undefined || since <= at) return true;
  return signersAt(signatures, since).length >= thresholdOf(on.state);
}

export function versionOf({ state }: AcceptedState): number {
  return state.policy.version;
}

/** The version of what replaces all of these. */
export function nextVersion(tips: readonly AcceptedState[]): number {
  return Math.max(0, ...tips.map(versionOf)) + 1;
}
