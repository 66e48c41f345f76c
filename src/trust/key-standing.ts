// What each listed key is good for at a moment, and who could sign what with it. Knows no signature and no history.
import type { Policy } from "../model/generated/policy.ts";
import type { Namespace } from "../model/signature.ts";
import type { AllowedSigner } from "./allowed-signers.ts";
import type { TrustLists } from "./authenticate.ts";

export const KEY_STANDINGS = {
  valid: "valid",
  "not-yet-valid": "its time has not begun",
  expired: "its time is over",
  revoked: "revoked",
} as const;

export type KeyStanding = keyof typeof KEY_STANDINGS;

export interface ListedKey {
  readonly signer: AllowedSigner;
  readonly standing: KeyStanding;
}

/** The keys of that principal, in the order of the list, as authenticate() would take them at that moment. */
export function keysOf(lists: TrustLists, principal: string, at: string): readonly ListedKey[] {
  return lists.signers
    .filter((signer) => signer.principal === principal)
    .map((signer) => ({ signer, standing: standingOf(lists, signer, at) }));
}

function standingOf(
  { revoked }: TrustLists,
  { key, validAfter, validBefore }: AllowedSigner,
  at: string,
): KeyStanding {
  if (revoked.has(key)) return "revoked";
  if (at < validAfter) return "not-yet-valid";
  return at > validBefore ? "expired" : "valid";
}

export interface SigningQuestion {
  readonly policy: Policy;
  readonly lists: TrustLists;
  readonly namespace: Namespace;
  /** undefined: at any time; revoked keys are good at none. */
  readonly at: string | undefined;
}

/** Those of the persons who have a key for that purpose. */
export function ableToSign(
  persons: readonly string[],
  { policy, lists, namespace, at }: SigningQuestion,
): readonly string[] {
  return persons.filter((person) => {
    const principal = Object.hasOwn(policy.persons, person) ? policy.persons[person]?.principal : undefined;
    if (principal === undefined) return false;
    const keys = keysOf(lists, principal, at ?? "").filter(({ signer }) =>
      signer.namespaces.includes(namespace),
    );
    return keys.some(({ standing }) => (at === undefined ? standing !== "revoked" : standing === "valid"));
  });
}
