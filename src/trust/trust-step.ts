// Decides whether one state of trust may follow another at a moment: the version, the lists, and the signatures of the admins
// before. Knows two states and no history.
import { canVouch, keyHoldersOf, signersAt, thresholdOf, type AdminSignature } from "./admin-signatures.ts";
import { PINNED_LISTS, type PinnedList, type TrustState } from "./trust-state.ts";

/** Why a state may not follow. */
export type StepFault =
  | {
      readonly kind: "pin-wrong";
      readonly list: PinnedList;
      readonly pinned: string;
      readonly found: string | undefined;
    }
  | { readonly kind: "version"; readonly expected: number }
  | { readonly kind: "list-changed"; readonly list: PinnedList; readonly found: string | undefined }
  | { readonly kind: "no-vouchers"; readonly holders: readonly string[]; readonly threshold: number }
  | {
      readonly kind: "signatures";
      readonly signed: readonly string[];
      readonly threshold: number;
      readonly signatures: readonly AdminSignature[];
      readonly at: string;
    };

export type StepAnswer =
  /** `signedBy` is undefined where the state before could not vouch for anything, so that this one counts on first use. */
  { readonly kind: "follows"; readonly signedBy: readonly string[] | undefined } | StepFault;

export interface Step {
  readonly before: TrustState;
  /** Whether its admins can sign anything: canVouch(before). */
  readonly vouches: boolean;
  readonly after: TrustState;
  /** The version that the state after has to have. */
  readonly version: number;
  /** Those of the admins before over the policy after. */
  readonly signatures: readonly AdminSignature[];
  /** The moment at which the admins' keys have to be valid. */
  readonly at: string;
}

/**
 * A version as asked for; each list the same as before or pinned by the policy; and the signatures of as many admins of the
 * version before as its threshold asks for, by its lists. Once admins can sign, every later version needs admins that can, too:
 * a policy must not be opened to everybody by a slip.
 */
export function checkStep({ before, vouches, after, version, signatures, at }: Step): StepAnswer {
  const fault = findPinFault(after) ?? findVersionFault(after, version) ?? findListFault(before, after);
  if (fault !== undefined) return fault;
  if (!vouches) return { kind: "follows", signedBy: undefined };
  const signed = signersAt(signatures, at);
  const threshold = thresholdOf(before);
  if (signed.length < threshold) return { kind: "signatures", signed, threshold, signatures, at };
  return canVouch(after)
    ? { kind: "follows", signedBy: signed }
    : { kind: "no-vouchers", holders: keyHoldersOf(after), threshold: thresholdOf(after) };
}

/** A list that is not the one that its own policy pins. */
export function findPinFault(state: TrustState): StepFault | undefined {
  for (const list of PINNED_LISTS) {
    const pinned = state.policy.pins?.[list.pin];
    const found = state[list.digest];
    if (pinned !== undefined && pinned !== found) return { kind: "pin-wrong", list, pinned, found };
  }
  return undefined;
}

function findVersionFault({ policy }: TrustState, version: number): StepFault | undefined {
  return policy.version === version ? undefined : { kind: "version", expected: version };
}

function findListFault(before: TrustState, after: TrustState): StepFault | undefined {
  for (const list of PINNED_LISTS) {
    const found = after[list.digest];
    const isSame = before[list.digest] === found;
    if (!isSame && after.policy.pins?.[list.pin] === undefined) return { kind: "list-changed", list, found };
  }
  return undefined;
}
