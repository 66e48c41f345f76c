// Which plans of a portion are settled by their own record. One portion needs nothing of another, so that several can be
// asked at once, in other threads too: whatever goes in and comes out is plain data.
import { Refusal } from "../diagnostics/refusal.ts";
import type { CarriedModes } from "../model/carried-modes.ts";
import type { ObjectReader, RunStore } from "../model/ports.ts";
import type { FoundSettled, SettledPlan } from "../model/settled.ts";
import { divideListing, planOf } from "./list-plans.ts";
import type { LoadedRepository, SharedDocuments } from "./load-repository.ts";
import { readRecordedRuns } from "./recorded-runs.ts";
import type { SettleTask } from "./spread.ts";
import { settleByRecord, type PlanFolder, type RecordGround } from "./settle-by-record.ts";

/** What every portion is judged with. */
export interface SettleGround {
  readonly record: RecordGround;
  readonly store: RunStore;
  readonly modes: CarriedModes;
  readonly stamp: (plan: string, runs: readonly string[]) => string | undefined;
}

/**
 * `alone`: what all plans share, checked without any plan. Undefined where it has any fault: that may keep any plan from
 * being sound.
 */
export function recordGround(
  objects: ObjectReader,
  shared: SharedDocuments,
  { checked: { policy, diagnostics } }: Pick<LoadedRepository, "checked">,
): RecordGround | undefined {
  return policy === undefined || diagnostics.length > 0 ? undefined : { objects, shared, policy };
}

/** A plan of which anything cannot be read is not settled, and left to whoever looks at it next. */
export async function settlePortion(
  { record, store, modes, stamp }: SettleGround,
  { listing, runs: names }: SettleTask,
): Promise<readonly FoundSettled[]> {
  const found: FoundSettled[] = [];
  for (const own of divideListing(listing, 1).portions) {
    const plan = planOf(own.files[0]?.path ?? "");
    const runs = plan === undefined ? [] : (names.get(plan) ?? []);
    if (plan === undefined || runs.length === 0) continue;
    const before = stamp(plan, runs);
    const { byPlan, broken } = await readRecordedRuns({ store, modes }, names, [plan]);
    if (broken.has(plan)) continue;
    const settled = await settleOrLeave(record, { plan, listing: own, recorded: byPlan.get(plan) ?? [] });
    if (settled !== undefined) found.push({ settled, runs, stamp: before });
  }
  return found;
}

async function settleOrLeave(record: RecordGround, folder: PlanFolder): Promise<SettledPlan | undefined> {
  try {
    return await settleByRecord(record, folder);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
