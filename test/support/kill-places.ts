// Where a LIVE step can be killed: the boundaries of its transaction, and once its statement is on disk.
import { BOUNDARIES, type Boundary } from "../../src/target/live/live-wiring.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";

export type KillPlace = Boundary | "after_evidence";

export const KILL_PLACES: readonly KillPlace[] = [...BOUNDARIES, "after_evidence"];

/** The backup has no transaction to commit: it is killed before it, when it is whole, and on record. Only units come in batches. */
export function reaches(phase: MutatingPhase, place: KillPlace): boolean {
  if (phase === "pre_write_backup")
    return place === "before_begin" || place === "after_commit" || place === "after_evidence";
  return place !== "mid_batch" || phase === "cut_leg_a" || phase === "lifecycle_enact";
}
