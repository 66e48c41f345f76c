// At SG_3 a quorum is of persons who agree on one way out: approvals that name different ones do not add up. At the other
// gates there is nothing to agree on, and nothing changes here.
import type { Policy } from "../model/generated/policy.ts";
import type { Resolution } from "../model/phase.ts";
import { identityOf, type GateRules } from "./entitlement.ts";
import type { WeighedApproval } from "./weigh-decisions.ts";

export interface ResolutionRules extends GateRules {
  /** The ways out that the torn step has; none at any other gate. */
  readonly waysOut: readonly Resolution[];
}

/** Marks the approvals that cannot count together with the most persons who agree: those of a tie are all marked. */
export function agreeOnResolution(
  rules: ResolutionRules,
  weighed: readonly WeighedApproval[],
): readonly WeighedApproval[] {
  if (rules.gate !== "SG_3") return weighed;
  const possible = weighed.map((one) =>
    one.verdict === "COUNTED" && !isWayOut(rules, one.file.document.resolution)
      ? ({ ...one, verdict: "RESOLUTION_REFUSED" } as const)
      : one,
  );
  const backing = backingOf(rules.policy, possible);
  const most = Math.max(0, ...backing.values().map((persons) => persons.size));
  const leaders = [...backing].filter(([, persons]) => persons.size === most);
  const [leader] = leaders.length === 1 && !isContested(rules, possible) ? leaders : [];
  return possible.map((one) => {
    if (one.verdict !== "COUNTED") return one;
    const agrees = leader?.[1].has(identityOf(rules.policy, one.file.document.approver)) ?? false;
    return agrees ? one : { ...one, verdict: "RESOLUTION_SPLIT" };
  });
}

/** Whether more than one way out has enough persons behind it, so that none of them can be taken. */
export function isContested(
  { policy, gate }: GateRules,
  weighed: readonly { readonly file: WeighedApproval["file"]; readonly verdict: string }[],
): boolean {
  const { threshold } = policy.gates[gate];
  const enough = backingOf(policy, weighed)
    .values()
    .filter((persons) => persons.size >= threshold);
  return [...enough].length > 1;
}

function isWayOut({ waysOut }: ResolutionRules, resolution: Resolution | undefined): boolean {
  return resolution !== undefined && waysOut.includes(resolution);
}

/** Who is behind each way out. A person who names two of them, under whatever names, is behind neither. */
function backingOf(
  policy: Policy,
  weighed: readonly { readonly file: WeighedApproval["file"]; readonly verdict: string }[],
): ReadonlyMap<Resolution, ReadonlySet<string>> {
  const named = new Map<string, Set<Resolution>>();
  for (const { file, verdict } of weighed) {
    const { approver, resolution } = file.document;
    if (resolution === undefined || !ON_THE_SCALES.has(verdict)) continue;
    const person = identityOf(policy, approver);
    named.set(person, (named.get(person) ?? new Set()).add(resolution));
  }
  const backing = new Map<Resolution, Set<string>>();
  for (const [person, [resolution, ...others]] of named) {
    if (resolution === undefined || others.length > 0) continue;
    backing.set(resolution, (backing.get(resolution) ?? new Set()).add(person));
  }
  return backing;
}

const ON_THE_SCALES: ReadonlySet<string> = new Set(["COUNTED", "DUPLICATE_PERSON", "RESOLUTION_SPLIT"]);
