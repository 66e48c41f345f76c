// What a watch needs of a view. Views print; they decide nothing.
import type { CommitPin } from "../../model/ports.ts";
import type { Change } from "./notice-changes.ts";

export interface WatchCounts {
  /** Those that came through. */
  readonly passes: number;
  /** Plans at the last look. */
  readonly plans: number;
  /** Statements that were put on record. */
  readonly statements: number;
}

export interface WatchView {
  /** A pass begins. */
  readonly looking: () => void;
  /** A pass ended, with what of it is news; often nothing is. */
  readonly told: (changes: readonly Change[]) => void;
  /** Nothing to do for now: where the watch stands, and when it looked. */
  readonly resting: (pin: CommitPin | undefined) => void;
  readonly end: (counts: WatchCounts) => void;
}
