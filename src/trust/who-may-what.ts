// Who may do what under a policy, and who of them could at a moment: persons with their keys, gates with their approvers. Told
// to people; no gate is judged by it.
import type { Policy } from "../model/generated/policy.ts";
import { NAMESPACES, type SignedKind } from "../model/signature.ts";
import type { TrustLists } from "./authenticate.ts";
import { ableToSign, keysOf, type ListedKey } from "./key-standing.ts";

export interface PersonStanding {
  readonly name: string;
  readonly principal: string;
  readonly isAdmin: boolean;
  readonly keys: readonly ListedKey[];
}

/** Who may do something together with others. */
export interface Quorum {
  readonly threshold: number;
  readonly persons: readonly string[];
  /** Those who could today, by their keys. */
  readonly able: readonly string[];
}

export interface GateStanding extends Quorum {
  readonly gate: keyof Policy["gates"];
  readonly notSamePersonAs: readonly string[];
}

export interface TrustStanding {
  readonly persons: readonly PersonStanding[];
  readonly gates: readonly GateStanding[];
  readonly admins: Quorum;
  /** Those who could sign a plan of theirs. */
  readonly authors: readonly string[];
  readonly isExpired: boolean;
}

/** `at`: RFC 3339 in UTC to the second. What need not be signed, everybody who may can do without a key. */
export function describeStanding(policy: Policy, lists: TrustLists, at: string): TrustStanding {
  const able = (persons: readonly string[], kind: SignedKind): readonly string[] =>
    ableToSign(persons, { policy, lists, namespace: NAMESPACES[kind], at });
  const isFree = policy.signatures.approvals === "optional";
  const names = Object.keys(policy.persons);
  return {
    persons: names.map((name) => {
      const principal = policy.persons[name]?.principal ?? "";
      const isAdmin = policy.admins.persons.includes(name);
      return { name, principal, isAdmin, keys: keysOf(lists, principal, at) };
    }),
    gates: (Object.keys(policy.gates) as (keyof Policy["gates"])[]).map((gate) => {
      const { threshold, persons, notSamePersonAs = [] } = policy.gates[gate];
      return {
        gate,
        threshold,
        persons,
        notSamePersonAs,
        able: isFree ? persons : able(persons, "approval"),
      };
    }),
    admins: { ...policy.admins, able: able(policy.admins.persons, "policy") },
    authors: policy.signatures.plans === "optional" ? names : able(names, "plan"),
    isExpired: at >= policy.expiresAt,
  };
}
