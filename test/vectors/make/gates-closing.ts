// Recipes of the area gates: what closes a gate, and what takes that back.
import type { Case } from "./case.ts";
import { gateCase as gate, type Judged } from "./gates-case.ts";
import { approves, bound, counted, denies, LATER, withdraws } from "./gates-decisions.ts";
import { bob } from "./people.ts";

export function closingCases(): readonly Case[] {
  return [...closing(), ...lifted()];
}

function closing(): readonly Case[] {
  return [
    gate("refused-denied", "A denial outweighs the approvals of others.", {
      decisions: [approves("bob"), denies("carol")],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [counted("bob"), bound("carol", "deny", "DENIED")],
    }),
    gate(
      "refused-denied-unsigned",
      "A denial needs no signature: what closes a gate is believed as it stands.",
      {
        decisions: [approves("bob"), denies("carol", { key: null })],
        verdict: "refused",
        reasons: ["DENIED"],
        judged: [counted("bob"), ["carol", "deny", "UNSIGNED", "BOUND", "DENIED"]],
      },
    ),
    gate("refused-denied-expired", "A denial whose time is over stands until it is withdrawn.", {
      decisions: [approves("bob"), denies("carol", { expiresAt: "2026-11-21T11:00:00Z" })],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [counted("bob"), ["carol", "deny", "AUTHENTIC", "EXPIRED", "DENIED"]],
    }),
    gate(
      "refused-denied-older-head",
      "A denial of this gate of this run, over an older head of the chain, stands.",
      {
        decisions: [approves("bob"), denies("carol", { head: { seq: 2, sha256: "2".repeat(64) } })],
        verdict: "refused",
        reasons: ["DENIED"],
        judged: [counted("bob"), ["carol", "deny", "AUTHENTIC", "WRONG_HEAD", "DENIED"]],
      },
    ),
    gate("refused-denied-and-deleted", "A denial whose file a later commit removed stands.", {
      decisions: [approves("bob"), denies("carol", { past: true })],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [counted("bob"), bound("carol", "deny", "DENIED")],
    }),
    gate(
      "refused-denied-then-approved",
      "Carol wrote her approval over her denial: the denial stands until she withdraws it.",
      {
        decisions: [approves("carol", LATER), denies("carol", { past: true })],
        verdict: "refused",
        reasons: ["DENIED", "QUORUM_SHORT"],
        judged: [bound("carol", "approve", "DENIED"), bound("carol", "deny", "DENIED")],
      },
    ),
    gate("open-denied-by-not-listed", "A denial by somebody who is not listed at the gate closes nothing.", {
      decisions: [approves("bob"), denies("dora")],
      verdict: "open",
      judged: [counted("bob"), bound("dora", "deny", "NOT_ENTITLED")],
    }),
    gate("open-denied-other-run", "A denial of another run says nothing about this one.", {
      decisions: [approves("bob"), denies("carol", { run: "charter-ba9876543210" })],
      verdict: "open",
      judged: [counted("bob"), ["carol", "deny", "AUTHENTIC", "WRONG_RUN", "NOT_BOUND"]],
    }),
    gate("open-denied-other-gate", "A denial at SG_2 says nothing about SG_1, and is not judged here.", {
      decisions: [approves("bob"), denies("carol", { gate: "SG_2" })],
      verdict: "open",
      judged: [counted("bob")],
    }),
  ];
}

function lifted(): readonly Case[] {
  const carols = (first: string, second: string): readonly Judged[] => [
    bound("carol", "deny", first),
    bound("carol", "withdraw", second),
  ];
  return [
    gate("open-denial-withdrawn", "Carol withdrew her denial; bob's approval counts.", {
      decisions: [approves("bob"), withdraws("carol", LATER), denies("carol", { past: true })],
      verdict: "open",
      judged: [counted("bob"), ...carols("WITHDRAWN", "WITHDRAWN")],
    }),
    gate(
      "refused-withdrawal-unsigned",
      "A withdrawal opens something, so it has to be signed; the denial stands.",
      {
        decisions: [
          approves("bob"),
          withdraws("carol", { ...LATER, key: null }),
          denies("carol", { past: true }),
        ],
        verdict: "refused",
        reasons: ["DENIED"],
        judged: [
          counted("bob"),
          bound("carol", "deny", "DENIED"),
          ["carol", "withdraw", "UNSIGNED", "BOUND", "SIGNATURE_REQUIRED"],
        ],
      },
    ),
    gate("refused-withdrawal-by-another", "Bob signs a withdrawal in carol's name; the denial stands.", {
      decisions: [
        approves("bob"),
        withdraws("carol", { ...LATER, key: bob }),
        denies("carol", { past: true }),
      ],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [
        counted("bob"),
        bound("carol", "deny", "DENIED"),
        ["carol", "withdraw", "SIGNER_UNKNOWN", "BOUND", "NOT_AUTHENTIC"],
      ],
    }),
    gate("refused-withdrawal-older", "A withdrawal that is older than the denial does not take it back.", {
      decisions: [approves("bob"), denies("carol", LATER), withdraws("carol", { past: true })],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [counted("bob"), ...carols("DENIED", "WITHDRAWN")],
    }),
    gate("refused-withdrawal-expired", "A withdrawal whose time is over takes no denial back.", {
      decisions: [
        approves("bob"),
        withdraws("carol", { ...LATER, expiresAt: "2026-11-21T12:00:00Z" }),
        denies("carol", { past: true }),
      ],
      verdict: "refused",
      reasons: ["DENIED"],
      judged: [
        counted("bob"),
        bound("carol", "deny", "DENIED"),
        ["carol", "withdraw", "AUTHENTIC", "EXPIRED", "NOT_BOUND"],
      ],
    }),
    gate(
      "waiting-approval-withdrawn",
      "Bob withdrew, and somebody put his old approval back into its place.",
      {
        decisions: [approves("bob"), withdraws("bob", { ...LATER, past: true })],
        verdict: "waiting",
        reasons: ["QUORUM_SHORT", "WITHDRAWN"],
        judged: [bound("bob", "approve", "WITHDRAWN"), bound("bob", "withdraw", "WITHDRAWN")],
      },
    ),
    gate("waiting-withdrawn-unsigned", "A withdrawal takes an approval back without a signature too.", {
      decisions: [approves("bob"), withdraws("bob", { ...LATER, past: true, key: null })],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT", "WITHDRAWN"],
      judged: [
        bound("bob", "approve", "WITHDRAWN"),
        ["bob", "withdraw", "UNSIGNED", "BOUND", "SIGNATURE_REQUIRED"],
      ],
    }),
    gate("open-withdrawn-by-one-of-two", "One of two withdrew, and one is enough.", {
      decisions: [approves("bob"), withdraws("carol")],
      verdict: "open",
      judged: [counted("bob"), bound("carol", "withdraw", "WITHDRAWN")],
    }),
  ];
}
