// Recipes of the area gates: approvals whose signature is missing, fails, or is not asked for.
import type { Case } from "./case.ts";
import { gateCase as gate, type DecisionRecipe, type Judged } from "./gates-case.ts";
import { approves } from "./gates-decisions.ts";
import { alice, bob, carol, PLAN, REVOKED, signerLine, stranger } from "./people.ts";

export function signatureCases(): readonly Case[] {
  const refused = (name: string, why: string, [authenticity, decision, lists]: SignatureRecipe): Case =>
    gate(name, why, {
      ...lists,
      decisions: [approves("bob", decision)],
      verdict: "waiting",
      reasons: ["NOT_AUTHENTIC", "QUORUM_SHORT"],
      judged: [["bob", "approve", authenticity, "BOUND", "NOT_AUTHENTIC"]],
    });
  const unsigned: Judged = ["bob", "approve", "UNSIGNED", "BOUND", "SIGNATURE_REQUIRED"];
  return [
    gate("waiting-unsigned", "The policy asks for signatures, and there is none.", {
      decisions: [approves("bob", { key: null })],
      verdict: "waiting",
      reasons: ["QUORUM_SHORT", "SIGNATURE_REQUIRED"],
      judged: [unsigned],
    }),
    gate("open-unsigned-optional", "The policy does not ask for signatures.", {
      policy: { approvals: "optional" },
      decisions: [approves("bob", { key: null })],
      verdict: "open",
      judged: [["bob", "approve", "UNSIGNED", "BOUND", "COUNTED"]],
    }),
    gate(
      "waiting-forged-optional",
      "Where no signature is asked for, one that fails is still no missing one.",
      {
        policy: { approvals: "optional" },
        decisions: [approves("bob", { key: stranger })],
        verdict: "waiting",
        reasons: ["NOT_AUTHENTIC", "QUORUM_SHORT"],
        judged: [["bob", "approve", "SIGNER_UNKNOWN", "BOUND", "NOT_AUTHENTIC"]],
      },
    ),
    refused("waiting-signed-by-stranger", "Signed by somebody nobody knows.", [
      "SIGNER_UNKNOWN",
      { key: stranger },
    ]),
    refused("waiting-signed-by-carol", "Bob's approval, signed by carol, who may approve herself.", [
      "SIGNER_UNKNOWN",
      { key: carol },
    ]),
    refused("waiting-edited-after-signing", "Only a comment was added after it was signed.", [
      "SIG_INVALID",
      { edit: (text) => `# agreed\n${text}` },
    ]),
    refused("waiting-signed-as-plan", "Signed for another purpose.", [
      "NAMESPACE_REFUSED",
      { namespace: PLAN },
    ]),
    refused("waiting-key-revoked", "Signed by a key that is revoked.", [
      "KEY_REVOKED",
      {},
      { revoked: `${REVOKED}${bob.text}\n` },
    ]),
    refused(
      "waiting-key-expired",
      "The key ran out between the signature and the judgement; the time that the approval claims does not help.",
      [
        "KEY_EXPIRED",
        {},
        { signers: signerLine("alice", alice) + signerLine("bob", bob, { before: "20261121113000Z" }) },
      ],
    ),
    refused("waiting-key-not-yet", "The key's time has not begun when the gate is judged.", [
      "KEY_NOT_YET_VALID",
      {},
      { signers: signerLine("bob", bob, { after: "20261121120001Z" }) },
    ]),
    refused("waiting-nobody-allowed", "An empty list of signers lets nobody approve.", [
      "SIGNER_UNKNOWN",
      {},
      { signers: "" },
    ]),
  ];
}

type SignatureRecipe = readonly [
  authenticity: string,
  decision: DecisionRecipe,
  lists?: { readonly signers?: string; readonly revoked?: string },
];
