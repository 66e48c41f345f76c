// What the phases of a run found, by the shapes that schemas/statement.schema.json has for them. The shape of each was
// checked when its line was read; a phase that did not get so far has none here.
import type {
  CutEvidence,
  DiscoverResult,
  EnactEvidence,
  ManifestResult,
  PostVerifyResult,
  Predicate,
  PreflightResult,
  RefusalResult,
  SourcePinResult,
  VerifyEvidence,
} from "../model/generated/statement.ts";
import type { RecordName } from "../model/phase.ts";

export interface ReportResults {
  readonly preflight?: PreflightResult;
  readonly source_pin?: SourcePinResult;
  readonly discover?: DiscoverResult;
  readonly manifest?: ManifestResult;
  readonly cut_leg_a?: CutEvidence;
  readonly verify?: VerifyEvidence;
  readonly lifecycle_enact?: EnactEvidence;
  readonly post_verify?: PostVerifyResult;
}

/** The results of all phases that found something, by the phase. A torn step found nothing: it has a section of its own. */
export function resultsOf(predicates: readonly Predicate[]): ReportResults {
  const found: Partial<Record<RecordName, Predicate["result"]>> = {};
  for (const { phase, result } of predicates) {
    if (Object.keys(result).length > 0 && !("known" in result)) found[phase] = result;
  }
  return found as unknown as ReportResults;
}

/** What a refusal said, undefined for every other statement. */
export function refusalOf({ phase, result }: Predicate): RefusalResult | undefined {
  return phase === "refusal" && Object.keys(result).length > 0
    ? (result as unknown as RefusalResult)
    : undefined;
}
