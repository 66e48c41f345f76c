// discover: holds the cut against the facts. Entered with pinned facts; left when every grant is there and no unit
// exists otherwise than the cut makes it. A unit with the same digest is unchanged, with another digest (or retired) a
// conflict; addresses outside the manifest are nobody's business. Result: {role, lifecycle, totals, grants, changes, conflicts}.
import type { Facts } from "../model/generated/facts.ts";
import { compareUnits } from "../model/unit-changes.ts";
import { failed, passed, type Phase, type PhaseResult } from "./phase.ts";

/** A statement lists at most this many conflicts; `changes.conflict` counts them all. */
const CONFLICTS_LISTED = 100;

export const discover: Phase = {
  name: "discover",
  mutates: false,
  carry: ({ facts, manifest }) => {
    const changes = compareUnits(manifest, facts);
    const result: PhaseResult = {
      role: facts.role,
      lifecycle: countLifecycle(facts),
      totals: facts.totals,
      grants: facts.grants,
      changes: {
        new: changes.counts.new,
        unchanged: changes.counts.unchanged,
        conflict: changes.counts.conflict,
      },
      conflicts: changes.conflicts.slice(0, CONFLICTS_LISTED),
    };
    if (!hasGrants(facts)) return failed("GRANTS_MISSING", result);
    return changes.counts.conflict > 0 ? failed("UNIT_CONFLICT", result) : passed(result);
  },
};

function countLifecycle(facts: Facts): PhaseResult {
  const counts = { draft: 0, enacted: 0, retired: 0 };
  for (const unit of facts.units) counts[unit.lifecycle] += 1;
  return counts;
}

function hasGrants({ grants }: Facts): boolean {
  return (
    grants.faults === undefined &&
    grants.cutter_exec_execute_canonical_fns &&
    grants.cutter_verify_select_insert_verify_result &&
    grants.directus_select_review_decision &&
    grants.no_public_execute_leak
  );
}
