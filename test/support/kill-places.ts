// Where a LIVE step can be killed: the boundaries of its transaction, and once its statement is on disk.
import { BOUNDARIES, type Boundary } from "../../src/target/live/live-wiring.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";

export type KillPlace = Boundary | "after_evidence";

export const KILL_PLACES: readonly KillPlace[] = [...BOUNDARIES, "after_evidence"];

/** The backup writes no row and has no transaction of its own to commit; only units come in batches. */
export function reaches(phase: MutatingPhase, place: KillPlace): boolean {
  if (phase === "pre_write_backup") return place === "after_evidence";
  return place !== "mid_batch" || phase === "cut_leg_a" || phase === "lifecycle_enact";
}
