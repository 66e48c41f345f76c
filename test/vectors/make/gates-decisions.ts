// Words for what people decide at a gate, and what the gate makes of it, so that recipes read like tales.
import type { Decision, DecisionRecipe, Judged } from "./gates-case.ts";

export const approves = (approver: string, more: DecisionRecipe = {}): Decision => ({ approver, ...more });
export const denies = (approver: string, more: DecisionRecipe = {}): Decision => ({
  approver,
  decision: "deny",
  ...more,
});
export const withdraws = (approver: string, more: DecisionRecipe = {}): Decision => ({
  approver,
  decision: "withdraw",
  ...more,
});
export const LATER: DecisionRecipe = { notBefore: "2026-11-21T11:00:00Z" };

export function counted(person: string): Judged {
  return [person, "approve", "AUTHENTIC", "BOUND", "COUNTED"];
}

export function bound(person: string, decision: string, policy: string): Judged {
  return [person, decision, "AUTHENTIC", "BOUND", policy];
}
