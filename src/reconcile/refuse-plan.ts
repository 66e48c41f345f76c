// Why a plan may not move at all, whatever its approvals say: its time is over, its mode is locked, its author has not signed.
import { Refusal } from "../diagnostics/refusal.ts";
import type { SignatureJudgement } from "../model/authenticity.ts";
import type { Edges } from "./edges.ts";
import { refusePlanSignature, type Signatories } from "./judge-signatures.ts";
import type { GateInputs, SoundPlan } from "./plan-work.ts";

/** Why this plan may not move at all. The runner's lock: asked before a target is, and before anything is connected. */
export function refusalOf(
  edges: Pick<Edges, "now" | "actuators">,
  sound: SoundPlan,
  authorship: SignatureJudgement,
): Refusal | undefined {
  const { expiresAt } = sound.document.spec;
  if (expiresAt !== undefined && Date.parse(expiresAt) <= Date.parse(edges.now()))
    return planExpired(sound, expiresAt);
  try {
    edges.actuators.choose(sound.mode);
    return refusePlanSignature(signatoriesAt(edges.now(), sound), sound.signed, authorship);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Whose signatures count for this plan at that moment. */
export function signatoriesAt(at: string, { context }: GateInputs): Signatories {
  return { policy: context.policy.value, lists: context.lists, at };
}

function planExpired(sound: SoundPlan, expiresAt: string): Refusal {
  return new Refusal("PLAN_EXPIRED", {
    message: `plan "${sound.plan}" expired at ${expiresAt}`,
    expected: "spec.expiresAt in the future",
    todo: "set a later spec.expiresAt; that is another plan text and needs new approvals",
  });
}
