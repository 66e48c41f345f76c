// The rule that every person named anywhere is a person of the policy. Used for authors, approvers, gates and admins.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Policy } from "../../model/generated/policy.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import { nearestName, oneOf } from "../nearest.ts";
import type { Pointer } from "../syntax-tree.ts";

export interface NamedPerson {
  readonly person: string;
  readonly document: Located<unknown>;
  readonly pointer: Pointer;
}

/** person-unknown, with the nearest person; nothing while there is no policy to ask. */
export function personKnown(named: NamedPerson, policy: Policy | undefined): readonly Diagnostic[] {
  if (policy === undefined || Object.hasOwn(policy.persons, named.person)) return [];
  const persons = Object.keys(policy.persons);
  const near = nearestName(named.person, persons);
  const text = {
    message: `${quoteText(named.person)} is no person of the policy`,
    expected: `${oneOf(persons)} (plans/_trust/policy.yaml)`,
    fix: near === undefined ? undefined : `write "${near}", or add ${quoteText(named.person)} to the policy`,
  };
  return [faultAt("person-unknown", named.document.placeOf(named.pointer), text)];
}
