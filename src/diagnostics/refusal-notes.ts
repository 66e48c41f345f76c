// The one table of what is documented about refusals, by subject; docs/refusals.md is written from it. A code of refusal.ts
// that has no note does not compile.
import type { RefusalCode } from "./refusal.ts";
import type { RefusalNote, SubjectNotes } from "./refusal-note.ts";
import { MACHINE_NOTES, REPOSITORY_NOTES, USAGE_NOTES } from "./refusals-place.ts";
import { EVIDENCE_NOTES, GATE_NOTES, TRUST_NOTES } from "./refusals-plan.ts";
import { LIVE_NOTES, TARGET_NOTES } from "./refusals-target.ts";

export const REFUSAL_NOTES = {
  ...USAGE_NOTES,
  ...REPOSITORY_NOTES,
  ...TRUST_NOTES,
  ...GATE_NOTES,
  ...TARGET_NOTES,
  ...LIVE_NOTES,
  ...EVIDENCE_NOTES,
  ...MACHINE_NOTES,
} as const satisfies Record<RefusalCode, RefusalNote>;

/** The same in the order in which they are told. */
export const REFUSAL_SUBJECTS: readonly (readonly [title: string, notes: SubjectNotes])[] = [
  ["The command line", USAGE_NOTES],
  ["The repository and git", REPOSITORY_NOTES],
  ["Plans and trust", TRUST_NOTES],
  ["Gates and approvals", GATE_NOTES],
  ["The target and its facts", TARGET_NOTES],
  ["LIVE", LIVE_NOTES],
  ["Evidence", EVIDENCE_NOTES],
  ["The machine", MACHINE_NOTES],
];
