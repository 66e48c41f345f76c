// The units that exist otherwise than the cut makes them: what is there, and what is wanted.
import type { Conflict, Statement } from "../../model/generated/statement.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { shortDigest } from "./step-words.ts";
import { UNIT_MARKS } from "./style.ts";

/** `! RULES/C01/S01  there 000000000000 (enacted), wanted 3fc9b689459d` */
export function conflictLine({ address, foundSha256, expectedSha256, lifecycle }: Conflict): string {
  const there = `there ${shortDigest(foundSha256)} (${lifecycle})`;
  return `${UNIT_MARKS.changed} ${address}  ${there}, wanted ${shortDigest(expectedSha256)}`;
}

/** As the failed discover statement lists them: at most `limit` of them, and a count of the rest. */
export function conflictLines({ predicate }: Statement, limit: number): readonly string[] {
  if (predicate.phase !== "discover" || predicate.outcome !== "FAILED") return [];
  const { conflicts, changes } = predicate.result as {
    conflicts: readonly Conflict[];
    changes: { conflict: number };
  };
  const shown = conflicts.slice(0, limit).map(conflictLine);
  const left = changes.conflict - shown.length;
  return left > 0 ? [...shown, `${UNIT_MARKS.changed} ${groupDigits(left)} more in conflict`] : shown;
}
