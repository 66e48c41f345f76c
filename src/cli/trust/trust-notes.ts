// What must not be overlooked about a trust policy: what nobody vouched for, what nobody could do today, what no signature covers.
import type { LoadedLists } from "../../reconcile/load-trust.ts";
import type { Policy } from "../../model/generated/policy.ts";
import type { SuccessionAnswer } from "../../trust/succession.ts";
import { PINNED_LISTS } from "../../trust/trust-state.ts";
import type { Quorum, TrustStanding } from "../../trust/who-may-what.ts";

export interface ShownTrust {
  readonly commit: string;
  readonly policy: Policy;
  readonly sha256: string;
  readonly lists: LoadedLists;
  readonly now: string;
  readonly answer: SuccessionAnswer;
  readonly standing: TrustStanding;
  readonly notes: readonly string[];
}

/** One sentence each. */
export function notesOf(shown: Omit<ShownTrust, "notes">): readonly string[] {
  const { policy, standing } = shown;
  return [
    ...(standing.isExpired
      ? [`the policy opens no gate any more: its time was over at ${policy.expiresAt}`]
      : []),
    ...successionNotes(shown),
    ...standing.gates.flatMap((gate) => shortage(`${gate.gate} could not be opened today`, gate)),
    ...(standing.authors.length === 0 ? ["nobody could sign a plan today: no key for that is valid"] : []),
    ...pinNotes(shown),
  ];
}

function successionNotes({ answer, standing }: Omit<ShownTrust, "notes">): readonly string[] {
  if (answer.kind === "refused") return [];
  const { version, commit } = answer.firstUse;
  return [
    `version ${version} is trusted on first use: nobody signed it. Compare commit ${commit} with somebody else's clone`,
    ...(answer.vouches
      ? shortage("the next version could not be signed today", standing.admins)
      : ["too few admins have a key listed for trust.v1@cutplan: whoever can push writes the next version"]),
  ];
}

function shortage(what: string, { threshold, able }: Quorum): readonly string[] {
  if (able.length >= threshold) return [];
  const who = able.length === 0 ? "nobody" : `only ${able.join(", ")}`;
  return [`${what}: it takes ${threshold}, and ${who} has a key for it that is valid now`];
}

function pinNotes({ policy, lists }: Omit<ShownTrust, "notes">): readonly string[] {
  return PINNED_LISTS.filter(
    ({ pin, digest }) => lists[digest] !== undefined && policy.pins?.[pin] === undefined,
  ).map(
    ({ path, pin, digest }) =>
      `${path} is not pinned: no signature covers it, and it cannot change. With the next version write ${pin}: ${lists[digest] ?? ""} under pins`,
  );
}
