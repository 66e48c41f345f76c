// What a gate will make of a decision once it is committed, asked before it is written. One that would not have its effect
// is refused with the reason that the gate would give.
import type { ApprovalFile, GateVerdict } from "../../approvals/judge-gate.ts";
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import { breachesDuties, isEntitled } from "../../approvals/entitlement.ts";
import { POLICY_VERDICTS, type PolicyVerdict } from "../../approvals/weigh-decisions.ts";
import { listChoices } from "../../diagnostics/english.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Approval } from "../../model/generated/approval.ts";
import type { Edges } from "../../reconcile/edges.ts";
import { judgeRun } from "../../reconcile/judge-run.ts";
import type { GateAhead } from "./gate-ahead.ts";

type Decision = Approval["decision"];

/** Before anybody is asked for a key: throws a Refusal APPROVAL_REFUSED for a person whose decision cannot count here. */
export function requireEntitled(
  { work, run, verdict }: GateAhead,
  { person, decision, now }: { readonly person: string; readonly decision: Decision; readonly now: string },
): void {
  const rules = {
    gate: verdict.gate,
    policy: work.context.policy.value,
    author: work.signed.author,
    approvedBefore: run.state.counted,
    now,
  };
  if (decision === "approve" && breachesDuties(rules, person))
    throw notCounted({ plan: work.plan, person, verdict }, "SOD_VIOLATION");
  if (!isEntitled(rules, person)) throw notCounted({ plan: work.plan, person, verdict }, "NOT_ENTITLED");
}

export interface JudgedDecision {
  /** The gate as it will be. */
  readonly gate: GateVerdict;
  readonly own: JudgedFile;
}

/** The word that says that a decision has its effect. */
const EFFECTS = { approve: "COUNTED", deny: "DENIED", withdraw: "WITHDRAWN" } as const satisfies Record<
  Decision,
  PolicyVerdict
>;

/**
 * Judges the gate as if the decision were committed in the place of the person's earlier one. Throws a Refusal
 * APPROVAL_REFUSED where it would not have its effect; answers with the verdict on the gate and on the decision.
 */
export function judgeDecision(
  edges: Pick<Edges, "now">,
  { work, run, verdict }: GateAhead,
  file: ApprovalFile,
): JudgedDecision {
  const { approver: person, decision, notBefore } = file.document;
  const others = work.approvals.filter(({ path }) => path !== file.path);
  // What closes a gate outlives its file: the history keeps it.
  const replaced = work.approvals.filter(
    ({ path, document }) => path === file.path && document.decision !== "approve",
  );
  const next = { ...work, approvals: [...others, file], past: [...work.past, ...replaced] };
  const gate = judgeRun(edges, next, { state: run.state, gate: verdict.gate });
  const own = gate.files.find(({ path, judged }) => path === file.path && judged.sha256 === file.sha256);
  if (own === undefined) throw new Error(`${file.path} was not judged at ${verdict.gate}`);
  const asked = { plan: work.plan, person, verdict: gate };
  if (own.judged.policy !== EFFECTS[decision]) throw notCounted(asked, own.judged.policy, own);
  const isLeft = gate.judged.some((one) => one.person === person && one.policy === "DENIED");
  if (decision === "withdraw" && isLeft) throw tooOld(asked, notBefore);
  return { gate, own };
}

interface Asked {
  readonly plan: string;
  readonly person: string;
  readonly verdict: GateVerdict;
}

function notCounted(asked: Asked, word: string, own?: JudgedFile): Refusal {
  const { person, verdict } = asked;
  const mismatches = own?.mismatches ?? [];
  const details = [
    ...mismatches.map(({ field, expected, found }) => `${field} is "${found}", expected "${expected}"`),
    ...(word === "NOT_AUTHENTIC" && own !== undefined
      ? [`${own.judged.authenticity}: ${own.signature.detail}`]
      : []),
  ];
  const because = details.length === 0 ? POLICY_VERDICTS[word as PolicyVerdict] : details.join("; ");
  const advice = ADVICE[word as PolicyVerdict];
  return new Refusal("APPROVAL_REFUSED", {
    message: `${verdict.gate} would not count this decision by "${person}": ${word}, ${because}`,
    expected: advice?.expected ?? "a decision that the gate counts",
    todo: advice?.todo?.(asked) ?? askAnother(asked),
  });
}

interface Advice {
  readonly expected: string;
  /** Where it is not given, another person has to decide. */
  readonly todo?: (asked: Asked) => string;
}

const ADVICE: Readonly<Partial<Record<PolicyVerdict, Advice>>> = {
  SOD_VIOLATION: { expected: "a person without another duty in this run" },
  NOT_ENTITLED: { expected: "a person whom the policy lists at this gate" },
  WITHDRAWN: { expected: "a person who has withdrawn nothing at this gate of this run" },
  DENIED: {
    expected: "no denial of the same person that stands",
    todo: ({ plan, verdict }) =>
      `take the denial back first: reconcile approve ${plan} --gate ${verdict.gate} --withdraw`,
  },
  NOT_AUTHENTIC: {
    expected: "a key that plans/_trust/allowed_signers has as the person's, for approvals and at this time",
    todo: () => "sign with that key (--key FILE), or have an admin list this one: reconcile trust add-key",
  },
  POLICY_EXPIRED: {
    expected: "a policy in force",
    todo: () => "an admin sets a later expiresAt in plans/_trust/policy.yaml, and signs it",
  },
  RESOLUTION_REFUSED: {
    expected: "a way out that the torn step has",
    todo: ({ verdict }) => `choose another --resolution: ${verdict.waysOut.join(" or ")}`,
  },
  RESOLUTION_SPLIT: {
    expected: "one way out, the same from all who approve",
    todo: ({ plan }) => `agree with them first; reconcile explain ${plan} shows who named what`,
  },
  NOT_BOUND: {
    expected: "a decision for what is on record now",
    todo: ({ plan }) => `run reconcile ${plan}, then look again`,
  },
};

function askAnother({ person, verdict }: Asked): string {
  const others = verdict.mayOpen.filter((one) => one !== person);
  return others.length === 0
    ? "nobody else may decide here as the policy stands; its admins would have to change it"
    : `another person has to decide: ${listChoices(others)}`;
}

/** A withdrawal lifts only what is not younger than itself. */
function tooOld({ verdict, person }: Asked, notBefore: string): Refusal {
  return new Refusal("APPROVAL_REFUSED", {
    message: `a denial by "${person}" at ${verdict.gate} begins after this withdrawal, which begins at ${notBefore}`,
    expected: "a withdrawal that is not older than what it takes back",
    todo: "set this machine's clock, or leave out --now",
  });
}
