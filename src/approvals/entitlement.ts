// What the policy says about persons: who is listed at a gate, who has done something already that keeps them from it,
// and whether the policy is in force at all. A person is one human being, by principal, whatever names the policy gives.
import type { Policy } from "../model/generated/policy.ts";
import type { GateName } from "../model/phase.ts";
import { isOver } from "./moment.ts";

export interface GateRules {
  readonly gate: GateName;
  readonly policy: Policy;
  /** The plan's author, a person of the policy. */
  readonly author: string;
  /** Persons whose approval opened each gate of this run before. */
  readonly approvedBefore: Readonly<Record<GateName, readonly string[]>>;
  /** RFC 3339 in UTC. */
  readonly now: string;
}

export function isInForce({ policy, now }: GateRules): boolean {
  return !isOver(policy.expiresAt, now);
}

/** The persons of the policy that are listed at the gate. Nobody listed means nobody, and so does what is no list. */
export function entitledPersons({ policy, gate }: GateRules): readonly string[] {
  const listed: unknown = policy.gates[gate].persons;
  if (!Array.isArray(listed)) return [];
  return listed.filter(
    (name): name is string => typeof name === "string" && Object.hasOwn(policy.persons, name),
  );
}

export function isEntitled(rules: GateRules, person: string): boolean {
  return entitledPersons(rules).includes(person);
}

/**
 * Whether this person's approval here would break the separation of duties: the author's own plan, or a gate whose
 * approvers may not approve here as well. Where the author is not known, everybody might be the author.
 */
export function breachesDuties(rules: GateRules, person: string): boolean {
  const { policy, gate, author, approvedBefore } = rules;
  if (!policy.separationOfDuties.authorMayApprove && (author === "" || isSame(policy, author, person)))
    return true;
  const others = policy.gates[gate].notSamePersonAs ?? [];
  return others.some((other) => approvedBefore[other].some((approver) => isSame(policy, approver, person)));
}

/** The human being behind a name: its principal, or the name itself where the policy has no such person. */
export function identityOf(policy: Policy, person: string): string {
  const listed = Object.hasOwn(policy.persons, person) ? policy.persons[person] : undefined;
  return listed?.principal ?? person;
}

function isSame(policy: Policy, one: string, other: string): boolean {
  return identityOf(policy, one) === identityOf(policy, other);
}
