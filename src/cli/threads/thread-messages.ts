// What is said between this process's main thread and the others: plain data only, because it is copied on the way.
import type { Repository } from "../../git/repository.ts";
import type { TreeFile, TreeListing } from "../../model/ports.ts";
import type { FoundSettled } from "../../model/settled.ts";
import type { SettleTask } from "../../reconcile/spread.ts";
import type { SurveyedPortion } from "../../reconcile/survey-portion.ts";

/** What a thread is started with. */
export interface ThreadGround {
  readonly repository: Repository;
  /** The listing of what all plans share. */
  readonly shared: TreeListing;
  /** When this process began to look at runs, in milliseconds: what was changed from then on is too young to be remembered. */
  readonly since: number;
}

export type ThreadTask =
  | { readonly kind: "settle"; readonly task: SettleTask; readonly committed: readonly TreeFile[] }
  | { readonly kind: "survey"; readonly task: TreeListing };

export type ThreadAnswer =
  | { readonly kind: "settle"; readonly found: readonly FoundSettled[] }
  | { readonly kind: "survey"; readonly surveyed: SurveyedPortion };

export interface Asked {
  readonly id: number;
  readonly task: ThreadTask;
}

/** Without an answer the main thread does the task itself, and meets what is wrong. */
export interface Answered {
  readonly id: number;
  readonly answer: ThreadAnswer | undefined;
}
