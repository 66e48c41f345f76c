// Gates for a reader: as a statement recorded them, and as they are judged now. Says what each approval is worth and why;
// what it is worth was decided before.
import { STRUCTURE_FAULTS } from "../../approvals/structure.ts";
import type { GateVerdict } from "../../approvals/judge-gate.ts";
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import { POLICY_VERDICTS, type PolicyVerdict } from "../../approvals/weigh-decisions.ts";
import type { Located } from "../../documents/located.ts";
import { AUTHENTICITIES, type Authenticity } from "../../model/authenticity.ts";
import type { Approval } from "../../model/generated/approval.ts";
import type { Policy } from "../../model/generated/policy.ts";
import type { JudgedApproval, Predicate } from "../../model/generated/statement.ts";
import { gateOf } from "../../model/phase.ts";
import type { SiteApproval, SiteGate } from "../../site/site-data.ts";

/** The approvals of the commit, by the SHA-256 of their bytes. */
export type ApprovalsBySha256 = ReadonlyMap<string, Located<Approval>>;

/** Undefined for a statement that is about no gate. `policy`: the one that it was judged by, where it can be had. */
export function describeRecordedGate(
  { phase, result, approvals }: Predicate,
  policy: Policy | undefined,
  known: ApprovalsBySha256,
): SiteGate | undefined {
  const gate = gateOf(phase);
  if (gate === undefined) return undefined;
  return {
    gate,
    threshold: Number(result["threshold"]),
    persons: policy?.gates[gate].persons,
    counted: (result["counted"] ?? []) as readonly string[],
    approvals: approvals.map((one) => describeJudged(one, { known, why: recordedWhy(one) })),
  };
}

/** A gate that a run stands before. */
export function describeGateAhead(
  { gate, threshold, counted, files, misfiled }: GateVerdict,
  policy: Policy,
  known: ApprovalsBySha256,
): SiteGate {
  const describe = (file: JudgedFile, why: string | undefined): SiteApproval => ({
    ...describeJudged(file.judged, { known, why }),
    path: file.path,
  });
  return {
    gate,
    threshold,
    persons: policy.gates[gate].persons,
    counted,
    approvals: [
      ...files.map((file) => describe(file, whyNow(file))),
      ...misfiled.map((file) =>
        describe(file, `the file's name says ${gate}, its text says ${file.judged.gate}`),
      ),
    ],
  };
}

function describeJudged(
  { person, decision, sha256, authenticity, binding, policy }: JudgedApproval,
  { known, why }: { readonly known: ApprovalsBySha256; readonly why: string | undefined },
): SiteApproval {
  const file = known.get(sha256);
  const reason = file?.value.reason;
  return {
    person,
    decision,
    path: file?.file.path,
    authenticity,
    binding,
    policy,
    sha256,
    reason: reason === "" ? undefined : reason,
    why,
  };
}

/** Every field that differs, else what is wrong with the file or its signature, else what the policy says. */
function whyNow({ judged, mismatches, faults, signature }: JudgedFile): string | undefined {
  if (judged.policy === "COUNTED") return undefined;
  const words = [
    ...mismatches.map(({ field, expected, found }) => `${field} is "${found}", expected "${expected}"`),
    ...faults.map(({ code, field, found }) => `${STRUCTURE_FAULTS[code]}: ${field} is "${found}"`),
  ];
  if (words.length > 0) return words.join("; ");
  const isUnsigned = judged.policy === "NOT_AUTHENTIC" || judged.policy === "SIGNATURE_REQUIRED";
  return isUnsigned && signature.detail !== "" ? signature.detail : recordedWhy(judged);
}

/** From the words on record alone. */
function recordedWhy({ policy, binding, authenticity }: JudgedApproval): string | undefined {
  if (policy === "COUNTED") return undefined;
  const means = Object.hasOwn(POLICY_VERDICTS, policy) ? POLICY_VERDICTS[policy as PolicyVerdict] : policy;
  if (policy === "NOT_BOUND") return `${means} (${binding})`;
  if (policy !== "NOT_AUTHENTIC" || !Object.hasOwn(AUTHENTICITIES, authenticity)) return means;
  return `${means}: ${AUTHENTICITIES[authenticity as Authenticity]}`;
}
