// Recipes of the area gates: approvals of something else, or of another time.
import type { Case } from "./case.ts";
import { gateCase as gate, type DecisionRecipe } from "./gates-case.ts";

const OTHER = "1".repeat(64);

export function bindingCases(): readonly Case[] {
  const unbound = (name: string, why: string, [binding, decision]: readonly [string, DecisionRecipe]): Case =>
    gate(`waiting-${name}`, why, {
      decisions: [{ approver: "bob", ...decision }],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT", binding].sort(),
      judged: [["bob", "approve", "AUTHENTIC", binding, "NOT_BOUND"]],
    });
  return [
    unbound("other-run", "An approval of another attempt.", ["WRONG_RUN", { run: "charter-ba9876543210" }]),
    unbound("other-mode", "An approval of another mode.", ["WRONG_MODE", { mode: "LIVE" }]),
    unbound("other-repository", "An approval from a fork.", [
      "WRONG_REPOSITORY",
      { repository: "git+https://git.example.org/fork.git" },
    ]),
    unbound("other-plan-text", "A byte of the plan changed after it was approved.", [
      "PLAN_STALE",
      { plan: OTHER },
    ]),
    unbound("other-plan", "An approval of another plan, filed beside this one.", [
      "PLAN_STALE",
      { planPath: "plans/statute/plan.yaml", run: "statute-0123456789ab" },
    ]),
    unbound("other-source", "The source changed.", ["SOURCE_STALE", { source: OTHER }]),
    unbound("other-manifest", "The same plan and source, cut in another way.", [
      "MANIFEST_STALE",
      { manifest: OTHER },
    ]),
    unbound("other-facts", "The approver was shown other facts.", ["FACTS_STALE", { facts: OTHER }]),
    unbound("other-policy", "The policy's text changed.", [
      "POLICY_STALE",
      { policy: { version: 3, sha256: OTHER } },
    ]),
    unbound("older-head", "The approver saw an older end of the chain.", [
      "WRONG_HEAD",
      { head: { seq: 2, sha256: OTHER } },
    ]),
    unbound("other-head", "The approver saw another statement under the same number.", [
      "WRONG_HEAD",
      { head: { seq: 3, sha256: OTHER } },
    ]),
    unbound("plan-and-run", "Another plan text also means another run and head; the cause is named.", [
      "PLAN_STALE",
      { plan: OTHER, run: "charter-ba9876543210", head: { seq: 3, sha256: OTHER } },
    ]),
    unbound("expired", "Its time is over at this very second.", [
      "EXPIRED",
      { expiresAt: "2026-11-21T12:00:00Z" },
    ]),
    unbound("not-yet", "It begins a second from now.", ["NOT_YET", { notBefore: "2026-11-21T12:00:01Z" }]),
    ...onTime(),
    ...misfiled(),
  ];
}

function onTime(): readonly Case[] {
  const open = (name: string, why: string, decision: DecisionRecipe): Case =>
    gate(name, why, {
      decisions: [{ approver: "bob", ...decision }],
      verdict: "open",
      judged: [["bob", "approve", "AUTHENTIC", "BOUND", "COUNTED"]],
    });
  return [
    open("open-last-second", "Its time is over a second from now.", { expiresAt: "2026-11-21T12:00:01Z" }),
    open("open-first-second", "notBefore is inclusive.", { notBefore: "2026-11-21T12:00:00Z" }),
  ];
}

function misfiled(): readonly Case[] {
  const decisions = [{ approver: "bob", gate: "SG_2", file: "sg-1.bob.yaml" }];
  return [
    gate(
      "waiting-misfiled",
      "The file's name says SG_1 and its text SG_2: it counts at neither gate, here as the gate of its name.",
      {
        decisions,
        verdict: "waiting",
        reasons: ["QUORUM_SHORT", "WRONG_GATE"],
      },
    ),
    gate("waiting-misfiled-text", "The same file as the gate of its text sees it.", {
      gate: "SG_2",
      decisions,
      verdict: "waiting",
      reasons: ["MALFORMED", "QUORUM_SHORT"],
      judged: [["bob", "approve", "AUTHENTIC", "BOUND", "MALFORMED"]],
    }),
    gate("waiting-other-persons-file", "Bob's approval in carol's file, and none of carol's.", {
      decisions: [{ approver: "bob", file: "sg-1.carol.yaml" }],
      verdict: "waiting",
      reasons: ["MALFORMED", "QUORUM_SHORT"],
      judged: [["bob", "approve", "AUTHENTIC", "BOUND", "MALFORMED"]],
    }),
    gate("waiting-times-reversed", "It would be over before it begins.", {
      decisions: [{ approver: "bob", notBefore: "2026-11-21T11:00:00Z", expiresAt: "2026-11-21T10:00:00Z" }],
      verdict: "waiting",
      reasons: ["EXPIRED", "QUORUM_SHORT"],
      judged: [["bob", "approve", "AUTHENTIC", "EXPIRED", "NOT_BOUND"]],
    }),
  ];
}
