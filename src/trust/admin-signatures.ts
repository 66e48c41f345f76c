// Who of the admins of one version signed another policy, and whether the admins of a version could sign any. Counts persons by
// their principal; whether that is enough is decided in trust-step.ts.
import type { SignatureJudgement } from "../model/authenticity.ts";
import { NAMESPACES } from "../model/signature.ts";
import { authenticate, type TrustLists } from "./authenticate.ts";
import type { TrustState } from "./trust-state.ts";

/** What lies there as one admin's signature, judged by the lists of the version before. */
export interface AdminSignature {
  readonly person: string;
  /** Undefined where the policy before does not know the person. */
  readonly principal: string | undefined;
  /** From when to when it is AUTHENTIC, both inclusive; undefined where it never is. */
  readonly holds: { readonly from: string; readonly to: string } | undefined;
  readonly judgeAt: (at: string) => SignatureJudgement;
}

/** One for every admin of the version before, in the order of its policy. */
export function readAdminSignatures(before: TrustState, after: TrustState): readonly AdminSignature[] {
  const lists = before.lists ?? { signers: [], revoked: { has: () => false } };
  return before.policy.admins.persons.map((person) => {
    const principal = principalOf(before, person);
    const signature = after.signatures.get(person);
    const judgeAt = (at: string): SignatureJudgement =>
      authenticate(
        {
          message: after.policyBytes,
          signature,
          principal: principal ?? "",
          namespace: NAMESPACES.policy,
          at,
        },
        lists,
      );
    return {
      person,
      principal,
      judgeAt,
      holds: principal === undefined ? undefined : validity(judgeAt, lists),
    };
  });
}

/** Its time is the last thing that authenticate() asks of a signature, so one answer at any time tells of all times. */
function validity(
  judgeAt: (at: string) => SignatureJudgement,
  { signers }: TrustLists,
): AdminSignature["holds"] {
  const { authenticity, fingerprint } = judgeAt(ANY_TIME);
  if (!["AUTHENTIC", "KEY_EXPIRED", "KEY_NOT_YET_VALID"].includes(authenticity)) return undefined;
  const signer = signers.find(({ key }) => key.fingerprint === fingerprint);
  return signer === undefined ? undefined : { from: signer.validAfter, to: signer.validBefore };
}

const ANY_TIME = "2000-01-01T00:00:00Z";

/** The admins whose signatures are AUTHENTIC at that moment; of several with one principal the first. */
export function signersAt(signatures: readonly AdminSignature[], at: string): readonly string[] {
  const valid = signatures.filter(({ holds }) => holds !== undefined && holds.from <= at && at <= holds.to);
  return onePerPrincipal(valid).map(({ person }) => person);
}

/** How many persons have to sign the next version. Never none, whatever a faulty policy says. */
export function thresholdOf({ policy }: TrustState): number {
  return Math.max(1, policy.admins.threshold);
}

/**
 * The admins with a key listed for signing policies; of several with one principal the first. Keys that are revoked or whose time
 * is over count here: they sign nothing any more, but that must not open a policy to everybody.
 */
export function keyHoldersOf(state: TrustState): readonly string[] {
  const listed = new Set(
    (state.lists?.signers ?? [])
      .filter(({ namespaces }) => namespaces.includes(NAMESPACES.policy))
      .map(({ principal }) => principal),
  );
  const admins = state.policy.admins.persons.map((person) => ({
    person,
    principal: principalOf(state, person),
  }));
  const holders = admins.filter(({ principal }) => principal !== undefined && listed.has(principal));
  return onePerPrincipal(holders).map(({ person }) => person);
}

/** Whether enough admins have a key listed to sign the next version; where not, anybody's next version counts on first use. */
export function canVouch(state: TrustState): boolean {
  return keyHoldersOf(state).length >= thresholdOf(state);
}

function principalOf({ policy }: TrustState, person: string): string | undefined {
  return Object.hasOwn(policy.persons, person) ? policy.persons[person]?.principal : undefined;
}

function onePerPrincipal<One extends { readonly principal: string | undefined }>(
  all: readonly One[],
): readonly One[] {
  const seen = new Set<string | undefined>();
  return all.filter(({ principal }) => {
    if (seen.has(principal)) return false;
    seen.add(principal);
    return true;
  });
}
