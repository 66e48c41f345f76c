// The faults of one portion of plans, and why what could not be read could not. One portion needs nothing of another.
import type { CheckedRepository } from "../documents/check-repository.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectReader, TreeListing } from "../model/ports.ts";
import { loadPortion, type LoadedRepository, type SharedDocuments } from "./load-repository.ts";

/** What is kept of a portion: plain data, but for the refusals. */
export interface SurveyedPortion {
  readonly checked: Pick<CheckedRepository, "diagnostics" | "faultyPlans">;
  readonly unread: ReadonlyMap<string, Refusal>;
}

export async function surveyPortion(
  objects: ObjectReader,
  shared: SharedDocuments,
  portion: TreeListing,
): Promise<SurveyedPortion> {
  return surveyedOf(await loadPortion(objects, shared, portion));
}

export function surveyedOf({
  checked: { diagnostics, faultyPlans },
  unread,
}: LoadedRepository): SurveyedPortion {
  return { checked: { diagnostics, faultyPlans }, unread };
}
