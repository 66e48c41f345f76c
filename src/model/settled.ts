// What is left to say of a plan whose run is closed, and what has to be as it was for that to be said again without looking.
import type { Mode } from "./phase.ts";

/** A plan whose run is closed and of which nothing moves: all that is left to say of it, so that thousands fit into memory. */
export interface SettledPlan {
  readonly plan: string;
  readonly title: string;
  readonly mode: Mode;
  readonly run: string;
  /** When the run's last statement was made, RFC 3339. */
  readonly since: string;
  readonly text: string;
}

/** A plan that was found settled, with its runs and what the file system said of them before they were read. */
export interface FoundSettled {
  readonly settled: SettledPlan;
  readonly runs: readonly string[];
  /** Undefined where it may not be remembered. */
  readonly stamp: string | undefined;
}

/** What all plans depend on, as object names: plans/_trust and plans/_targets, null where there is no such folder. */
export interface SettledGround {
  readonly trust: string | null;
  readonly targets: string | null;
}

/** A settled plan with what it was found settled from. */
export interface RememberedPlan {
  readonly settled: SettledPlan;
  /** The tree of plans/<plan>. */
  readonly planTree: string;
  /** The tree of runs/<plan> in the commit, null where the commit has none. */
  readonly runsTree: string | null;
  /** The plan's runs, of the commit and of the work tree. */
  readonly runs: readonly string[];
  /** What `stampRuns` answered before their files were read. */
  readonly stamp: string;
}

export interface Remembered {
  readonly ground: SettledGround;
  readonly plans: readonly RememberedPlan[];
}

/**
 * Keeps what was settled, for the next reconcile by the same program in the same work tree. It answers nothing rather than
 * anything doubtful, and what it cannot keep is not kept: neither ever rejects.
 */
export interface SettledMemory {
  recall(): Promise<Remembered | undefined>;
  keep(remembered: Remembered): Promise<void>;
  /**
   * A digest of what the file system says about the files of these runs: another one wherever any was written, replaced,
   * added or removed since. Undefined where that cannot be told, because one of them was written only just now.
   */
  stampRuns(plan: string, runs: readonly string[]): string | undefined;
}
