// Recipes of the area gates: SG_3, where those who approve have to agree on the way out.
import type { Case } from "./case.ts";
import { gateCase as gate, PARTIAL_STATE, type DecisionRecipe } from "./gates-case.ts";
import { approves, bound, counted, denies } from "./gates-decisions.ts";

export function resolutionCases(): readonly Case[] {
  const resolves = (resolution: string): DecisionRecipe => ({
    resolution,
    partialState: PARTIAL_STATE.sha256,
  });
  const at3 = { gate: "SG_3", policy: { threshold: 2, persons: ["bob", "carol", "dora"] } } as const;
  return [
    gate("open-sg-3", "Two persons accept what a torn run left, over the state that they were shown.", {
      ...at3,
      decisions: [approves("bob", resolves("accept")), approves("carol", resolves("accept"))],
      verdict: "open",
      judged: [counted("bob"), counted("carol")],
    }),
    gate("open-sg-3-majority", "Two accept and one compensates: the two are enough.", {
      ...at3,
      decisions: [
        approves("bob", resolves("accept")),
        approves("carol", resolves("compensate")),
        approves("dora", resolves("accept")),
      ],
      verdict: "open",
      judged: [counted("bob"), bound("carol", "approve", "RESOLUTION_SPLIT"), counted("dora")],
    }),
    gate("waiting-sg-3-split", "One accepts, one compensates: the two do not add up.", {
      ...at3,
      decisions: [approves("bob", resolves("accept")), approves("carol", resolves("compensate"))],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT", "RESOLUTION_SPLIT"],
      judged: [bound("bob", "approve", "RESOLUTION_SPLIT"), bound("carol", "approve", "RESOLUTION_SPLIT")],
    }),
    gate(
      "refused-sg-3-contested",
      "One person would be enough, and two want different ways out: neither is taken.",
      {
        gate: "SG_3",
        decisions: [approves("bob", resolves("accept")), approves("carol", resolves("compensate"))],
        verdict: "refused",
        reasons: ["RESOLUTION_CONTESTED", "RESOLUTION_SPLIT"],
        judged: [bound("bob", "approve", "RESOLUTION_SPLIT"), bound("carol", "approve", "RESOLUTION_SPLIT")],
      },
    ),
    gate("waiting-sg-3-no-way-out", "The torn step cannot be accepted as it is.", {
      gate: "SG_3",
      waysOut: ["compensate"],
      decisions: [approves("bob", resolves("accept"))],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT", "RESOLUTION_REFUSED"],
      judged: [bound("bob", "approve", "RESOLUTION_REFUSED")],
    }),
    gate("waiting-sg-3-no-resolution", "An approval at SG_3 has to say what to do.", {
      gate: "SG_3",
      decisions: [approves("bob", { partialState: PARTIAL_STATE.sha256 })],
      verdict: "waiting",
      reasons: ["MALFORMED", "QUORUM_SHORT"],
      judged: [bound("bob", "approve", "MALFORMED")],
    }),
    gate("waiting-sg-3-other-state", "An approval over another partial state than the one on record.", {
      gate: "SG_3",
      decisions: [approves("bob", { resolution: "accept", partialState: "3".repeat(64) })],
      verdict: "waiting",
      reasons: ["PARTIAL_STATE_STALE", "QUORUM_SHORT"],
      judged: [["bob", "approve", "AUTHENTIC", "PARTIAL_STATE_STALE", "NOT_BOUND"]],
    }),
    gate("refused-sg-3-denied", "A denial at SG_3 names no way out and no state.", {
      gate: "SG_3",
      decisions: [approves("bob", resolves("accept")), denies("carol")],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [counted("bob"), bound("carol", "deny", "DENIED")],
    }),
    gate("waiting-resolution-at-sg-1", "Only SG_3 has a resolution.", {
      decisions: [approves("bob", { resolution: "accept" })],
      verdict: "waiting",
      reasons: ["MALFORMED", "QUORUM_SHORT"],
      judged: [bound("bob", "approve", "MALFORMED")],
    }),
  ];
}
