// The words for whether an approval was really signed by the person it names, and what a policy makes of each.
// How a signature is checked is not decided here: that answer is handed in.
import type { Demand } from "../model/generated/policy.ts";

/** Every answer that a check of a signature may give. */
export const AUTHENTICITIES = {
  AUTHENTIC: "signed by a key of the person it names, valid at that time",
  UNSIGNED: "no signature was checked",
  SIG_MALFORMED: "what stands beside it is no signature",
  SIG_INVALID: "the signature is over other bytes",
  SIGNER_UNKNOWN: "signed by a key that is not the person's",
  KEY_REVOKED: "signed by a revoked key",
  KEY_EXPIRED: "signed by a key whose time was over",
  KEY_NOT_YET_VALID: "signed by a key whose time had not begun",
  NAMESPACE_REFUSED: "signed for another purpose",
  KEYTYPE_REFUSED: "signed by a kind of key that is not accepted",
  WEAK_KEY: "signed by a key that is too short",
} as const;

export type Authenticity = keyof typeof AUTHENTICITIES;

/** The check of a build that cannot check signatures: everything is UNSIGNED, whatever lies beside it. */
export function authenticateNothing(): Authenticity {
  return "UNSIGNED";
}

type AuthenticityRefusal = "SIGNATURE_REQUIRED" | "NOT_AUTHENTIC";

/**
 * Why an approval of this authenticity may not open anything, or undefined when it may. A signature that failed is never
 * taken for a missing one: where signatures are optional, UNSIGNED passes and every SIG and KEY answer does not.
 */
export function refuseAuthenticity(
  authenticity: Authenticity,
  demand: Demand,
): AuthenticityRefusal | undefined {
  if (authenticity === "AUTHENTIC") return undefined;
  if (authenticity !== "UNSIGNED") return "NOT_AUTHENTIC";
  return demand === "optional" ? undefined : "SIGNATURE_REQUIRED";
}
