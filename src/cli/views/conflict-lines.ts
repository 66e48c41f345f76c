// The units that exist otherwise than the cut makes them, as the failed discover statement lists them.
import type { Conflict, Statement } from "../../model/generated/statement.ts";
import { groupDigits, shortDigest } from "./step-words.ts";

/** `! RULES/C01/S01  is there as 000000000000 (enacted), cut as 3fc9b689459d`, at most `limit` of them and a count of the rest. */
export function conflictLines({ predicate }: Statement, limit: number): readonly string[] {
  if (predicate.phase !== "discover" || predicate.outcome !== "FAILED") return [];
  const { conflicts, changes } = predicate.result as {
    conflicts: readonly Conflict[];
    changes: { conflict: number };
  };
  const shown = conflicts.slice(0, limit).map(({ address, foundSha256, expectedSha256, lifecycle }) => {
    return `! ${address}  is there as ${shortDigest(foundSha256)} (${lifecycle}), cut as ${shortDigest(expectedSha256)}`;
  });
  const left = changes.conflict - shown.length;
  return left > 0 ? [...shown, `! ${groupDigits(left)} more in conflict`] : shown;
}
