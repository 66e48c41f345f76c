// What the trust policy of a commit and its lists say about each other. The rules are in trust/; here they get what they ask for.
import { gateProblem } from "../documents/gate-quorum.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Located } from "../documents/located.ts";
import type { Policy } from "../model/generated/policy.ts";
import { checkTrust } from "../trust/check-trust.ts";
import type { LoadedLists } from "./load-trust.ts";

/** Nothing where the policy or a list cannot be understood: that has been told of, and all else would follow from it. */
export function checkLists(policy: Located<Policy> | undefined, lists: LoadedLists): readonly Diagnostic[] {
  if (policy === undefined || lists.diagnostics.length > 0) return [];
  return checkTrust({
    ...lists,
    policy: policy.value,
    placeOf: policy.placeOf,
    gateProblem: (gates) => gateProblem(gates, undefined),
  });
}
