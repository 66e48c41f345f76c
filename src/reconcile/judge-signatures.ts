// Puts the question of each signature to the trust room: whose key it has to be, what for, and at which moment it must hold.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { visibleText } from "../diagnostics/visible-text.ts";
import type { SignatureJudgement } from "../model/authenticity.ts";
import type { Policy } from "../model/generated/policy.ts";
import { NAMESPACES, type SignatureFile, type SignedKind } from "../model/signature.ts";
import { authenticate, type TrustLists } from "../trust/authenticate.ts";

/** Whose word counts, and when. */
export interface Signatories {
  readonly policy: Policy;
  readonly lists: TrustLists;
  /** The moment at which keys have to be valid, RFC 3339 in UTC. */
  readonly at: string;
}

/** Whether the approver signed the approval. What only the record still tells of is unsigned: nobody has its bytes. */
export function judgeApprovalSignature(
  signatories: Signatories,
  { bytes, signature, document }: ApprovalFile,
): SignatureJudgement {
  return judgeSignature(signatories, { kind: "approval", person: document.approver, bytes, signature });
}

export interface SignedPlan {
  readonly plan: string;
  /** Who the plan says wrote it. */
  readonly author: string;
  readonly bytes: Uint8Array;
  readonly signature: SignatureFile | undefined;
}

/** Whether the plan's author signed it. */
export function judgePlanSignature(signatories: Signatories, signed: SignedPlan): SignatureJudgement {
  return judgeSignature(signatories, { ...signed, kind: "plan", person: signed.author });
}

/** Why a plan with this signature may not move: PLAN_UNSIGNED, PLAN_NOT_AUTHENTIC; undefined when it may. */
export function refusePlanSignature(
  { policy }: Signatories,
  { plan, author }: SignedPlan,
  { authenticity, detail }: SignatureJudgement,
): Refusal | undefined {
  const expected = `plans/${plan}/plan.yaml.sig, made by "${author}" over the plan as it is`;
  const todo = `"${author}" reads the plan, runs reconcile sign ${plan}, and commits the signature`;
  if (authenticity === "AUTHENTIC") return undefined;
  if (authenticity !== "UNSIGNED") {
    const message = `the signature of plan "${plan}" does not hold (${authenticity}): ${visibleText(detail)}`;
    return new Refusal("PLAN_NOT_AUTHENTIC", { message, expected, todo });
  }
  if (policy.signatures.plans === "optional") return undefined;
  const message = `plan "${plan}" is not signed by its author "${author}"`;
  return new Refusal("PLAN_UNSIGNED", { message, expected, todo });
}

interface Signed {
  readonly kind: SignedKind;
  readonly person: string;
  readonly bytes: Uint8Array | undefined;
  readonly signature: SignatureFile | undefined;
}

/** Nobody has no keys: a person who is not in the policy has no principal that a key could belong to. */
function judgeSignature(
  { policy, lists, at }: Signatories,
  { kind, person, bytes, signature }: Signed,
): SignatureJudgement {
  const listed = Object.hasOwn(policy.persons, person) ? policy.persons[person] : undefined;
  return authenticate(
    {
      message: bytes ?? NOTHING,
      signature: bytes === undefined ? undefined : signature?.bytes,
      principal: listed?.principal ?? "",
      namespace: NAMESPACES[kind],
      at,
    },
    lists,
  );
}

const NOTHING = new Uint8Array();
