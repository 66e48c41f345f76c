// A mutating step in LIVE that ended in the dark: why, and what is known of what it left. The simulator never is torn.
import { canonicalText } from "./canonical-json.ts";
import { sha256Hex } from "./digest.ts";
import type { PartialState } from "./generated/statement.ts";

/** Why a step is torn, as it stands first in `reasons`. */
export const TORN_REASONS = {
  OUTCOME_UNKNOWN: "nobody could find out whether its change is in the target",
  PARTLY_RECORDED: "the target holds a part of its change, or another one than was asked for",
} as const;

export type TornReason = keyof typeof TORN_REASONS;

export function isTornReason(reason: string | undefined): reason is TornReason {
  return reason !== undefined && Object.hasOwn(TORN_REASONS, reason);
}

/** What the actuator could find out. */
export interface TornFindings {
  readonly reason: TornReason;
  /** Rows of the step that were found done; null where nobody could look. */
  readonly seen: number | null;
  /** The database's own number of the transaction, in decimal digits; null where none is known. */
  readonly transaction: string | null;
}

/**
 * Thrown by an actuator's method when it cannot say that its work was done, nor that it was not. It is no refusal: a
 * refusal has done nothing. Whoever carries the step puts it on record before anything else; it is never tried again.
 */
export class TornEffect extends Error {
  override readonly name = "TornEffect";
  readonly findings: TornFindings;

  constructor(findings: TornFindings, cause?: unknown) {
    super(TORN_REASONS[findings.reason], cause === undefined ? undefined : { cause });
    this.findings = findings;
  }
}

/** What an approval at SG_3 names: SHA-256 over the canonical JSON of everything that is known. */
export function partialStateSha256(known: PartialState): string {
  return sha256Hex(canonicalText(known));
}
