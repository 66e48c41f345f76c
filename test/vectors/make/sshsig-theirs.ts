// Recipes of the area sshsig: signatures that hold, and are not the person's, or not in time, or not for this.
import { signMessage, spellKey } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { alice, bob, lost, PLAN, REVOKED, signerLine, stranger, TRUST } from "./people.ts";
import { by, MESSAGE, principal, sshsigCase, type Change } from "./sshsig-case.ts";

export function notTheirsCases(): readonly Case[] {
  const git = signMessage(alice, { message: MESSAGE, namespace: "git" });
  const plan = signMessage(alice, { message: MESSAGE, namespace: PLAN });
  const touch = spellKey("sk-ssh-ed25519@openssh.com", alice.privateKey);
  const of = (word: string, name: string, [why, change]: readonly [string, Change]): Case =>
    sshsigCase(word, name, [why, change]);
  return [
    of("SIGNER_UNKNOWN", "unknown-stranger", [
      "A good signature by somebody nobody knows.",
      { signature: by(stranger) },
    ]),
    of("SIGNER_UNKNOWN", "unknown-other-person", [
      "Bob's good signature where alice's is asked for.",
      { signature: by(bob) },
    ]),
    of("SIGNER_UNKNOWN", "unknown-nobody-listed", ["An empty list allows nobody.", { signers: "" }]),
    of("SIGNER_UNKNOWN", "unknown-principal", ["The person asked for has no line.", principal("eve")]),
    of("SIGNER_UNKNOWN", "unknown-principal-in-capitals", [
      "A principal has one spelling.",
      { question: { principal: "Alice@example.org" } },
    ]),
    of("SIGNER_UNKNOWN", "unknown-spelt-as-security-key", [
      "Alice's secret is listed as a security key, and signed without being one: without the touch.",
      { signers: signerLine("alice", touch) },
    ]),
    of("KEY_REVOKED", "revoked", [
      "The key is listed in both files; revoked wins.",
      { revoked: `${REVOKED}${alice.text}\n` },
    ]),
    of("KEY_REVOKED", "revoked-stranger", [
      "A revoked key that nobody has any more: revoked is said before unknown.",
      { signature: by(lost) },
    ]),
    of("KEY_REVOKED", "revoked-and-expired", [
      "Revoked is for all time, and said before expired.",
      { revoked: `${alice.text}\n`, question: { at: "2030-01-01T00:00:00Z" } },
    ]),
    of("KEY_REVOKED", "revoked-as-security-key", [
      "Revoked under another spelling: it is the same secret.",
      { revoked: `${touch.text}\n` },
    ]),
    of("KEY_EXPIRED", "expired-by-a-second", [
      "One second after valid-before.",
      { question: { at: "2027-01-01T00:00:01Z" } },
    ]),
    of("KEY_EXPIRED", "expired-second-key-good", [
      "The person has a good key, and signed with the one that has run out.",
      { signers: signerLine("alice", alice, { before: "20260501Z" }) + signerLine("alice", stranger) },
    ]),
    of("KEY_NOT_YET_VALID", "not-yet-by-a-second", [
      "One second before valid-after.",
      { question: { at: "2025-12-31T23:59:59Z" } },
    ]),
    of("KEY_NOT_YET_VALID", "not-yet-to-the-second", [
      "Times in the list may go to the second.",
      { signers: signerLine("alice", alice, { after: "20260601120001Z" }) },
    ]),
    of("NAMESPACE_REFUSED", "namespace-of-a-plan", [
      "Signed as a plan, shown as an approval.",
      { signature: plan },
    ]),
    of("NAMESPACE_REFUSED", "namespace-of-git", [
      "A signature that alice made for a git commit.",
      { signature: git },
    ]),
    of("NAMESPACE_REFUSED", "namespace-not-the-keys", [
      "The key is alice's, and for policies only.",
      { signers: signerLine("alice", alice, { namespaces: TRUST }) },
    ]),
    of("NAMESPACE_REFUSED", "namespace-before-invalid", [
      "Made for another purpose and over another message: the purpose is looked at first.",
      { signature: plan, message: Buffer.from("another\n") },
    ]),
    of("NAMESPACE_REFUSED", "namespace-before-expired", [
      "The key is not for this purpose, and has run out: the purpose is looked at first.",
      {
        signers: signerLine("alice", alice, { namespaces: TRUST }),
        question: { at: "2030-01-01T00:00:00Z" },
      },
    ]),
  ];
}
