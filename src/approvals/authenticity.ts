// What a policy makes of each answer to whether an approval was really signed by the person it names. How a signature is
// checked is not decided here: that answer is handed in.
import type { Authenticity } from "../model/authenticity.ts";
import type { Demand } from "../model/generated/policy.ts";

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
