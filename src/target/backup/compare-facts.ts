// Whether the target still is as the run was pinned to it: pure, part by part. Who reads does not matter: another role may.
import { canonicalText } from "../../model/canonical-json.ts";
import type { Facts } from "../../model/generated/facts.ts";
import { backupRefused } from "./backup-refusal.ts";

const PARTS = [
  "target",
  "driver",
  "prefix",
  "totals",
  "units",
  "grants",
] as const satisfies readonly (keyof Facts)[];

/** Throws a Refusal BACKUP_REFUSED that names every part that is not the same. */
export function checkSameFacts(pinned: Facts, found: Facts): void {
  const moved = PARTS.filter((part) => canonicalText(pinned[part]) !== canonicalText(found[part]));
  if (moved.length === 0) return;
  throw backupRefused(`the target is not as the run's facts have it: ${moved.join(", ")} changed since`, {
    expected: "the very state that the run is pinned to: its backup is what the run can be compensated from",
    todo: "start a new run, which takes new facts; nothing was written to the database",
  });
}
