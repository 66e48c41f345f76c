// Recipes of the area gates: who opens a gate, who closes it, and who may not.
import { makeKey } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { bindingCases } from "./gates-binding.ts";
import { gateCase as gate } from "./gates-case.ts";
import { closingCases } from "./gates-closing.ts";
import { approves, bound, counted } from "./gates-decisions.ts";
import { resolutionCases } from "./gates-resolutions.ts";
import { signatureCases } from "./gates-signatures.ts";
import { signerLine, SIGNERS, stranger } from "./people.ts";

export function gatesCases(): readonly Case[] {
  return [
    ...quorum(),
    ...duties(),
    ...closingCases(),
    ...signatureCases(),
    ...bindingCases(),
    ...resolutionCases(),
  ];
}

function quorum(): readonly Case[] {
  const two = { threshold: 2 };
  return [
    gate("open", "One approval by a listed person opens a gate that takes one.", {
      decisions: [approves("bob")],
      verdict: "open",
      judged: [counted("bob")],
    }),
    gate("waiting-for-anybody", "No approval at all: the gate waits.", {
      verdict: "waiting",
      reasons: ["QUORUM_SHORT"],
    }),
    gate("open-two-of-two", "Two persons, two approvals.", {
      policy: two,
      decisions: [approves("bob"), approves("carol")],
      verdict: "open",
      judged: [counted("bob"), counted("carol")],
    }),
    gate("open-more-than-enough", "Both approve where one is enough: both count.", {
      decisions: [approves("bob"), approves("carol")],
      verdict: "open",
      judged: [counted("bob"), counted("carol")],
    }),
    gate("waiting-one-of-two", "One approval where two are needed.", {
      policy: two,
      decisions: [approves("bob")],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT"],
      judged: [counted("bob")],
    }),
    gate("waiting-one-person-twice", "Bob files his approval a second time under carol's name.", {
      policy: two,
      decisions: [approves("bob"), approves("bob", { file: "sg-1.carol.yaml" })],
      verdict: "waiting",
      reasons: ["MALFORMED", "QUORUM_SHORT"],
      judged: [counted("bob"), bound("bob", "approve", "MALFORMED")],
    }),
    gate("waiting-two-keys-one-person", "Bob signs carol's approval with a second key of his own.", {
      policy: two,
      signers: SIGNERS + signerLine("bob", stranger),
      decisions: [approves("bob"), approves("carol", { key: stranger })],
      verdict: "waiting",
      reasons: ["NOT_AUTHENTIC", "QUORUM_SHORT"],
      judged: [counted("bob"), ["carol", "approve", "SIGNER_UNKNOWN", "BOUND", "NOT_AUTHENTIC"]],
    }),
    gate("refused-not-listed", "Dora is a person of the policy and not listed at the gate.", {
      decisions: [approves("dora")],
      verdict: "refused",
      reasons: ["NOT_ENTITLED", "QUORUM_SHORT"],
      judged: [bound("dora", "approve", "NOT_ENTITLED")],
    }),
    gate("open-beside-not-listed", "Somebody who is not listed keeps nobody else from opening the gate.", {
      decisions: [approves("dora"), approves("bob")],
      verdict: "open",
      judged: [bound("dora", "approve", "NOT_ENTITLED"), counted("bob")],
    }),
    gate("waiting-policy-expired", "The policy's time is over at this very second: it opens nothing.", {
      policy: { expiresAt: "2026-11-21T12:00:00Z" },
      decisions: [approves("bob")],
      verdict: "waiting",
      reasons: ["POLICY_EXPIRED", "QUORUM_SHORT"],
      judged: [bound("bob", "approve", "POLICY_EXPIRED")],
    }),
  ];
}

function duties(): readonly Case[] {
  const second = makeKey("ssh-ed25519");
  const withAlice = { persons: ["alice", "bob"] };
  const author = [bound("alice", "approve", "SOD_VIOLATION")];
  const apart = { notSamePersonAs: ["SG_1"] };
  return [
    gate(
      "refused-author-approves",
      "A validly signed breach of duties reads as that, and not as a forgery.",
      {
        policy: withAlice,
        decisions: [approves("alice")],
        verdict: "refused",
        reasons: ["QUORUM_SHORT", "SOD_VIOLATION"],
        judged: author,
      },
    ),
    gate("refused-author-not-listed", "The author is not even listed; the breach of duties is said first.", {
      decisions: [approves("alice")],
      verdict: "refused",
      reasons: ["QUORUM_SHORT", "SOD_VIOLATION"],
      judged: author,
    }),
    gate(
      "refused-author-second-key",
      "The author approves with a second key: a person, not a key, is kept apart.",
      {
        policy: withAlice,
        signers: SIGNERS + signerLine("alice", second),
        decisions: [approves("alice", { key: second })],
        verdict: "refused",
        reasons: ["QUORUM_SHORT", "SOD_VIOLATION"],
        judged: author,
      },
    ),
    gate("open-author-allowed", "A policy that allows it.", {
      policy: { ...withAlice, authorMayApprove: true },
      decisions: [approves("alice")],
      verdict: "open",
      judged: [counted("alice")],
    }),
    gate(
      "waiting-author-unsigned",
      "An unsigned approval in the author's name is no breach by the author: anybody could have written it.",
      {
        policy: withAlice,
        decisions: [approves("alice", { key: null })],
        verdict: "waiting",
        reasons: ["QUORUM_SHORT", "SIGNATURE_REQUIRED"],
        judged: [["alice", "approve", "UNSIGNED", "BOUND", "SIGNATURE_REQUIRED"]],
      },
    ),
    gate("refused-same-person-as-sg-1", "Who opened SG_1 may not open this SG_2 as well.", {
      gate: "SG_2",
      policy: apart,
      approvedBefore: { SG_1: ["bob"] },
      decisions: [approves("bob")],
      verdict: "refused",
      reasons: ["QUORUM_SHORT", "SOD_VIOLATION"],
      judged: [bound("bob", "approve", "SOD_VIOLATION")],
    }),
    gate("open-other-person-than-sg-1", "Another person than the one who opened SG_1.", {
      gate: "SG_2",
      policy: apart,
      approvedBefore: { SG_1: ["bob"] },
      decisions: [approves("carol")],
      verdict: "open",
      judged: [counted("carol")],
    }),
    gate("open-same-person-allowed", "Where the policy does not keep them apart, one person may open both.", {
      gate: "SG_2",
      approvedBefore: { SG_1: ["bob"] },
      decisions: [approves("bob")],
      verdict: "open",
      judged: [counted("bob")],
    }),
  ];
}
