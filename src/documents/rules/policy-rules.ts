// Whether the trust policy can work at all: persons known, each with one principal; quorums that exist; gates that some
// set of persons can open. Whether a new policy may replace an old one is not judged here.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Policy, Quorum } from "../../model/generated/policy.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import type { Pointer } from "../syntax-tree.ts";
import { personKnown } from "./person-known.ts";
import type { Rule } from "./rule.ts";

type PolicyRule = Rule<Located<Policy>>;

const GATES = ["SG_1", "SG_2", "SG_3"] as const;
/** A user part with a password, which would be in git for ever. A user alone (git@) is part of an address. */
const URL_PASSWORD = /:\/\/[^/@\s]*:[^@\s]*@/u;

interface PlacedQuorum {
  readonly name: string;
  readonly pointer: Pointer;
  readonly quorum: Quorum;
}

function quorumsOf({ value }: Located<Policy>): readonly PlacedQuorum[] {
  return [
    { name: "admins", pointer: ["admins"], quorum: value.admins },
    ...GATES.map((gate) => ({ name: gate, pointer: ["gates", gate], quorum: value.gates[gate] })),
  ];
}

const everyoneListedIsAPerson: PolicyRule = (policy) =>
  quorumsOf(policy).flatMap(({ quorum, pointer }) =>
    quorum.persons.flatMap((person, index) =>
      personKnown({ person, document: policy, pointer: [...pointer, "persons", index] }, policy.value),
    ),
  );

const thresholdsAreReachable: PolicyRule = (policy) =>
  quorumsOf(policy).flatMap(({ name, quorum, pointer }) => {
    const listed = quorum.persons.length;
    if (quorum.threshold <= listed) return [];
    const text = {
      message: `${name} takes ${quorum.threshold} persons and lists ${listed}`,
      expected: `a threshold of at most ${listed}`,
    };
    return faultAt("gate-unreachable", policy.placeOf([...pointer, "threshold"]), text);
  });

/** Gates are passed in order, so only an earlier one can have had its approvers. */
const gatesReferBackwards: PolicyRule = (policy) =>
  GATES.flatMap((gate, own) =>
    (policy.value.gates[gate].notSamePersonAs ?? []).flatMap((other, index): readonly Diagnostic[] => {
      if (GATES.indexOf(other) < own) return [];
      const message =
        other === gate ? `${gate} refers to itself` : `${gate} refers to ${other}, which comes later`;
      return [faultAt("gate-order", policy.placeOf(["gates", gate, "notSamePersonAs", index]), { message })];
    }),
  );

/** Thresholds that are too high by themselves have been told of one by one. */
const gatesCanBeOpened: PolicyRule = (policy, { gateProblemFor }) => {
  const problem = gateProblemFor(undefined);
  if (problem === undefined || problem.gates.length === 1) return [];
  const last = problem.gates.at(-1) ?? "SG_2";
  const text = {
    message: `no set of persons could open ${problem.gates.join(" and ")}`,
    expected: problem.expected,
  };
  return [faultAt("gate-closed", policy.placeOf(["gates", last, "notSamePersonAs"], "key"), text)];
};

const principalsBelongToOne: PolicyRule = (policy) => {
  const owners = new Map<string, string>();
  return Object.entries(policy.value.persons).flatMap(([name, person]) => {
    const principal = person?.principal ?? "";
    const owner = owners.get(principal);
    if (owner === undefined) {
      owners.set(principal, name);
      return [];
    }
    const message = `${quoteText(principal)} is the principal of ${quoteText(owner)} already`;
    return faultAt("principal-doubled", policy.placeOf(["persons", name, "principal"]), { message });
  });
};

const runnersEndAfterTheyBegin: PolicyRule = (policy) =>
  policy.value.runners.flatMap(({ validAfter, validBefore }, index) => {
    if (validAfter < validBefore) return [];
    const message = `validBefore is ${quoteText(validBefore)}, and validAfter is ${quoteText(validAfter)}`;
    const spot = policy.placeOf(["runners", index, "validBefore"]);
    return faultAt("dates-order", spot, { message, expected: `a time after ${validAfter}` });
  });

const repositoryHasNoPassword: PolicyRule = (policy) =>
  URL_PASSWORD.test(policy.value.repository)
    ? [
        faultAt("repository-password", policy.placeOf(["repository"]), {
          message: "repository holds a password",
        }),
      ]
    : [];

export const POLICY_RULES = [
  everyoneListedIsAPerson,
  thresholdsAreReachable,
  gatesReferBackwards,
  gatesCanBeOpened,
  principalsBelongToOne,
  runnersEndAfterTheyBegin,
  repositoryHasNoPassword,
] as const;
